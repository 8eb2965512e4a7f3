"""What stands beside an answer, after a section and behind a reason."""

from qa_app.audits.rules import Source

# Where an auditor looks; elsewhere it is USUAL_PLACES.
PLACES: dict[str, tuple[str, ...]] = {
    "VISIT": ("the visit of {d}", "the visit notes since {m}", "the note of {d}"),
    "DIRECT": ("the session of {d}", "the visit notes since {m}"),
    "VOICE": ("the visit of {d}", "the review minutes of {m}", "the note of {d}"),
    "SUPERVISION": ("the session of {d}", "the supervision notes since {m}"),
    "OVERSIGHT": ("the manager’s note of {d}", "the decision of {d}", "the notes of {m}"),
    "ASSESS": ("the assessment of {m}", "the part on analysis", "the update of {d}"),
    "RISK": ("the safety plan of {m}", "the notes of {m}", "the minutes of {d}"),
    "SAFEGUARD-RESPONSE": ("the minutes of {d}", "the police report of {d}"),
    "PLAN": ("the plan of {m}", "the second page of the plan", "the minutes of {d}"),
    "REVIEW": ("the review of {d}", "the minutes of {d}"),
    "MULTIAGENCY": ("the minutes of {d}", "the letter from health of {m}", "an email of {d}"),
    "HEALTH": ("the health assessment of {m}", "the letter of {d}"),
    "EDUCATION": ("the education plan of {m}", "the school’s report of {m}"),
}
USUAL_PLACES = ("the notes of {m}", "the note of {d}", "the chronology", "the minutes of {d}")

# By the answer, and by where the auditor knows it from.
BESIDE: dict[tuple[str, Source | None], tuple[str, ...]] = {
    ("yes", Source.SEEN): (
        "{place}.",
        "See {place}.",
        "{place}: clear.",
        "Yes, {place}, and not only there.",
        "Shown by {place}.",
    ),
    ("yes", Source.TOLD): (
        "The practitioner told me how. Not all of it is written down.",
        "Told, and it fits with {place}.",
    ),
    ("yes", None): ("{place}.", "See {place}."),
    ("partly", Source.SEEN): (
        "Some of it in {place}.",
        "In {place}, but only a line.",
        "In {m}, not since.",
        "The what is in {place}, not the why.",
    ),
    ("partly", Source.TOLD): (
        "The practitioner could tell me. Little of it is in {place}.",
        "Told that it happens. I saw it once, in {m}.",
    ),
    ("partly", None): ("In {place}, not elsewhere.", "Up to {m}, then thin."),
    ("no", Source.NOT_FOUND): (
        "Not in {place}. I looked back to {m}.",
        "Looked in {place}. Not there.",
        "Nothing since {m}.",
        "I did not find it.",
    ),
    ("no", Source.SEEN): ("Not done, going by {place}.", "No, see {place}."),
    ("no", Source.TOLD): (
        "The practitioner says not.",
        "Talked it through. They agree that it was missed.",
    ),
    ("no", None): ("Not in {place}.", "Nothing since {m}."),
    ("not-applicable", None): (
        "Did not come up in the period.",
        "Does not apply here.",
        "Not at this time.",
    ),
}

# At the end of a section, by how its auditor writes.
CAREFUL = (
    "I talked this through with the practitioner on {d}, and they see it in the same way.",
    "I read back to {m} to be sure.",
    "The practitioner showed me where to find it, which helped.",
    "Read with the practitioner beside me.",
    "I changed my mind twice about this grade. What decided it is what the {x} has had of it.",
)
TIRED = (
    "See above.",
    "Ran out of time for more.",
    "Same as in {m}.",
    "Enough said.",
    "See {d}.",
    "Read to {m}, no further.",
)

# Of whoever adds neither care nor weariness.
LOOKED = (
    "I read back to {m}.",
    "See the note of {d} above all.",
    "The note of {d} is typical.",
    "Between {m} and now I read {w} notes.",
    "Most of this is from {m} on.",
)
AFTER_BETTER = (
    "It has held since {m}.",
    "The note of {d} shows it.",
    "I heard the same from {n} people.",
    "The practitioner sees it in the same way.",
    "That was not so in {m}.",
    "It began in {m} and has grown.",
    "It took {w} weeks, and was worth it.",
)
AFTER_WORSE = (
    "That was so in {m} and is so now.",
    "The note of {d} says as much.",
    "The practitioner agrees, and is sorry about it.",
    "It was talked about in {m}, and left there.",
    "Nobody meant it to be like this.",
    "I read {w} notes to be fair.",
    "The manager knows since {m}.",
)

MIXED = (
    "A little. It began in {m} and did not last.",
    "Some. The {x} had a better start to the year, then it slipped.",
    "Part of what was promised has reached the {x}. More is still to come.",
    "Things are calmer than in {m}. Whether that is our doing I cannot say.",
    "The {x} is safer, and not yet happier.",
)
SMALL = (
    "One thing to tidy up: {issue}",
    "Small, and known to the manager: {issue}",
)

# Where nothing else suits, as for a baby, of whom nobody can say what they told us.
BETTER = (
    "The {x} is growing as they should, and mum is asking for help when she needs it.",
    "The {x} is held, fed and calm. The health visitor has seen it {n} times.",
    "The {x} is safe where they are, and those who look after them are supported.",
)
BETTER_GROWN = (
    "The {x} has somewhere safe to live and somebody to ring.",
    "The {x} is steadier than in {m}, and has plans of their own.",
)
WORSE = (
    "I cannot point to anything that is better for the {x}.",
    "Little. The {x} is where they were in {m}.",
)
SAW_GOOD = (
    "What was agreed in {m} was done, and {n} notes since then show it.",
    "Done in time and with thought. The note of {d} is a good one.",
)
SAW_WEAK = (
    "Thin since {m}. I read {w} notes and learnt little.",
    "What was agreed in {m} is not done, and nothing says why.",
)

STRENGTHS_ANYWAY = (
    ("FAM1", "The practitioner knows the {x} and speaks of them with warmth."),
    ("FAM1", "The practitioner turns up, even when the door stays shut. The family notices."),
    ("SYS3", "What is on the record since {m} is clear and easy to find."),
    ("SYS6", "The practitioner talked openly about what got in the way, and had ideas."),
)

REASONS: dict[str, tuple[str, ...]] = {
    "limit-overall": (
        "What was weak in that section has been put right since {m}, and I saw it.",
        "I weighed it against the rest. The {x} is safe and the plan works; the gap is in one part.",
        "Talked through with the QA lead on {d}. We both read it in this way.",
    ),
    "highest-needs": (
        "The {x} is too young to say. What the carers say, and what I saw, carries it.",
        "The family could not be reached this month. Their letter of {m} says what they think.",
    ),
    "limit-section": ("It was missed once, in {m}, and never before or since.",),
}
USUAL_REASONS = ("I looked at it again on {d} and stay with it.",)

# More about whether somebody took part.
TOOK_PART = (
    "We met for an hour and read it together.",
    "By telephone, half an hour.",
    "Came prepared, with questions.",
    "On a video call, between two visits.",
)
DID_NOT = (
    "Rung twice, and a message left.",
    "Back in two weeks. We will talk then.",
    "The practitioner thought that it would be one visit too many.",
)
