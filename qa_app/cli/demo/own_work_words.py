"""What invented auditors wrote in dip samples, supervision files and an observation."""

# In one line, what stood out in a return interview.
STOOD_OUT = (
    "He told the interviewer whose flat it was, and the plan says so two days later.",
    "Her own words fill a page, and nobody outside the team has seen them.",
    "It was offered by telephone once. There is no second try.",
    "The carers were told the same evening what helps when she is upset.",
    "He did not want to talk. The note says how he looked, and that the offer stands.",
    "Fourth interview with the same answer. The plan is the one from spring.",
    "The youth worker whom she trusts did it, in the car, on the way to dance.",
)
# Where an answer asks for a line.
SAW = (
    "Nothing in the notes of the two weeks after it.",
    "Held on the sixth day. The reason is not written down.",
    "The record sums it up in the words of the interviewer.",
    "Passed to the practitioner, and not to the carers.",
    "The plan was last changed a month before the child went missing.",
)

# By section: what was seen, what is different because of it, and the grade.
Written = tuple[str, str, str]

SUPERVISION: dict[str, Written] = {
    "supervision-set-up": (
        "The agreement of April is signed by both and was looked at again in October. All checks are in date.",
        "They know what to do when a session is cancelled, and did it twice.",
        "good",
    ),
    "supervision-time": (
        "Ten sessions in twelve months, one of them cut short by a court date and held again that week.",
        "There is time to think even in a busy month.",
        "good",
    ),
    "every-child-thought-about": (
        "Of sixteen children two were not talked about between May and August. Both were quiet and doing well.",
        "The children at most risk are thought about; the quiet ones wait.",
        "requires-improvement",
    ),
    "reflection": (
        "In the session of September they try three explanations of one missed visit before they settle on any.",
        "The practitioner went back to a father whom they had given up on.",
        "outstanding",
    ),
    "support-and-fairness": (
        "Lone visits were raised in June, and a second person came along from then on. Leave was taken.",
        "They say when something is too much, and something then changes.",
        "good",
    ),
    "learning-and-growth": (
        "Two goals of the appraisal come back in most sessions. Feedback from the last audit was read together.",
        "Plans are now written in words that a parent can use.",
        "good",
    ),
}

OBSERVATION: dict[str, Written] = {
    "prepared": (
        "They said at the door why we came and what the visit was to lead to, in a sentence a child of seven understood.",
        "The family knew what the hour was for.",
        "strong",
    ),
    "relating": (
        "They sat on the floor. When the mother fell silent they waited, and she went on by herself.",
        "The mother said what she had not said before: that she is afraid of Sundays.",
        "exemplary",
    ),
    "child-in-the-centre": (
        "Ten minutes alone with the boy over his drawings. He chose what could be told to his mother.",
        "He was asked about what frightens him, and not only about school.",
        "strong",
    ),
    "purposeful-practice": (
        "The plan was on the table, and two of its aims were crossed out together because they are done.",
        "The family can say what is left to do.",
        "secure",
    ),
    "power-and-difference": (
        "They asked how the family wants to be addressed, and said plainly what is not theirs to decide.",
        "The mother chose the day of the next visit.",
        "secure",
    ),
    "risk-in-the-room": (
        "The question about the uncle was asked in passing, and not asked again when nobody answered.",
        "The worry is known, and it is still open who may be there on Sundays.",
        "developing",
    ),
    "ending-well": (
        "They summed up who does what by when, and the boy corrected one of it.",
        "Everybody left with the same next step.",
        "strong",
    ),
}

# Answers in words, by their question.
IN_WORDS = {
    "sv4-7b": "An hour in the quarter without the list of children on the table.",
    "sv7-3": "Two of them were moved up to more help in time. One stopped being asked the same thing by three people.",
    "sv7-5": "Tick off every child over two sessions, the quiet ones first.",
    "c1-3": "To agree with the mother who may be at home on Sundays.",
    "c1-3b": "Whether they leave enough silence.",
    "c1-14b": "Come on another day than Friday, says the mother, because Fridays are loud.",
    "c1-15": "“I moved on too fast when nobody answered about the uncle.”",
    "c1-16": "The waiting. It was the silence that brought the answer.",
    "c1-16b": "Ask the hard question a second time, in other words, before going on.",
}
STRENGTHS = {
    "supervision-file": (
        "They wonder before they decide, and go back when they were wrong.",
        "SYS2",
    ),
    "practice-observation": ("They wait long enough for the answer that matters.", "VOI1"),
}
DEVELOPMENTS = {
    "supervision-file": ("Quiet children wait too long for their turn in supervision.", "SYS2"),
    "practice-observation": ("A hard question that nobody answers is not asked again.", "RSK1"),
}
ACTIONS = {
    "supervision-file": (
        "Keep a list of all children beside the agenda and tick each over two sessions.",
        "At the next reading no child is missing from the last two sessions.",
    ),
    "practice-observation": (
        "Talk through in supervision how to come back to a question that nobody answers.",
        "The practitioner can tell of a visit in which they asked a second time.",
    ),
}
