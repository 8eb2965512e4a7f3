"""What the people of the demonstration write for papers."""

STRENGTHS = (
    "Decisions were written down with the reason for them, so that anybody could follow.",
    "The manager looked again after the visit, and the plan changed because of it.",
    "Supervision asked how the child lives, and not only what had been done.",
    "Everybody who helps the family knew what the others were doing.",
)
DEVELOPMENTS = (
    "A decision was made, and the record does not say why.",
    "Talks were held on time, and asked little of what had changed for the child.",
    "The plan waited for a meeting, when a call would have done.",
    "Challenge by others was noted, and nobody answered it.",
)
YOU_SAID = (
    ("You want to know who will come to see you.", "Every plan now names the person who comes next."),
    ("Our letters are hard to read.", "Letters are a page long, and say first what happens next."),
    ("You told the same story again and again.", "Workers who hand over come together, and read the record first."),
)  # fmt: skip
WHY_NOT = "One family alone would say this. Write what several of them said."
WENT = (
    "Talks were held, and most time went to plans. Two were moved because of court, and held within the week.",
    "Talks were held as planned. We looked at one record together in each.",
    "Sickness put some off. Nobody waited longer than two weeks.",
)
IMPROVED = (
    "Decisions are written down on the day, with the reason.\nA second worker reads each plan before it is shared.",
    "Each talk ends with one thing to try, and begins with the last one.",
    "We ask in every talk what the child would say has changed.",
)

# Of the last rounds that are over, the newest first: what was found, and what is done about it.
OF_ROUNDS = (
    (
        "Direct work is lively and children’s own words are on the record.\nPlans say what will happen, and less often by when.",
        "Managers ask at each supervision by when. Plans are read again in three months.",
    ),
    (
        "Assessments hear both parents more often than before.\nDecisions are recorded, their reasons not always.",
        "A short guide to writing down reasons was shared. The next round asks about it.",
    ),
    (
        "Visits are in time and children are seen alone.\nWhat families say is heard, and seldom changes the plan.",
        "Team meetings look at one plan a month together with the family’s words.",
    ),
)
