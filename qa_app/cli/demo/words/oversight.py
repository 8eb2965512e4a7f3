"""Of decisions, supervision, delay and challenge."""

from qa_app.cli.demo.words.parts import Issue, Strength, Words

OVERSIGHT = {
    "OVERSIGHT": Words(
        (
            Strength(
                "SYS1",
                (
                    "The manager’s decision of {d} is there within a day, and says why.",
                    "Each turning point has a decision: I counted {n}, all with a reason.",
                    "The decision in {m} says what would make us think again. That is rare and useful.",
                    "You can find the manager’s thinking without opening every note.",
                ),
                ("mo1-1", "mo1-2", "mo1-8"),
            ),
            Strength(
                "PLN2",
                (
                    "The manager saw the plan standing still in {m} and set a date for the next step.",
                    "When the first plan did not work the manager said so, and changed it within {n} weeks.",
                ),
            ),
        ),
        (
            Issue(
                "no-reason",
                "SYS1",
                (
                    "Decisions are recorded in a line: “agreed”, “continue as planned”. No reasons.",
                    "A practitioner standing in would have to ask why this was chosen.",
                    "The decision of {d} is there. Nothing says what it was based on.",
                    "{n} decisions, one reason.",
                ),
                "Each decision needs its reason beside it, so that the next reader need not guess.",
                ("mo1-2",),
            ),
            Issue(
                "no-decision",
                "SYS1",
                (
                    "I looked for a decision when things changed in {m} and did not find one.",
                    "The step up in {m} just happens. No manager is seen to decide it.",
                    "Nothing from a manager between {m} and the review {w} weeks later.",
                ),
                "A manager has to be seen deciding when things change, on the day or the day after.",
                ("mo1-1",),
            ),
        ),
        (
            "The {x} moved to a calmer home because a manager decided in time.",
            "There is less waiting: the {x} got the help that was promised in {m}.",
            "The {x} has had one clear plan since {m}, and the adults round them know it.",
            "Because somebody decided, the {x} did not have to move twice.",
        ),
        (
            "Not much that I can see. The {x} waited {w} weeks for a decision.",
            "The {x} is no worse, but nobody steered, and the spring was lost.",
            "The plan went on because nobody stopped it. The {x} got more of the same.",
        ),
    ),
    "drift": Words(
        (
            Strength(
                "PLN2",
                (
                    "A visit slipped in {m}. The manager saw it in a week and put it right.",
                    "Late work is named as late, with why, and with what kept the {x} safe meanwhile.",
                    "The change of practitioner in {m} was planned: a joint visit, and the {x} was told why.",
                    "Everything with a time limit was done in time. I checked {n} of them.",
                ),
                ("mo3-1", "mo3-2", "mo3-3"),
            ),
        ),
        (
            Issue(
                "drift-unseen",
                "PLN2",
                (
                    "The assessment drifted for {w} weeks before anybody said so.",
                    "The family group meeting was asked for in {m} and again {w} weeks later. Nobody noticed.",
                    "It was the school that pointed out the delay, not us.",
                ),
                "Somebody has to look at what is late each week, and write down what happens about it.",
                ("mo3-1", "mo3-2"),
            ),
            Issue(
                "handover",
                "SYS5",
                (
                    "The practitioner changed in {m} and the {x} found out at the door.",
                    "{n} practitioners in the year. The handover note is four lines.",
                    "Cover for sickness was whoever was on duty. Nothing was moved on.",
                ),
                "A handover needs a meeting, a visit together and a note of what matters to the {x}.",
                ("mo3-5", "mo3-5b", "mo3-5c"),
            ),
        ),
        (
            "The {x} did not wait: what slipped was put right within {n} weeks.",
            "A new practitioner came, and the {x} kept the plan and the people in it.",
            "The delay in {m} cost the {x} little, because somebody saw it early.",
        ),
        (
            "The {x} lost {w} weeks in which nothing happened.",
            "The {x} had to start again with a stranger, and went quiet.",
            "Time went by. Little in the {x}’s life is different from {m}.",
        ),
    ),
    "challenge": Words(
        (
            Strength(
                "CIC6",
                (
                    "The reviewing officer rang between reviews, in {m}, and it moved the plan on.",
                    "The chair asked twice about the {x}’s own wishes and got an answer within {n} days.",
                    "The formal concern of {d} was answered in time, and something changed.",
                ),
                ("mo4-1", "mo4-2"),
            ),
            Strength(
                "SYS6",
                (
                    "The actions of the last audit are done. I checked all {n}.",
                    "Somebody outside the team asked “how do we know?” and the plan is better for it.",
                ),
                ("mo4-4",),
            ),
        ),
        (
            Issue(
                "polite-silence",
                "CIC6",
                (
                    "The same recommendation is in {n} reviews running. Nobody took it further.",
                    "The chair is not seen between meetings. The record is silent from {m}.",
                    "School disagreed in {m}. There is no sign that anybody settled it.",
                ),
                "Where a recommendation is not met, the chair needs to raise it formally the first time.",
                ("mo4-1",),
            ),
            Issue(
                "audit-forgotten",
                "SYS6",
                (
                    "The audit of last year left {n} actions. I can find one.",
                    "What was asked for at the last audit was never talked about again.",
                ),
                "The actions of the earlier audit belong on the supervision agenda until they are done.",
                ("mo4-4",),
            ),
        ),
        (
            "Somebody outside the team asked the hard question, and the {x} got a better plan.",
            "The {x}’s wish to stay at the same school was heard because the chair pressed for it.",
        ),
        (
            "Nobody challenged the plan, so the {x} is where they were in {m}.",
            "The {x} waited while professionals agreed to disagree.",
        ),
    ),
    "SUPERVISION": Words(
        (
            Strength(
                "SYS2",
                (
                    "Monthly since {m}, and each session goes back to the actions of the last.",
                    "Supervision was written up within {n} days each time. I could follow it.",
                    "The {x}’s own words are quoted in supervision, and the next step follows from them.",
                    "The session of {d} asks what else might explain it. Real thinking.",
                    "Actions say who and by when. {n} of them were done by the next session.",
                ),
                ("mo2-3", "mo2-2", "mo2-2b"),
            ),
            Strength(
                "SYS5",
                (
                    "The practitioner’s caseload was talked about in {m} and one record was moved.",
                    "Group supervision in {m} gave two ideas, and both were tried.",
                ),
            ),
        ),
        (
            Issue(
                "recorded-late",
                "SYS2",
                (
                    "The session of {d} was put on the record {w} weeks later.",
                    "Supervision is written up late: {n} sessions were entered on one day in {m}.",
                    "Written up weeks after. By then the actions were past their dates.",
                    "I am told supervision happened in {m}. It is not on the record yet.",
                ),
                "Supervision needs to be on the record within five working days, while it can still steer.",
            ),
            Issue(
                "gaps",
                "SYS2",
                (
                    "A gap of {w} weeks between sessions is not explained.",
                    "No session for this {x} between {m} and the review.",
                    "Supervision came round about every {w} weeks. It should be every four.",
                ),
                "No gap of more than six weeks, and a reason on the record where there is one.",
            ),
            Issue(
                "an-update",
                "SYS2",
                (
                    "It is an update: what was done, what is booked. No “why”.",
                    "Nobody asks what life is like for the {x}.",
                    "Risk is carried over from the session before, word for word.",
                    "Actions are set and not looked at again. {n} of them recur.",
                ),
                "Each session needs one question that opens up thinking, and a look back at the last actions.",
                ("mo2-2", "mo2-2b", "mo2-3"),
            ),
        ),
        (
            "The practitioner tried something new after supervision, and the {x} now talks to them.",
            "What the {x} said was taken to supervision, and the family time was changed.",
            "Supervision kept the plan moving, so the {x} has had what was agreed.",
        ),
        (
            "Supervision made no difference to the {x} that I can find.",
            "Hard to say. The {x} is hardly there in the notes of supervision.",
            "The {x} waited for actions that were set three times and not done.",
        ),
    ),
}
