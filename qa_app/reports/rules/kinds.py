"""What can be asked for: the workbook, and papers for those who read no workbook."""

from dataclasses import dataclass, replace
from enum import StrEnum

from qa_app.insight.rules.filters import POOLED, Filters, Period
from qa_app.reports.rules.levels import Level
from qa_app.rounds.rules.months import months_on


class FileKind(StrEnum):
    """By the ending of the file."""

    WORKBOOK = "xlsx"
    DOCUMENT = "docx"
    SLIDES = "pptx"
    PDF = "pdf"
    PACK = "zip"

    @property
    def mimetype(self) -> str:
        return _MIMETYPES[self]

    @property
    def words(self) -> str:
        return _WORDS[self]


_OFFICE = "application/vnd.openxmlformats-officedocument."
_MIMETYPES = {
    FileKind.WORKBOOK: f"{_OFFICE}spreadsheetml.sheet",
    FileKind.DOCUMENT: f"{_OFFICE}wordprocessingml.document",
    FileKind.SLIDES: f"{_OFFICE}presentationml.presentation",
    FileKind.PDF: "application/pdf",
    FileKind.PACK: "application/zip",
}
_WORDS = {
    FileKind.WORKBOOK: "workbook",
    FileKind.DOCUMENT: "document",
    FileKind.SLIDES: "slides",
    FileKind.PDF: "PDF",
    FileKind.PACK: "pack",
}


class ReportKind(StrEnum):
    WORKBOOK = "Workbook of thematic findings"
    SERVICE = "Monthly service management report"
    SCRUTINY = "Quarterly report to a committee"
    BOARD = "Report to the improvement board"
    ANNUAL = "Annual report"
    TEAM = "Team manager’s monthly report"
    LEARNING = "Learning sheet for a team meeting"
    REQUEST = "Table for a request for information"
    MEMBER = "Page for the lead member"
    AUDITS = "Audits whole, as PDF"
    PACK = "Inspection pack"
    ROUND = "Report of a round"

    @property
    def about(self) -> "About":
        return _ABOUT[self]

    @property
    def code(self) -> str:
        """As it stands in an address and in the name of a file."""
        return self.about.code

    @property
    def is_paper(self) -> bool:
        return self.about.files == _OF_PAPER

    @property
    def files(self) -> tuple[FileKind, ...]:
        """What is made of it, the file that it is first of all."""
        return self.about.files

    @property
    def in_sentence(self) -> str:
        return self.value[:1].lower() + self.value[1:]


_OF_PAPER = (FileKind.DOCUMENT, FileKind.SLIDES)


@dataclass(frozen=True)
class About:
    """`months` is how many a paper usually covers, up to the last that is over; `has_front` asks for a meeting."""

    code: str
    what: str
    levels: tuple[Level, ...]
    months: int = 1
    has_front: bool = True
    # Asked for on a page of its own.
    is_of_team: bool = False
    is_of_round: bool = False
    files: tuple[FileKind, ...] = _OF_PAPER
    # What it is written of, one after the other, and what of it is counted.
    step: str = "section"
    rows: str = "section"

    @property
    def leaves_at_all(self) -> bool:
        return any(one.leaves for one in self.levels)

    @property
    def always_leaves(self) -> bool:
        return all(one.leaves for one in self.levels)


_LEAVES = (Level.COUNCIL, Level.PUBLIC)
_ABOUT = {
    ReportKind.WORKBOOK: About(
        "thematic-findings",
        "Every figure and, for those who may open the audits, every finding, action and audit as a row.",
        tuple(Level),
        has_front=False,
        files=(FileKind.WORKBOOK,),
        step="sheet",
        rows="row",
    ),
    ReportKind.SERVICE: About(
        "service-management",
        "For the managers of a service: what was done, how good it was, what was found, and what is owed.",
        (Level.INTERNAL, Level.COUNCIL),
        1,
    ),
    ReportKind.SCRUTINY: About(
        "committee",
        "For a scrutiny committee or a board of the partnership, with a front sheet and implications.",
        _LEAVES,
        3,
    ),
    ReportKind.BOARD: About(
        "improvement-board",
        "For a board that meets every few weeks: the last quarter that is over, with a front sheet.",
        (Level.COUNCIL,),
        3,
    ),
    ReportKind.ANNUAL: About(
        "annual",
        "The year for a committee, with its months or quarters, and what changed.",
        _LEAVES,
        12,
    ),
    ReportKind.TEAM: About(
        "team-month",
        "For supervision between you and your own manager: your audits, your team’s grades and themes, what it owes, and supervision in your words.",
        (Level.INTERNAL,),
        has_front=False,
        is_of_team=True,
    ),
    ReportKind.LEARNING: About(
        "learning-sheet",
        "One page for a team: what it does well, what it wants to do better, an agenda and room for what is agreed. Choose the team under Place.",
        (Level.INTERNAL,),
        12,
        has_front=False,
    ),
    ReportKind.REQUEST: About(
        "information-request",
        "Tables by quarter for an answer under freedom of information, rounded as published figures are.",
        (Level.PUBLIC,),
        12,
        has_front=False,
    ),
    ReportKind.MEMBER: About(
        "lead-member",
        "A page in plain words: how many, how good, what changed and what to ask. Nobody can be told from it.",
        _LEAVES,
        12,
        has_front=False,
    ),
    ReportKind.AUDITS: About(
        "audits",
        "Every answer of each audit, in one file with a page of contents, for people who may open these audits. Each stands under the record’s own reference.",
        (Level.INTERNAL,),
        has_front=False,
        files=(FileKind.PDF,),
        step="audit",
        rows="audit",
    ),
    ReportKind.PACK: About(
        "inspection-pack",
        "For inspectors: six months of audits, the programme, what was learnt, how far grades can be trusted, re-audits, and the three questions of a self-evaluation with the evidence beside each.",
        (Level.INTERNAL, Level.COUNCIL),
        6,
        has_front=False,
        files=(FileKind.PACK,),
        step="file",
        rows="file",
    ),
    ReportKind.ROUND: About(
        "round",
        "What was found in a round and what is done about it, as somebody wrote and another approved it, with the figures of the round.",
        (Level.INTERNAL, Level.COUNCIL),
        has_front=False,
        is_of_round=True,
    ),
}  # fmt: skip

PAPERS = tuple(
    one
    for one in ReportKind
    if one.is_paper and not one.about.is_of_team and not one.about.is_of_round
)


def filters_of_rows(kind: ReportKind, filters: Filters) -> Filters:
    """Of all that is counted in it: grades and themes of a team's month are those of the year up to it."""
    if not kind.about.is_of_team:
        return filters
    last = filters.period.last
    return replace(filters, period=Period(months_on(last, 1 - POOLED), last))


def kind_coded(code: str) -> ReportKind | None:
    return next((one for one in PAPERS if one.code == code), None)
