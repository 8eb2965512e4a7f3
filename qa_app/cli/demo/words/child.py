"""Of seeing, knowing and hearing the child."""

from qa_app.cli.demo.words.parts import Issue, Strength, Words

CHILD = {
    "VISIT": Words(
        (
            Strength(
                "VOI1",
                (
                    "Seen alone on {n} of the last visits, twice at school, where it was easier to talk.",
                    "The {x} was seen alone in {m}, and the note is in their own words.",
                    "Visits keep to the plan. The last was on {d}, alone, with the bedroom seen.",
                ),
                ("vc1-2", "vc1-3"),
            ),
            Strength(
                "VOI3",
                (
                    "I could picture this {x} from the visit of {d}: mornings, meals, what worries them.",
                    "The notes describe an ordinary day and who the {x} turns to.",
                    "One practitioner since {m}. The {x} knows why they come and how to reach them.",
                ),
                ("vc1-4", "vc1-5"),
            ),
        ),
        (
            Issue(
                "not-alone",
                "VOI1",
                (
                    "{n} visits on the record. The {x} was not seen alone on any.",
                    "Seen each time with mum in the room. No note of why.",
                    "The {x} was out for two of the visits in {m} and asleep for another.",
                    "Seen, but never alone since {m}.",
                ),
                "The {x} has to be seen alone on the next visit, away from home if need be, and it has to say so.",
                ("vc1-2",),
            ),
            Issue(
                "visits-late",
                "FAM1",
                (
                    "Visits slipped to every {w} weeks between {m} and the review.",
                    "The visit of {d} was {n} weeks late, and the one after it later still.",
                ),
                "Visits need a date in the diary before the last one ends.",
                ("vc1-3",),
            ),
            Issue(
                "no-picture",
                "VOI3",
                (
                    "Notes are about the adults. I could not picture this {x}.",
                    "“Appeared happy and settled” {n} times. What did that look like?",
                    "A full account of the argument between the parents, a line about the {x}.",
                ),
                "Visit notes should say what the {x} did, said and showed, not only how they seemed.",
                ("vc1-4",),
            ),
        ),
        (
            "The {x} told their practitioner what frightens them, and it stopped.",
            "Since {m} the {x} has one person they trust, and rings them.",
            "The {x} is sleeping in their own bed and is at school every day.",
        ),
        (
            "I cannot tell. Nobody has asked the {x} on their own.",
            "The {x} has been visited, which is not the same as known.",
            "Little. The {x} has met {n} practitioners since {m} and trusts none of them.",
        ),
    ),
    "DIRECT": Words(
        (
            Strength(
                "VOI5",
                (
                    "{n} planned sessions since {m}, each written up with what the {x} made of it.",
                    "Direct work with cards and drawings. What came of it is in the plan.",
                    "The practitioner prepared the visit and went back to what the {x} said last time.",
                ),
            ),
        ),
        (
            Issue(
                "not-begun",
                "VOI5",
                (
                    "Direct work has been an action since {m} and has not begun.",
                    "Visits check on things. None is planned around the {x}.",
                    "There was one good session in {m}. Nothing followed.",
                ),
                "Plan three sessions, with a purpose each, and write up what the {x} made of them.",
            ),
            Issue(
                "announced",
                "FAM1",
                (
                    "Every visit was announced. In this family that matters.",
                    "The practitioner asks the same questions each time and gets the same answers.",
                ),
                "Vary when and where visits happen, and say before each what it is for.",
            ),
        ),
        (
            "The {x} can say in their own way what happened and that it was not their fault.",
            "The {x} looks forward to the visits, and mum says they talk afterwards.",
        ),
        (
            "The {x} has not been helped to make sense of it yet.",
            "Visits happened. For the {x} they passed like weather.",
        ),
    ),
    "VOICE": Words(
        (
            Strength(
                "VOI2",
                (
                    "The {x} asked in {m} to see their brother more. It is in the plan and it happens.",
                    "When the answer was no, on {d}, somebody went and told the {x} why.",
                    "The {x}’s words stand in the review as they said them, and a decision turns on them.",
                    "An advocate spoke with the {x} before the meeting in {m}.",
                ),
                ("vc3-1", "vc3-2"),
            ),
            Strength(
                "VOI5",
                (
                    "They used pictures because words are hard for this {x}. It worked.",
                    "The {x} chose who came to the meeting and where it was held.",
                ),
            ),
        ),
        (
            Issue(
                "views-box",
                "VOI2",
                (
                    "Views are in the box, copied from the review before.",
                    "I could not find anything that changed because of what the {x} said.",
                    "The {x} said in {m} that they hate the contact room. Same room since.",
                    "Views of the {x}: “settled”. That is our word.",
                ),
                "Write what the {x} said in their words, and beside it what we did about it.",
                ("vc3-1",),
            ),
            Issue(
                "not-told-why",
                "VOI2",
                (
                    "The {x} asked to move school. Nobody told them why not.",
                    "The decision of {d} went against what the {x} wanted, and they heard it from the carer.",
                ),
                "Somebody the {x} trusts tells them the answer and the reason within a week.",
                ("vc3-2",),
            ),
        ),
        (
            "Family time changed because the {x} said what they needed.",
            "The {x} says that people listen now, and gives an example.",
            "The {x} came to their own meeting in {m} and asked two things. Both are done.",
        ),
        (
            "Nothing that the {x} would notice. They asked, and we wrote it down.",
            "The {x} has stopped saying what they want.",
        ),
    ),
    "IDENTITY": Words(
        (
            Strength(
                "VOI4",
                (
                    "The interpreter is the same each time, and prayer times are kept free.",
                    "The {x}’s heritage is talked about with them, and the carers cook what they like.",
                    "Hair, food, language and faith are all in the plan, with who does what.",
                    "What the disability means day to day is described from the {x}’s side.",
                ),
            ),
        ),
        (
            Issue(
                "ticked",
                "VOI4",
                (
                    "Ethnicity is ticked. It is never mentioned again.",
                    "The diagnosis is named in {m}. What it means for the {x} is not.",
                    "English was used throughout, though the form says that mum’s first language is another.",
                ),
                "Ask the {x} and the family what matters to them, and let the plan say what follows.",
            ),
            Issue(
                "story-untold",
                "VOI5",
                (
                    "Life story work is in the plan since {m}. Nobody has begun it.",
                    "The {x} asks where their baby pictures are. So did I.",
                ),
                "Begin the life story now, with somebody who stays.",
            ),
        ),
        (
            "The {x} is proud of where they come from, and the carers help with that.",
            "The {x} can be spoken to in their own language, and says more.",
        ),
        (
            "The {x} would not find themselves in what we have written.",
            "Not much. A large part of who the {x} is has not been asked about.",
        ),
    ),
    "FEEDBACK": Words(
        (
            Strength(
                "VOI2",
                (
                    "The family were rung on {d} and said what had helped and what had not.",
                    "Their words are kept as they said them, and the team manager wrote back.",
                ),
            ),
        ),
        (
            Issue(
                "not-asked",
                "FAM2",
                (
                    "Nobody asked the family, and nobody says why.",
                    "What the parents said in {m} was never answered.",
                ),
                "Ask, and tell them what became of it.",
            ),
        ),
        (
            "The family say that they were treated with respect, and that things are calmer.",
            "Mum says that she would ring us again, which she would not have said in {m}.",
        ),
        (
            "The family say that people come and go and nothing changes.",
            "Dad says he was told and not asked.",
        ),
    ),
}
