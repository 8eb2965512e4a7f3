"""Of assessment, risk, harm, level of help and history."""

from qa_app.cli.demo.words.parts import Issue, Strength, Words

THINKING = {
    "ASSESS": Words(
        (
            Strength(
                "ASM1",
                (
                    "The assessment weighs what was found and says what it means for this {x}.",
                    "It says why this is happening and not only what. I learnt something from it.",
                    "Two explanations are tried against each other. The conclusion follows.",
                    "Brought up to date in {m} when the household changed, with new thinking in it.",
                ),
                ("cf3-4", "cf3-4b", "cf3-7b"),
            ),
            Strength(
                "ASM4",
                (
                    "Both parents and the grandmother are in it, each in their own words.",
                    "The father lives elsewhere and was seen all the same, on {d}.",
                ),
                ("cf3-5",),
            ),
        ),
        (
            Issue(
                "describes",
                "ASM1",
                (
                    "It tells what happened and stops. The “so what” is missing.",
                    "{n} pages of description, six lines of analysis.",
                    "The conclusion is the same as last time, word for word.",
                    "The analysis box lists the concerns again.",
                ),
                "Say what the facts mean for the {x}, and what we think will happen if nothing changes.",
                ("cf3-4", "cf3-4b"),
            ),
            Issue(
                "father-missing",
                "ASM4",
                (
                    "Father is “not involved”. He collects the {x} from school on Fridays.",
                    "Nobody spoke with the father. His number is on the record.",
                    "Mum’s new partner has moved in since {m}. He is not in the assessment.",
                ),
                "Every adult who matters to the {x} belongs in the assessment, the father first.",
                ("cf3-5",),
            ),
            Issue(
                "out-of-date",
                "ASM3",
                (
                    "The assessment is {w} months old, and much has changed since.",
                    "Not updated after the move in {m}.",
                ),
                "Bring it up to date before the next review.",
                ("cf3-7b",),
            ),
        ),
        (
            "The right help came because we understood what was going on.",
            "The {x}’s school knows what sets things off, and how to help.",
            "Mum says that the assessment is the first one that sounds like them.",
        ),
        (
            "Help was given, but for what was seen first and not for what was wrong.",
            "The {x} has been assessed {n} times and little has come of it.",
        ),
    ),
    "RISK": Words(
        (
            Strength(
                "RSK6",
                (
                    "The safety plan was tried out with the family on {d}, and they could tell me what it says.",
                    "It says who the {x} rings at night, and she answers.",
                    "What protects the {x} is shown by evidence: school, the health visitor, the neighbour.",
                ),
                ("cf4-3", "cf4-5"),
            ),
            Strength(
                "RSK2",
                (
                    "Danger today and worry over time are kept apart, in words the parents can read.",
                    "When new harm came to light in {m} the {x} was seen the same day.",
                    "Somebody saw the pattern in {n} small incidents and acted on it.",
                ),
                ("cf4-1", "cf4-2", "cf4-4"),
            ),
        ),
        (
            Issue(
                "paper-safety-plan",
                "RSK6",
                (
                    "The safety plan asks mum to ring us. We close at five.",
                    "The safety plan of {m} is a list of things not to do. Nobody has tested it.",
                    "I asked who is in the safety plan. Two of the people in it had not been told.",
                ),
                "Go through the safety plan with the people in it, for a Saturday night, and write down what they say.",
                ("cf4-3", "cf4-5"),
            ),
            Issue(
                "incident-by-incident",
                "RSK4",
                (
                    "Each incident is dealt with by itself. There are {n} since {m}, and nobody adds them up.",
                    "Neglect is described in every note and named in none.",
                    "The chronology stops in {m}, so the pattern is not seen.",
                ),
                "Read the year as one story and weigh the harm that builds up.",
                ("cf4-4",),
            ),
            Issue(
                "outside-the-home",
                "RSK5",
                (
                    "New phone, new trainers, out till late since {m}. No one asked where they come from.",
                    "The plan is about home. The danger is in the park, and online.",
                    "Missing {n} times since {m}. It is treated as behaviour.",
                    "Older friends with a car are in the police report of {d} and nowhere in ours.",
                ),
                "Map who and where, with the {x}, and bring the police, the school and youth workers into one plan.",
                ("cf4-6", "cf4-6b"),
            ),
        ),
        (
            "The {x} is safer: nobody has come to the house since {m}, and they sleep.",
            "The {x} knows what to do on a bad night, and did it once.",
            "The {x} is back at school and has not been missing since {m}.",
        ),
        (
            "I am not sure that the {x} is safer. We know more and have done little with it.",
            "The danger is where it was. The plan has moved to other things.",
        ),
    ),
    "SAFEGUARD-RESPONSE": Words(
        (
            Strength(
                "RSK1",
                (
                    "The strategy discussion was held the same day, with police, health and school.",
                    "The {x} was seen within hours, by somebody they knew.",
                    "The return interview was done in two days by a person the {x} chose.",
                ),
            ),
        ),
        (
            Issue(
                "late-answer",
                "RSK1",
                (
                    "The strategy discussion was {n} days after the bruise was seen.",
                    "Health were not there, and nobody rang them afterwards.",
                    "The enquiry ended with “no further action” and no reason.",
                ),
                "Hold the discussion on the day, with health in it, and write down why we decide what we decide.",
            ),
            Issue(
                "return-interviews",
                "RSK5",
                (
                    "The return interview was offered once, by letter.",
                    "{n} episodes since {m}, one interview. What was learnt stayed in the form.",
                    "The interview was done {n} weeks after, when the {x} no longer remembered.",
                ),
                "Offer the interview in person, within three days, by somebody they would choose; then use it.",
            ),
        ),
        (
            "The {x} was made safe the same day, and told what would happen next.",
            "We know now what pulls the {x} away, and they have gone missing less since {m}.",
        ),
        (
            "The {x} went home to the same danger for {n} more nights.",
            "We answered late, and the {x} has learnt not to tell.",
        ),
    ),
    "THRESHOLD": Words(
        (
            Strength(
                "ASM5",
                (
                    "The level of help was right on what was known, and the reason is written down.",
                    "Decided within a day. The caller was rung back.",
                    "Earlier contacts were read before deciding: there had been {n}.",
                ),
            ),
        ),
        (
            Issue(
                "each-by-itself",
                "ASM5",
                (
                    "The contact of {d} was judged by itself. It was one of {w} in a year.",
                    "Closed with advice. Nobody spoke with the school.",
                    "Consent was not asked for, and the reason given is “urgent”. It was not.",
                ),
                "Read what came before and speak with somebody who knows the {x} before deciding.",
            ),
        ),
        (
            "The {x} got the right help the first time, within {n} weeks.",
            "Help began while the family was still willing.",
        ),
        (
            "The {x} came back to us {w} weeks later with more harm done.",
            "The family was sent from door to door before anybody helped the {x}.",
        ),
    ),
    "CHRON": Words(
        (
            Strength(
                "ASM2",
                (
                    "The chronology is up to date to {m} and says what each event meant.",
                    "Who is in the family is clear in one page, with those who live elsewhere.",
                ),
            ),
        ),
        (
            Issue(
                "chronology-stops",
                "ASM2",
                (
                    "The chronology stops in {m}.",
                    "The chronology is a list of our meetings.",
                    "Three places say who lives in the home, and they differ.",
                ),
                "Bring the chronology up to date with what happened to the {x}, and read it through.",
            ),
        ),
        ("Whoever meets the {x} next need not ask them to tell it all again.",),
        ("The {x} has told their story to {n} people, because we had not written it down.",),
    ),
}
