"""Of recording and the difference made, and of what is not a child's record."""

from qa_app.cli.demo.words.parts import Issue, Strength, Words

ELSEWHERE = {
    "RECORD": Words(
        (
            Strength(
                "SYS3",
                (
                    "The record is kept up to the day, and written so that the {x} could read it.",
                    "Written to the {x}, kindly and plainly. I would be glad to have it said of me like that.",
                ),
            ),
        ),
        (
            Issue(
                "written-late",
                "SYS3",
                (
                    "Visit notes are entered {w} days after, some of them twice.",
                    "Much of it is pasted from the note before.",
                    "The practice is better than the record: I had to be told most of it.",
                ),
                "Notes within two days, and a summary every three months that somebody new could use.",
            ),
            Issue(
                "about-not-to",
                "SYS3",
                (
                    "“Did not engage” {n} times. I should not like the {x} to read that.",
                    "Full of abbreviations. The {x} would need a dictionary.",
                ),
                "Write as if the {x} were reading, because one day they will.",
            ),
        ),
        ("One day the {x} will read this and find that they were cared about.",),
        ("The {x} would read about meetings, and little about themselves.",),
    ),
    "IMPACT": Words(
        (
            Strength(
                "FAM4",
                (
                    "What has changed for the {x} can be traced to what we did.",
                    "The school, the family and the {x} say the same about what is better.",
                ),
            ),
        ),
        (
            Issue(
                "no-change",
                "PLN2",
                (
                    "Much was done, and I looked for what it changed. I found little.",
                    "What is better since {m} came about without us.",
                ),
                "Ask at each review what is different for the {x}, and stop what does not help.",
            ),
        ),
        (
            "The {x} is safer and happier than in {m}, and can say why.",
            "Home is calmer. The {x} has friends round again.",
            "The {x} has a plan, a person and a place to be.",
        ),
        (
            "I cannot point to anything that is better for the {x}.",
            "Less than there should be after {w} months.",
        ),
    ),
    "supervision-file": Words(
        (
            Strength(
                "SYS2",
                (
                    "Sessions are on the file within {n} days, and they follow from each other.",
                    "Every child was talked about in the last two rounds.",
                    "Room to think: the session of {d} goes back to a hard visit, and what it did to them.",
                ),
            ),
            Strength(
                "SYS5",
                (
                    "Workload was raised in {m} and something was done about it.",
                    "Training asked for in {m} was booked, and used in the next assessment.",
                ),
            ),
        ),
        (
            Issue(
                "recorded-late",
                "SYS2",
                (
                    "{n} sessions were put on the file on one day in {m}.",
                    "The last three sessions are in the manager’s notebook, not on the file.",
                ),
                "Sessions on the file within five working days, signed by both.",
            ),
            Issue(
                "an-update",
                "SYS2",
                (
                    "The same children are talked about each time. {w} were not, in {m}.",
                    "A round of updates. Nobody asks what the practitioner makes of it.",
                ),
                "Go through every child in two rounds, and choose one to think about.",
            ),
        ),
        ("Children got a practitioner who had time to think.",),
        ("Children got whatever the week left over.",),
    ),
    "practice-observation": Words(
        (
            Strength(
                "FAM1",
                (
                    "You came prepared, said why you were there, and kept to it.",
                    "You got down on the floor, and waited. That is when it was said.",
                    "You said the hard thing plainly and stayed warm.",
                    "You checked what they had understood before you left.",
                ),
            ),
        ),
        (
            Issue(
                "hurried",
                "FAM1",
                (
                    "You had {n} forms to get through, and it showed.",
                    "The quiet one was not asked. I think they would have spoken.",
                    "The family used other words than you did. You could have used theirs.",
                ),
                "One purpose for each visit, and time at the end for what they want to ask.",
            ),
        ),
        ("The family knew at the end what comes next, and said thank you.",),
        ("The family was polite. I am not sure that they were helped.",),
    ),
    "foster-carer-household": Words(
        (
            Strength(
                "CIC1",
                (
                    "The carers were supervised every {n} weeks, and the children were seen each time.",
                    "An unannounced visit on {d} found an ordinary teatime. Good.",
                    "Training of {m} is used: they talk about behaviour in another way.",
                ),
            ),
        ),
        (
            Issue(
                "carers-alone",
                "CIC1",
                (
                    "No unannounced visit since {m}.",
                    "The carers asked for a break in {m} and are still asking.",
                    "The review of approval was {n} months late.",
                ),
                "A visit without notice this month, and a break with dates.",
            ),
        ),
        ("The children in this home are steady, and the carers say they can go on.",),
        ("The carers are tired, and the children feel it.",),
    ),
    "front-door": Words(
        (
            Strength(
                "ASM5",
                (
                    "Read within the hour, earlier contacts looked at, the caller rung back.",
                    "The right decision, with a reason anybody could follow.",
                ),
            ),
        ),
        (
            Issue(
                "each-by-itself",
                "ASM5",
                (
                    "The contact was judged by itself. There were {n} more in the year.",
                    "Closed with advice before the school had answered.",
                ),
                "Read the year, and wait for the school’s answer before closing.",
            ),
        ),
        ("The family was helped by the right people within days.",),
        ("The family was told to ring somebody else, and did not.",),
    ),
    "re-audit": Words(
        (
            Strength(
                "SYS6",
                (
                    "The actions of the audit before are done. I saw each of the {n} on the record.",
                    "What was weak in {m} is better: the visits are there, alone, written in the {x}’s words.",
                ),
            ),
        ),
        (
            Issue(
                "audit-forgotten",
                "SYS6",
                (
                    "Of the actions of the audit before, {n} are open, and nobody has asked after them.",
                    "The grade was talked about in {m}. What to do about it was not.",
                ),
                "Take the open actions into supervision, and look again in two months.",
            ),
        ),
        ("The {x} has what the last audit asked for, and it shows.",),
        ("The {x} is waiting for the same things as at the last audit.",),
    ),
    "moderation": Words(
        (
            Strength(
                "SYS6",
                (
                    "Each of the grades stands on something that was seen, with its date.",
                    "The audit saw what I saw: the plan is behind what the family is doing.",
                    "Strengths are told as carefully as what has to change, and the practitioner is in it.",
                ),
                ("c3-3", "c3-9"),
            ),
        ),
        (
            Issue(
                "grade-on-little",
                "SYS6",
                (
                    "The grade for the plan stands on one sentence. I read {n} reviews that say otherwise.",
                    "What was done is listed. What it changed for the {x} is not asked.",
                ),
                "Write beside each grade what was seen and when, and what it changed.",
                ("c3-3", "c3-4"),
            ),
            Issue(
                "loose-actions",
                "SYS6",
                (
                    "Of its actions {n} have no day, and one has nobody who will do it.",
                    "The actions would fit any record.",
                ),
                "Two actions that fit what was found, each with a name and a day.",
                ("c3-7", "c3-7b"),
            ),
        ),
        (
            "The team can act on it: what matters most for the {x} comes first.",
            "The practitioner can learn from it, and the {x} gets the visit it asks for.",
        ),
        (
            "Whoever relies on it would think that the {x} is seen more often than the record shows.",
        ),
    ),
}
