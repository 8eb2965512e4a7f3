"""Of health, learning, homes and a future for children in care and care leavers."""

from qa_app.cli.demo.words.parts import Issue, Strength, Words

CARE = {
    "HEALTH": Words(
        (
            Strength(
                "CIC3",
                (
                    "Health assessment in time, and its {n} points are in the plan with names.",
                    "Teeth, eyes and injections are up to date. The carer keeps the red book.",
                    "The {x} waited for therapy, and had somebody to talk to meanwhile.",
                ),
            ),
        ),
        (
            Issue(
                "health-late",
                "CIC3",
                (
                    "The health assessment is {w} weeks overdue.",
                    "The questionnaire of {m} scored high, and nothing follows from it.",
                    "No dentist since {m}.",
                ),
                "Ask for what is overdue, chase it each week, and put what it says into the plan.",
            ),
        ),
        ("The {x} is well, and somebody notices when they are not.",),
        ("The {x} has toothache and a place on a list.",),
    ),
    "EDUCATION": Words(
        (
            Strength(
                "CIC4",
                (
                    "The education plan of {m} is the {x}’s own: they want to cook, and there is a course.",
                    "School sees them every day, and attendance is up since {m}.",
                ),
            ),
        ),
        (
            Issue(
                "education-thin",
                "CIC4",
                (
                    "The education plan says “to achieve potential”. The {x} is on a part-time timetable.",
                    "Out of school for {w} weeks after the move. Nobody named it as urgent.",
                ),
                "Full-time school by a date, and an education plan that says what this {x} is good at.",
            ),
        ),
        ("The {x} is learning again, and is proud of it.",),
        ("The {x} is at home on most days and falling behind.",),
    ),
    "PLACEMENT": Words(
        (
            Strength(
                "CIC1",
                (
                    "The {x} has been in one home since {m} and calls it that.",
                    "The carers got the help they asked for within {n} weeks, and it held.",
                ),
            ),
            Strength(
                "LEA3",
                ("Somewhere safe to live, chosen with the young person, and a key of their own.",),
            ),
        ),
        (
            Issue(
                "moves",
                "CIC1",
                (
                    "{n} moves since {m}, each in a day.",
                    "The carers gave notice in {m}. The signs were there for {w} weeks.",
                    "Brothers and sisters live apart. Nobody says why, or whether it will be looked at again.",
                ),
                "Look at what would keep this home going, with the carers, before the next crisis.",
            ),
        ),
        (
            "The {x} feels at home: there are pictures on the wall and a cat.",
            "The {x} has stopped packing a bag at night.",
        ),
        (
            "The {x} does not know where they will live in the summer.",
            "Another move, and another school.",
        ),
    ),
    "PERMANENCE": Words(
        (
            Strength(
                "CIC2",
                (
                    "The plan for permanence was decided in {m}, and it has a second one beside it.",
                    "The match was thought about with care. The {x}’s own hopes are in it.",
                ),
            ),
        ),
        (
            Issue(
                "still-deciding",
                "CIC2",
                (
                    "{w} months in care, and the plan for permanence says “to be confirmed”.",
                    "There is one plan and nothing if it fails.",
                ),
                "Decide, with a date, where this {x} will grow up, and what else is being made ready.",
            ),
        ),
        ("The {x} knows where they will grow up, and with whom.",),
        ("The {x} asks how long they can stay, and nobody can tell them.",),
    ),
    "pathway-plan": Words(
        (
            Strength(
                "LEA1",
                (
                    "The pathway plan is in the young person’s own words and was changed when the job came.",
                    "Somebody went through it with them in {m}, page by page.",
                ),
            ),
        ),
        (
            Issue(
                "plan-for-nobody",
                "LEA1",
                (
                    "The young person has not seen their pathway plan since {m}.",
                    "The plan says college. They left college in {m}.",
                ),
                "Write it again with the young person, and leave a copy with them.",
            ),
        ),
        ("The young person has a plan that they use, and somebody to ring about it.",),
        ("The young person gets by. The plan has no part in it.",),
    ),
    "staying-in-touch": Words(
        (
            Strength(
                "LEA2",
                (
                    "Face to face every {w} weeks, and messages between. They ring when it matters.",
                    "The personal adviser has stayed since {m} and knows them well.",
                ),
            ),
        ),
        (
            Issue(
                "by-text",
                "LEA2",
                (
                    "In touch by text alone since {m}.",
                    "{n} personal advisers in a year.",
                ),
                "Meet face to face within two weeks, where the young person says.",
            ),
        ),
        ("The young person has somebody who turns up.",),
        ("The young person has stopped answering, and we have let it be.",),
    ),
    "work-and-money": Words(
        (
            Strength(
                "LEA4",
                (
                    "A job since {m}, with help over the first weeks. The grant was paid in time.",
                    "Knows what they are entitled to, and has it.",
                ),
            ),
        ),
        (
            Issue(
                "no-money",
                "LEA4",
                (
                    "Not working and not studying since {m}. The plan says “to explore options”.",
                    "The setting-up grant was asked for in {m} and is not paid.",
                ),
                "One real offer of work or study within a month, and the grant paid this week.",
            ),
        ),
        ("The young person earns, and has begun to save.",),
        ("The young person owes rent, and hides it.",),
    ),
}
