"""What moderators, auditors and heads of service of the demonstration write."""

REASONS = (
    "The last three visits say what was seen and what it means for the child.",
    "The plan names who does what, but two dates have gone by without a word.",
    "Supervision in the last quarter asks about the risk and decides something.",
    "The chronology stops in the spring, so the pattern cannot be seen from it.",
    "The child’s own words are in the record and in the plan.",
    "The review was held late, and nobody says what changed because of it.",
)
WHY_LOWER = (
    "The audit counts what was written in the plan; I looked for whether it was done.",
    "The descriptor asks for the difference made, and I could not find one on the record.",
    "The visits are on time, but they do not say whether she was seen alone.",
)
WHY_HIGHER = (
    "The auditor marked down a late form; the work behind it was done in time.",
    "The direct work is recorded under contacts, where the auditor did not look.",
)
FEEDBACK = (
    "You know this child, and it shows. Where you write what was done, add what came of it.",
    "Your evidence is clear and fair. Two of the actions say the same; keep the one that matters.",
    "Strong on the plan. Say more about what the family told the practitioner.",
    "A careful reading. Next time put the grade after the sentence about the difference made.",
)
QUALITY_WORDS = (
    "",
    "",
    "The evidence is short but to the point.",
    "The family’s words are missing.",
)
REPLIES = (
    "Thank you, that helps. I had not looked at the contacts.",
    "I see the difference now. I will look for what changed, not for what was planned.",
    "",
)
STANDS_BY = "The review of the spring says what changed for her. I read it as good, and still do."
SETTLED_WHY = (
    "The review does say what changed, and the plan was late by a week. The descriptor fits."
)
SENT_BACK_WHY = (
    "Two sections say what was done and not what came of it. Add that, and where you saw it."
)
WAITS_TO_BE_SETTLED = "The visits are there, in the contacts. I stand by my grade."

PUT_RIGHT = (
    "The child was seen alone the same afternoon. A strategy discussion was held the next day.",
    "The plan was rewritten with the family this week, and the team manager reads it every fortnight.",
    "The assessment was finished and shared. The legal planning meeting is on Thursday.",
)
SUPPORT = (
    "Weekly supervision for two months, and two records moved to a colleague.",
    "An advanced practitioner visits together with them for the next month.",
    "Their manager reads each plan with them before it is shared.",
)
SIBLINGS_WORDS = "Two brothers, in the same team. Both records are read this month."
CLOSED_WORDS = "The second audit found the child seen alone at each visit, and a plan that is kept."

CHALLENGES = (
    (
        "The grade does not count the visits of May, which are on the record under contacts.",
        "The visits are there. They do not say what was done with what she told us.",
    ),
    (
        "The delay was the court’s and not ours. The order of 3 June says so.",
        "I have seen the order. The plan could have gone on in the meantime.",
    ),
)
DECIDED = (
    "The visits say in the child’s words what changed. The descriptor of the higher grade fits.",
    "The order explains the delay of the hearing, not that nobody saw him for six weeks.",
)
