"""What the columns of an old workbook may be, and how each is guessed from its heading and what is below it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qa_app.audit_templates.rules.words import CONCEPTS
from qa_app.children.rules.layouts import NEVER_READ, REFERENCE, TEAM
from qa_app.past_audits.rules.grades import is_mostly_numbers, looks_like_grades
from qa_app.uploads.rules.headers import Column, match_columns, plain

NOT_READ, TEXT, OTHER_SECTION = "", "text", "section"
SECTION = "section:"

MONTH = Column(
    "month",
    "Month of the audit",
    ("Audit month", "Month", "Month of audit", "Month audited", "Period", "Audit period", "Month year"),
    (r"\bmonth\b",),
)  # fmt: skip
YEAR = Column(
    "year", "Year of that month", ("Year", "Audit year", "Financial year", "Year of audit"), (r"^(calendar |financial )?year\b",)
)  # fmt: skip
COMPLETED = Column(
    "completed",
    "Day it was completed",
    (
        "Date completed", "Completed", "Date of audit", "Audit date", "Date audited", "Completed on",
        "Date", "Audit completed", "Date done", "Date of completion", "Completion date",
    ),
    (r"\bdate\b.*\b(audit|audited|completed|completion)\b", r"\b(audit|completed|completion)\b.*\bdate\b"),
)  # fmt: skip
AUDITOR = Column(
    "auditor",
    "Auditor",
    ("Auditor", "Auditor name", "Name of auditor", "Audited by", "Completed by", "Auditing manager"),
    (r"\bauditor\b(?!.*\b(grade|grading|judgement|rating|comment|comments|score|outcome)\b)", r"\baudit(ed)? by\b"),
)  # fmt: skip
GRADE = Column(
    "grade",
    "Grade of the whole, as the auditor gave it",
    (
        "Auditor grade", "Auditor's grade", "Auditors grade", "Auditor judgement", "Overall grade",
        "Overall grading", "Overall judgement", "Overall", "Overall rating", "Audit grade", "Grade",
        "Grading", "Audit grading", "Audit outcome", "Audit judgement", "Judgement", "Judgment",
        "Rating", "Outcome", "Score",
    ),
    (
        r"\b(auditor|overall|audit)\b.*\b(grade|grading|judge?ment|rating|outcome|score)\b",
        r"^(grade|grading|judge?ment|rating)\b",
    ),
)  # fmt: skip
MODERATED = Column(
    "moderated",
    "Whether it was moderated",
    ("Moderated", "Moderated Y/N", "Moderated (Y/N)", "Moderation", "Was it moderated", "QA'd", "Dip sampled"),
    (r"^(was it )?moderated\b(?!.*\b(grade|grading|judge?ment|rating|date|by|on)\b)",),
)  # fmt: skip
MODERATED_GRADE = Column(
    "moderated_grade",
    "Grade of the whole after moderation",
    (
        "Moderated grade", "Moderator grade", "Moderator's grade", "Moderation grade", "Agreed grade",
        "Final grade", "Moderated judgement", "Final judgement", "Grade after moderation", "QA grade",
    ),
    (
        r"\b(moderat\w*|final|agreed)\b.*\b(grade|grading|judge?ment|rating|outcome|score)\b",
        r"\b(grade|grading|judge?ment|rating|outcome)\b.*\b(moderat\w*|agreed)\b",
    ),
)  # fmt: skip
_AUDITED_REFERENCE = Column(
    REFERENCE.name,
    REFERENCE.title,
    (*REFERENCE.headings, "Case ref", "Case reference", "Ref", "Ref no", "Child ref", "Pid", "CYP ID", "YP ID"),
    (*REFERENCE.patterns, r"\b(lcs|mosaic|liquid ?logic|eclipse|ics|case|child|cyp|person|system|record)\b.*\b(id|ref|reference|no|number)\b"),
)  # fmt: skip
_AUDITED_TEAM = Column(
    TEAM.name, TEAM.title, (*TEAM.headings, "Service", "Team audited"), (*TEAM.patterns, r"\bteam\b")
)  # fmt: skip
# Each is in a file once, and the moderated grade is looked for before any other.
FIELDS = (
    MODERATED_GRADE, MODERATED, GRADE, MONTH, YEAR, _AUDITED_REFERENCE, _AUDITED_TEAM, AUDITOR, COMPLETED,
)  # fmt: skip
TITLES: Mapping[str, str] = {one.name: one.title for one in FIELDS}

CONCEPT_WORDS: Mapping[str, str] = {
    "SUPERVISION": r"\bsupervis",
    "OVERSIGHT": r"\boversight\b|\bmanagement\b|\bmanager\b",
    "CHRON": r"\bchronolog",
    "RISK": r"\brisk",
    "VOICE": r"\bvoice\b|\bwishes\b|\bviews of\b|\blived experience\b|\bchild s (views|experience)\b",
    "DIRECT": r"\bdirect work\b|\blife story\b",
    "IDENTITY": r"\bidentity\b|\bdiversity\b|\bequalit|\bcultur",
    "FATHERS": r"\bfathers?\b|\bdads?\b|\babsent\b",
    "NETWORK": r"\bnetworks?\b|\bwider family\b|\bfamily group\b|\bfgc\b|\bfgdm\b",
    "MULTIAGENCY": r"\bmulti ?agency\b|\bpartner|\bworking together\b|\binformation sharing\b",
    "RECORD": r"\brecord(s|ing)?\b|\bcase notes?\b",
    "HEALTH": r"\bhealth\b",
    "EDUCATION": r"\beducation\b|\bschool\b|\bpep\b",
    "PLACEMENT": r"\bplacement\b|\bhome\b|\bcarers?\b|\baccommodation\b",
    "PERMANENCE": r"\bpermanen",
    "TRANSITION": r"\btransition|\bendings?\b|\bindependence\b",
    "SAFEGUARD-RESPONSE": r"\bsafeguarding\b|\bs ?47\b|\bsection 47\b|\bstrategy\b",
    "THRESHOLD": r"\bthreshold",
    "CONSENT": r"\bconsent\b",
    "IRO": r"\biro\b|\breviewing officer\b|\bconference chair\b",
    "REVIEW": r"\breview",
    "VISIT": r"\bvisit",
    "ASSESS": r"\bassess|\banalys",
    "PLAN": r"\bplan(s|ning|ned)?\b",
    "FAMILY": r"\bfamil|\bparent",
    "IMPACT": r"\bimpact\b|\bdifference\b|\boutcomes?\b",
    "FEEDBACK": r"\bfeedback\b",
}
_REMARKS = re.compile(r"\b(comments?|actions?|strengths?|notes?|findings?|areas?|recommendations?|summary|evidence|learning|improve)\b")  # fmt: skip
_FAMILY = r"(child(ren)?|cyp|yp|young person|client|family|parents?|mother|father|mum|dad|carers?)"
_NAMES_A_FAMILY = re.compile(
    rf"\bnames? of (the )?{_FAMILY}\b|\b{_FAMILY}( s)? .*\bnames?\b|\bdate of birth\b|\bd ?o ?b\b"
)
_MAY_BE_A_GRADE = re.compile(r"\b(grade[sd]?|grading|judge?ments?|ratings?)\b")
_COUNTS = re.compile(r"\b(number|no|date|days|count|age|weeks|how many|due|by when|year)\b")


@dataclass(frozen=True)
class Heading:
    """One column of the file: where it stands, what is written above it, and what it is taken for."""

    at: int
    words: str
    meaning: str = NOT_READ

    @property
    def concept(self) -> str:
        return self.meaning.removeprefix(SECTION) if self.meaning.startswith(SECTION) else ""

    @property
    def may_be_a_grade(self) -> bool:
        """By its words alone, and not read: whoever looks at the preview should know."""
        return self.meaning == NOT_READ and bool(_MAY_BE_A_GRADE.search(plain(self.words)))

    @property
    def is_section(self) -> bool:
        return self.meaning == OTHER_SECTION or bool(self.concept)


def may_read(words: str) -> bool:
    """What may hold the name of a child is never offered."""
    heading = plain(words)
    return not (re.search(NEVER_READ, heading) or _NAMES_A_FAMILY.search(heading))


def meanings() -> list[tuple[str, str]]:
    """Everything that a column may be, in the order of the list to choose from."""
    fields = [(one.name, one.title) for one in (MONTH, YEAR, COMPLETED, _AUDITED_REFERENCE, _AUDITED_TEAM, AUDITOR, GRADE, MODERATED, MODERATED_GRADE)]  # fmt: skip
    sections = [(f"{SECTION}{code}", f"Grade of a section: {words}") for code, words in CONCEPTS.items()]  # fmt: skip
    other = (OTHER_SECTION, "Grade of a section about something else")
    return [*fields, *sections, other, (TEXT, "Words: actions, comments, findings")]


def guess_meanings(
    headings: Sequence[str], below: Sequence[list[object]], chosen: Mapping[str, str]
) -> list[Heading]:
    """What the council has said of a heading comes first; a section is one whose column holds grades."""
    readable = [words if may_read(words) else "" for words in headings]
    said = {at: chosen[key] for at, words in enumerate(readable) if (key := plain(words)) in chosen}
    taken = set(said.values())
    left = ["" if at in said else words for at, words in enumerate(readable)]
    found = match_columns(left, [one for one in FIELDS if one.name not in taken])
    fields = {at: name for name, at in _with_a_grade(found, taken).items()}
    guessed = []
    for at, words in enumerate(readable):
        meaning = said.get(at, fields.get(at, ""))
        if at not in said and at not in fields and words:
            meaning = _section(plain(words), below[at])
        guessed.append(Heading(at, words, meaning))
    return guessed


def names_a_reference(headings: Sequence[str], chosen: Mapping[str, str]) -> bool:
    """Whether a row can be the headings at all: cheap to ask before columns are looked through."""
    words = [one for one in headings if one]
    if len(words) < 3:
        return False
    if any(chosen.get(plain(one)) == REFERENCE.name for one in words):
        return True
    return REFERENCE.name in match_columns(words, FIELDS)


def _with_a_grade(found: dict[str, int], taken: set[str]) -> dict[str, int]:
    """“Final grade” with no other beside it is the grade, not what moderation made of it."""
    if MODERATED_GRADE.name in found and GRADE.name not in found and GRADE.name not in taken:
        found[GRADE.name] = found.pop(MODERATED_GRADE.name)
    return found


def _section(words: str, below: list[object]) -> str:
    if not looks_like_grades(below):
        return TEXT if _REMARKS.search(words) else NOT_READ
    concept = next((code for code, like in CONCEPT_WORDS.items() if re.search(like, words)), "")
    if is_mostly_numbers(below) and (_COUNTS.search(words) or not concept):
        return NOT_READ
    return f"{SECTION}{concept}" if concept else OTHER_SECTION


def why_not(chosen: Mapping[str, str]) -> list[str]:
    """By heading, what somebody says each is."""
    once = list(chosen.values())
    faults = [
        f"Choose one column only for “{title}”"
        for name, title in TITLES.items()
        if once.count(name) > 1
    ]
    if REFERENCE.name not in once:
        faults.append(f"Choose the column for “{REFERENCE.title}”")
    if GRADE.name not in once and not any(one.startswith(SECTION) for one in once):
        faults.append("Choose at least one column that holds grades")
    return faults
