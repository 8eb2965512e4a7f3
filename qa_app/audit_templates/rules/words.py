"""The words that a template may use, each with what it means to a reader."""

from collections.abc import Mapping
from enum import StrEnum

CONCEPTS = {
    "OVERSIGHT": "Management oversight",
    "SUPERVISION": "Supervision",
    "ASSESS": "Assessment",
    "RISK": "Risk",
    "PLAN": "Planning",
    "REVIEW": "Review",
    "VISIT": "Visits",
    "DIRECT": "Direct work",
    "VOICE": "Voice of the child",
    "IDENTITY": "Identity",
    "FAMILY": "Family",
    "FATHERS": "Fathers and absent adults",
    "NETWORK": "Wider family and friends",
    "MULTIAGENCY": "Working together",
    "RECORD": "Recording",
    "CHRON": "Chronology",
    "HEALTH": "Health",
    "EDUCATION": "Education",
    "PLACEMENT": "Home and carers",
    "PERMANENCE": "Permanence",
    "TRANSITION": "Change and endings",
    "SAFEGUARD-RESPONSE": "Answer to harm",
    "THRESHOLD": "Threshold",
    "CONSENT": "Consent",
    "IMPACT": "Difference made",
    "IRO": "Reviewing officer and conference chair",
    "FEEDBACK": "What people told us",
}


class Kind(StrEnum):
    """How a question is answered."""

    YES_PARTLY_NO = "yes-partly-no"
    YES_NO = "yes-no"
    DATE = "date"
    DATES = "dates"
    NUMBER = "number"
    PICK_ONE = "pick-one"
    PICK_SEVERAL = "pick-several"
    TEXT = "text"
    SCALING = "scaling"
    GRADE = "grade"
    IMPACT = "impact"
    SEEN = "seen"


KINDS: Mapping[str, str] = {
    Kind.YES_PARTLY_NO: "Yes, partly, no or not applicable",
    Kind.YES_NO: "Yes or no",
    Kind.DATE: "A date",
    Kind.DATES: "Several dates, with the longest gap between them",
    Kind.NUMBER: "A number",
    Kind.PICK_ONE: "One of a list",
    Kind.PICK_SEVERAL: "One or more of a list",
    Kind.TEXT: "Text",
    Kind.SCALING: "A number from 0 to 10",
    Kind.GRADE: "A grade of the template's scale",
    Kind.IMPACT: "How much difference was made",
    Kind.SEEN: "Seen on the record, told, or not found",
}

WITH_OPTIONS = (Kind.PICK_ONE, Kind.PICK_SEVERAL)

# The answers that a kind always has; the others bring their own or have none to choose from.
ANSWERS: dict[Kind, dict[str, str]] = {
    Kind.YES_PARTLY_NO: {
        "yes": "Yes",
        "partly": "Partly",
        "no": "No",
        "not-applicable": "Not applicable",
    },
    Kind.YES_NO: {"yes": "Yes", "no": "No"},
    Kind.SEEN: {
        "seen": "I saw it on the record",
        "told": "The practitioner told me",
        "not-found": "I did not find it",
    },
    Kind.IMPACT: {
        "clear": "It made a clear difference",
        "some": "It made some difference",
        "too-early": "It is too early to tell",
        "little": "It made little or no difference",
        "worse": "Things got worse",
    },
}


class Subject(StrEnum):
    """What an audit with this template is about."""

    CHILD = "child"
    REFERENCE = "reference"
    PRACTITIONER = "practitioner"
    HOUSEHOLD = "household"
    AUDIT = "audit"


SUBJECTS: Mapping[str, str] = {
    Subject.CHILD: "A child's record",
    Subject.REFERENCE: "A reference that is on no list, such as a contact at the front door",
    Subject.PRACTITIONER: "A practitioner's supervision file or practice",
    Subject.HOUSEHOLD: "A carer household",
    Subject.AUDIT: "An audit that somebody has done",
}


class Overall(StrEnum):
    """Whether the audit ends with a judgement of the whole."""

    GRADED = "graded"
    IMPACT_ONLY = "impact-only"
    NONE = "none"


OVERALLS: Mapping[str, str] = {
    Overall.GRADED: "An overall grade",
    Overall.IMPACT_ONLY: "The difference made, and no overall grade",
    Overall.NONE: "No overall judgement",
}


class Mode(StrEnum):
    """How hard a rule presses."""

    OFF = "off"
    WARN = "warn"
    ENFORCE = "enforce"


MODES: Mapping[str, str] = {
    Mode.OFF: "Off",
    Mode.WARN: "Ask for a reason",
    Mode.ENFORCE: "Do not allow it",
}


class RuleKind(StrEnum):
    """What a rule does."""

    LIMIT_OVERALL = "limit-overall"
    LIMIT_SECTION = "limit-section"
    EXPLAIN_CRITICAL = "explain-critical"
    EVIDENCE_FIRST = "evidence-first"
    HIGHEST_NEEDS = "highest-needs"
    OWN_GRADE_FIRST = "own-grade-first"
    MODERATE_BLIND = "moderate-blind"


RULES: Mapping[str, str] = {
    RuleKind.LIMIT_OVERALL: "Low grades of sections limit the overall grade",
    RuleKind.LIMIT_SECTION: "A “no” to a critical question limits the grade of its section",
    RuleKind.EXPLAIN_CRITICAL: "A “no” to a critical question asks for an explanation",
    RuleKind.EVIDENCE_FIRST: "A section is graded after its evidence is written",
    RuleKind.HIGHEST_NEEDS: "The highest overall grade needs a clear difference and the family's voice",
    RuleKind.OWN_GRADE_FIRST: "The practitioner grades their own work before seeing the auditor's grades",
    RuleKind.MODERATE_BLIND: "A moderator grades before seeing the auditor's grades",
}

# Which sections a limit counts, when it names none of them.
CRITICAL, ALL = "critical", "all"

HEADER = {
    "age-band": "Age",
    "gender": "Gender",
    "ethnicity": "Ethnicity",
    "disability": "Disability",
    "language": "First language or communication need",
    "status": "Status on the day",
    "status-since": "When that status began",
    "siblings": "Brothers and sisters audited together",
    "team": "Team and service",
    "practitioner": "Practitioner",
    "months-allocated": "Months with this practitioner",
    "practitioners": "Practitioners in 12 months",
    "supervisor": "Manager or supervisor",
    "reviewing-officer": "Reviewing officer or conference chair",
    "how-chosen": "How it was chosen",
    "took-part": "Who took part",
    "minutes": "Time spent",
}

USUAL_GRADES = ("outstanding", "good", "requires-improvement", "inadequate")
MOST_WORDS = 29
