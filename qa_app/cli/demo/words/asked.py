"""Answers to questions that ask for words: where the work was good, and where it was not."""

# By the id of the question. Those that are not here are left open, as busy people leave them.
ASKED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "cf15-1": (
        (
            "School every day since {m}, and nobody shouting at home.",
            "The {x} sleeps through and has put on weight.",
            "There are grandparents again.",
        ),
        (
            "Not much yet.",
            "The {x} has met more professionals.",
            "Things calmed down in {m} and then went back.",
        ),
    ),
    "cf15-2": (
        (
            "The family plan, and a practitioner who stayed.",
            "Mum’s own work with the women’s centre. We backed it.",
        ),
        ("It is not clear to me.", "Time, mostly."),
    ),
    "cf15-3": (
        (
            "Nothing urgent. A place at the holiday club.",
            "The second opinion on speech, promised for {m}.",
        ),
        (
            "Somebody to talk to about what happened.",
            "A decision about where they will live.",
            "The assessment asked for in {m}.",
        ),
    ),
    "vc6-1": (
        ("“I like it when you ring before you come.”", "“Tell my teacher I can do it now.”"),
        ("“You lot always leave.”", "Nobody asked, so I cannot say."),
    ),
    "mo5-1": (
        (
            "A decision in {m} that stopped a third move.",
            "The manager asked about the baby’s sleep, and that opened it up.",
        ),
        ("Nothing that I can trace.", "The manager agreed what was happening anyway."),
    ),
    "mo5-2": (
        (
            "The plan would have drifted past the summer.",
            "They would have closed, and we would be back by now.",
        ),
        ("The same, I think.",),
    ),
    "mo5-3": (
        ("Tell the {x} in person what was decided.", "Write down what would make us think again."),
        (
            "Decide about the next step, and give it a date.",
            "See that the actions of {m} are done.",
        ),
    ),
    "mo2-8b": (
        (
            "More time for what the practitioner feels about it.",
            "Having it written up the same week.",
        ),
        (
            "One question that begins with “why”.",
            "Not being moved three times.",
            "Talking about the {x} before the tasks.",
        ),
    ),
    "pl5-1": (
        ("School. Attendance is up since {m}.", "Calm mornings."),
        ("The one about appointments.",),
    ),
    "pl5-2": (("Money. The debt advice has only begun.",), ("All the others.", "Home conditions.")),
    "pl5-3": (("A waiting list.",), ("Nobody owned it.", "The help never began.")),
    "c11-1": (
        (
            "Seen on {d}, school sees them daily, nobody new at home.",
            "The safety plan is known and used.",
        ),
        ("Not enough. The last visit was weeks ago.", "I had to ring to find out. Safe for now."),
    ),
    "c11-9": (
        ("Nothing beyond the plan.", "The review, as booked."),
        ("A visit this week, alone.", "A decision by the team manager about the level."),
    ),
    "c11-11": (("The practitioner’s letter to the {x}. It should be shown to others.",), ()),
    "cf2-6": (
        ("Little. The last ending was planned.",),
        ("The father was never seen.", "Debt and damp, both still here."),
    ),
    "cf10-7": (("“We talk now.”", "Mum says that she sleeps."), ("Nobody asked them.",)),
    "cf10-7b": (("“Too many people at the first meeting.”",), ("“You said you would ring.”",)),
    "cf13-9": (
        ("It is much as written.",),
        ("Visits. The practitioner does more than they write.",),
    ),
    "cf15-8": (
        ("To write to children after a decision.",),
        ("To look for the father in my own team’s records.",),
    ),
    "c9-19": (
        ("No missing episodes since {m}, and back in school.",),
        ("Two phones, and new names. It rises.",),
    ),
    "c2-6b": (
        ("“You listened, and then you did something.”",),
        ("“I had to say it all again to somebody new.”",),
    ),
    "c2-9": (
        ("“Come after tea, not before school.”",),
        ("“Ring back.”", "“Write in plain English.”"),
    ),
    "c2-10": (("“She is the first one who stayed.”",), ("“That I am trying.”",)),
    "c2-11": (("“It is better. Not perfect. Better.”",), ("“You came, you wrote, you went.”",)),
    "c2-13b": (("The team manager, by telephone.",), ("The team manager, in a letter.",)),
    "c2-14": (("At the next visit.",), ("By letter within ten working days.",)),
    "fc9-2": (
        ("They keep every child’s drawings, from all the years.",),
        ("They are patient with a service that is not.",),
    ),
    "fc9-3": (("Respite that keeps its dates.",), ("Somebody who rings back.",)),
    "fd5-2": (("Nothing. It was quick and kind.",), ("A call to the school before closing.",)),
    "sv4-7b": (("A longer session once a quarter.",), ("Fewer updates, one record in depth.",)),
    "sv7-3": (("A practitioner who thinks before they knock.",), ("Hard to see.",)),
    "sv7-5": (("Ask about the youngest first.",), ("Keep the date.",)),
    "c1-3": (
        ("To agree with the family what the first week looks like.",),
        ("To get the forms signed.",),
    ),
    "c1-15": (
        ("That the silence in the middle was hard, and worth it.",),
        ("That there was no time.",),
    ),
    "c1-16": (("You named the worry without blame.",), ("You turned up on time and were kind.",)),
    "c1-16b": (("Ask the quiet one first.",), ("Fewer forms, one purpose.",)),
    "rh6-2": (("The night bus. It is sorted now.",), ("Nobody put the two reports side by side.",)),
    "rh6-3": (("“If I could see my brother on Sundays.”",), ("Not known. Nobody got that far.",)),
    "c4-8": (
        ("The visits are as they should be now.",),
        ("Nobody took the actions into supervision.",),
    ),
    "c4-12": (("The letter to the {x}.",), ("Most of it.",)),
    "c4-14": (("One action, one name, one date.",), ("A grade alone changes nothing.",)),
    "c12-11": (("The second visit to the new school.",), ("I could not find anything.",)),
    "c7-18": (("“They let me cook.”",), ("Nobody asked.",)),
    "pw4-6": (("The personal adviser, then an aunt.",), ("Nobody, they say.",)),
    "pw8-3": (("A deposit.",), ("Somebody who stays.",)),
    "pw8-5": (("A room of their own, and a course since {m}.",), ("Less than we had hoped.",)),
    "c10-9b": (("Nothing. It has held.",), ("That the grandmother was ill.",)),
    "c3-2b": (
        (
            "Visits, supervision and the plan say the same.",
            "Three reviews on time, each with a decision.",
        ),
        ("The plan of {m} was not looked at again.", "Nobody wrote down why it was decided so."),
    ),
    "c3-2c": (("The {x} lives with somebody who stays.",), ("I could not find it on the record.",)),
    "c3-10b": (
        ("We read “the difference made” differently.",),
        ("The audit counts what was planned. I looked for what was done.",),
    ),
    "c3-11": (
        ("Knew the record, and wrote so that it can be used.",),
        ("Asked the practitioner, and wrote down the answer.",),
    ),
    "c3-11b": (
        ("Fewer words about what happened, more about what it changed.",),
        ("A date beside everything that was seen.",),
    ),
    "c3-12": (
        ("Agrees, and will look at what changed first.",),
        ("Stays with it, and sees what the evidence lacks.",),
    ),
}
