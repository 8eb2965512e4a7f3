"""What people of the invented council note when they close the loop of an audit."""

from qa_app.follow_up.rules.second_audits import Moved, Outcome

TALKED = (
    "We read the strengths aloud first. She will write down why a decision was made, on the day.",
    "He asked for an hour a week without a phone for recording. Agreed until the spring.",
    "Two of the three points are done already. We look at the third next month.",
    "We practised how to ask the father. She rings him this week.",
    "He did not agree about the plan. We read it together, and he sees what is missing.",
    "Proud of the direct work, and rightly so. She shows it at the team meeting.",
    "",
    "",
)
GROWTH = (
    "I write the reason for a decision on the same day now. It takes five minutes and saves me an hour later.",
    "I want to learn how to bring fathers in from the first visit. Ask about the training in spring.",
    "The audit named my direct work as a strength. I did not know that it shows. Keep doing it.",
    "Used the feedback about plans: one page, dates, and in words a child can read. For my registration: standard 3.",
)
LOOKED_AT = {
    Outcome.DONE: ("It is on the record, with dates.", "The family says the same."),
    Outcome.PARTLY: (
        "The meeting was held, and nobody wrote down what follows.",
        "Half of it is done.",
    ),
    Outcome.NOT_DONE: (
        "There is no trace of it on the record.",
        "It was handed over and got lost.",
    ),
    Outcome.NO_LONGER_RIGHT: ("The child has moved, so that it no longer fits.",),
}
WHY_MOVED = {
    Moved.HIGHER: (
        "A new practitioner has seen the child alone every three weeks since.",
        "The plan was written again with the family, and it has dates.",
        "The manager reads the record each month and writes why.",
        "What was promised in the first audit was done within four weeks.",
    ),
    Moved.LOWER: (
        "The practitioner left, and for six weeks nobody held the record.",
        "The plan has not been looked at since the first audit.",
        "Visits have become rare since the move.",
    ),
}
NOT_AGAIN = (
    "The record was closed in the meantime.",
    "The head of service has read the record herself and talked with the team.",
    "The child has moved to another council.",
)
