"""The published shape of each answer. Taking a key away, or giving it another meaning, is a new version of the API."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from qa_app.api.rules.tokens import Reads
from qa_app.reports.rules.tables import Kind


class By(StrEnum):
    MONTH = "By month, or by quarter where months would tell too much"
    PLACE = "By place"
    CONCEPT = "By what sections are about"
    GRADE = "By grade of the whole audit"


@dataclass(frozen=True)
class Field:
    """A key, and the heading of the column that it is made from, in which its meaning is said."""

    key: str
    heading: str
    kind: Kind = Kind.TEXT
    # Columns that only those have who may open the audits.
    inside: bool = False

    @property
    def may_be_hidden(self) -> bool:
        return self.kind in (Kind.NUMBER, Kind.DECIMAL, Kind.SHARE)


@dataclass(frozen=True)
class Resource:
    """One address of the API. With `groups` each row holds further keys, which differ from template to template."""

    name: str
    summary: str
    needs: Reads
    fields: Mapping[By | None, Sequence[Field]]
    groups: Mapping[str, str] = field(default_factory=dict)
    # Filters that its page does not have either.
    without: frozenset[str] = frozenset()

    @property
    def ways(self) -> list[By]:
        return [one for one in self.fields if one]


def _number(key: str, heading: str, **said: Any) -> Field:
    return Field(key, heading, Kind.NUMBER, **said)


def _share(heading: str = "Share") -> Field:
    return Field("share", heading, Kind.SHARE)


_done = (_number("done", "Done"), _number("due", "Due"), _share("Share done"))
_beside = tuple(
    _number(key, heading, inside=True)
    for key, heading in {
        "paused": "Paused",
        "exempt": "Exempt",
        "withdrawn": "Withdrawn",
        "overdue": "Overdue",
        "sent_in_the_last_days": "Sent in the last days",
        "put_off": "Put off",
    }.items()
)
# Not of a column: months of a row, from its first to its last.
FROM, TO = Field("from", "", Kind.MONTH), Field("to", "", Kind.MONTH)
_good = (_number("good", "Good or better"), _number("graded", "Graded"), _share())
_what = Field("what", "What was graded")

COMPLETION = Resource(
    "completion",
    "Audits done, of those due",
    Reads.COUNTS,
    {
        By.MONTH: (FROM, TO, *_done, *_beside),
        By.PLACE: (Field("place", "Month or place"), *_done, *_beside),
    },
    without=frozenset({"places", "template", "programme", "status", "age", "picked"}),
)
GRADES = Resource(
    "grades",
    "Audits graded good or better",
    Reads.COUNTS,
    {
        By.CONCEPT: (_what, Field("concept", "Concept"), *_good),
        By.GRADE: (Field("grade", "Grade"), Field("good_or_better", "Good or better"), _number("audits", "Audits")),
        By.PLACE: (_what, Field("place", "Place"), Field("part_of", "Part of"), *_good),
        By.MONTH: (_what, FROM, TO, *_good, _number("waiting", "Waiting", inside=True), Field("said", "Said of the month")),
    },
)  # fmt: skip
THEMES = Resource(
    "themes",
    "How often each theme was found, of the audits that asked about it",
    Reads.COUNTS,
    {
        None: (
            Field("theme", "Theme"),
            Field("code", "Code"),
            Field("group", "Group"),
            Field("found_as", "Found as"),
            _number("found", "Audits that found it"),
            _number("asked", "Audits that asked"),
            _share(),
            Field("state", "State"),
            _number("found_unasked", "Found unasked", inside=True),
        )
    },
)
QUESTIONS = Resource(
    "questions",
    "How often each answer was given",
    Reads.COUNTS,
    {
        None: (
            Field("template", "Template"),
            Field("section", "Section"),
            Field("code", "Question code"),
            Field("question", "Question"),
            Field("about", "About"),
            Field("answer", "Answer"),
            _number("audits", "Audits"),
            _number("answers", "Answers in all"),
            Field("well_done", "Well done", Kind.SHARE),
        )
    },
)
AUDITS = Resource(
    "audits",
    "A row for each audit that counts",
    Reads.IN_FULL,
    {
        None: (
            Field("audit", "Audit"),
            Field("record", "Record"),
            Field("month", "Month", Kind.MONTH),
            Field("place", "Place"),
            Field("part_of", "Part of"),
            Field("template", "Template"),
            _number("version", "Version"),
            Field("submitted_on", "Handed in", Kind.DAY),
            Field("status", "Child’s status then"),
            Field("age", "Child’s age then"),
            Field("second_opinion", "Second opinion"),
            Field("grade", "Grade of the whole"),
            Field("difference", "Difference made"),
        )
    },
    groups={
        "grades": "Grades of sections, by their headings",
        "answers": "Answers that can be counted, by template and question",
    },
)
FINDINGS = Resource(
    "findings",
    "A row for each theme of each finding, in the words of its auditor",
    Reads.TEXT,
    {
        None: (
            Field("finding", "Finding"),
            Field("audit", "Audit"),
            Field("record", "Record"),
            Field("month", "Month", Kind.MONTH),
            Field("theme", "Theme"),
            Field("theme_code", "Theme code"),
            Field("concept", "Concept"),
            Field("section", "Section"),
            Field("found_as", "Strength or development"),
            Field("section_grade", "Grade of the section"),
            Field("grade", "Grade of the whole"),
            Field("place", "Place"),
            Field("part_of", "Part of"),
            Field("template", "Template"),
            _number("version", "Version"),
            Field("good_practice", "Good practice"),
            Field("themes_checked", "Themes checked"),
            _number("first_row", "First row"),
            Field("words", "What was found", Kind.LONG),
        )
    },
)
RESOURCES = {one.name: one for one in (COMPLETION, GRADES, THEMES, QUESTIONS, AUDITS, FINDINGS)}
