"""What stands in the calibration exercises of the demonstration, and what auditors are told."""

STORIES = (
    "Two sisters, 6 and 9, have had a child protection plan for neglect since February. Visits were on time and both girls were seen alone each time. "
    "The manager wrote supervision notes every month; they list tasks and seldom say why. The plan was reviewed once, late, and the core group met twice in five months. "
    "The older girl said that she cooks when mum is asleep. Nothing in the plan answers that. Dad lives nearby and was rung once.",
    "A boy of 14 came to a children’s home eleven weeks ago after his grandmother fell ill. The manager’s decision and the reasons for it are written down on the day. "
    "Supervision is monthly, looks at what he said and changes what is done. Family time was set up within a week. Health and school were slow, and the manager asked twice and then went to the head of service. "
    "Nobody has written yet what happens if his grandmother does not get well.",
    "A baby of five months, born while his mother was homeless. A pre-birth assessment was finished three weeks late; the manager signed it the same day without comment. "
    "Mother and baby are in a mother and baby home and doing well. Supervision was held twice in five months. The plan says who visits when, and not what has to change.",
)
NAMES = (
    "Management oversight, first exercise",
    "Management oversight, second exercise",
    "Management oversight, third exercise",
)
NOTES = (
    "Half of us took monthly supervision with a list of tasks as meeting “regular and purposeful”; the others looked for reasons. We agreed: without the reason for a decision it is not good, however regular it is.",
    "We were close. What was left: some want a written plan B before they say good for direction. We agreed that one sentence is enough if it says what would set it off.",
)
# By place on the scale, the best first.
RELIED_ON = (
    (
        "“Anticipates” – the manager acted before anybody asked.",
        "“Reflective and challenging” fits each note I read.",
    ),
    (
        "“Regular and purposeful”: monthly, with what was decided.",
        "“Decisions are recorded with their rationale” – mostly they are.",
        "“Timely” – nothing waited long for the manager.",
    ),
    (
        "“Task-led”: the notes say what, and not why.",
        "“Not always followed through” – the late review.",
        "“Rationale is thin”; I could not tell why the plan stayed the same.",
    ),
    (
        "“Drift is not challenged”: five months and one review.",
        "“The child’s experience does not inform decisions”.",
    ),
)
TRAINING = "Two days: reading a record, evidence and grades"
WENT = (
    "Careful with evidence. Grades before the reasons are written; we talked about turning that round.",
    "Found what mattered for the child at once. Needs longer for the chronology.",
    "Grade was one above mine for planning; the contingency was not there.",
)
COACHING = (
    "Your strengths are always about this child and nobody else. Look once more at planning: you tend to grade what people intend, and the descriptor asks for what was done.",
    "Clear and kind to the practitioner. Say in each section where on the record you saw it, so that your moderator finds it.",
    "Since the calibration in spring we read “purposeful” alike. Thank you for raising it there.",
)
ELSEWHERE = "Audited for another council for four years."
