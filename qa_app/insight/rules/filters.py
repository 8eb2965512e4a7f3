"""Which audits a page of figures counts: months, place, template and child, and never a person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from qa_app.children.rules.ages import AgeBand
from qa_app.insight.rules.auditors import AuditorKind
from qa_app.insight.rules.months import MONTHS_SHOWN, written
from qa_app.rounds.rules.months import month_in, months_back, months_between, months_on
from qa_app.rounds.rules.plans import Kind, Plan, Source

# What stands beside the trend is pooled over so many months.
POOLED = 12
# Change is judged over so many up to the end of a period, however few of them are shown: the rule compares six with
# twelve before, and as many again may not be settled yet.
JUDGED = 24
PERIODS = {"year": 12, "two-years": 24}
PERIOD_WORDS = {"year": "Last 12 months", "two-years": "Last 24 months"}
USUAL_PERIOD = "two-years"
NOT_KNOWN = "not-known"


class PlacesAs(StrEnum):
    """Which tree audits are counted by. Who may see them is decided by today's alone."""

    THEN = "As they were then"
    NOW = "As they are now"


class Picked(StrEnum):
    """How records came to be audited. Only the first kind says anything of all records."""

    USUAL = "Monthly audits"
    APART = "Themed audits and dip samples"
    BY_NAME = "Asked for by name"


APART = (Kind.THEMATIC, Kind.DIP_SAMPLE, Kind.DEEP_DIVE, Kind.WHOLE_COHORT)
BY_NAME = (Kind.REQUESTED, Kind.RE_AUDIT, Kind.SURGERY)


def picked_by(plan: Plan) -> Picked:
    """How a programme's own draws pick records; one asked for beside them is always by name."""
    if plan.kind in BY_NAME:
        return Picked.BY_NAME
    brought = plan.source is Source.REFERENCES
    return Picked.APART if plan.kind in APART or brought else Picked.USUAL


@dataclass(frozen=True)
class Period:
    """From one month to another, both included, by their first days."""

    first: date
    last: date

    @property
    def months(self) -> list[date]:
        """The oldest first."""
        number = months_between(self.first, self.last) + 1
        return months_back(self.last, number)[::-1]

    @property
    def pooled(self) -> "Period":
        """Its last year, over which what is no trend is counted together."""
        return Period(max(self.first, months_on(self.last, 1 - POOLED)), self.last)

    @property
    def judged(self) -> "Period":
        """The months over which change is judged: the same, whichever of them are shown."""
        return Period(min(self.first, months_on(self.last, 1 - JUDGED)), self.last)

    @property
    def words(self) -> str:
        if self.first == self.last:
            return f"{self.first:%B %Y}"
        begins = f"{self.first:%B}" if self.first.year == self.last.year else f"{self.first:%B %Y}"
        return f"{begins} to {self.last:%B %Y}"


def period_asked(period: str, first: str, last: str, this_month: date) -> Period:
    """Months from and to win over a period; what makes no sense asks for nothing.

    One end alone is enough: to this month, or two years back from the end. Two ends the wrong way round
    are meant the other way.
    """
    begins, ends = _month_in_reach(first, this_month), _month_in_reach(last, this_month)
    if begins is None and ends is None:
        number = PERIODS.get(period, PERIODS[USUAL_PERIOD])
        return Period(months_on(this_month, 1 - number), this_month)
    ends = ends or this_month
    begins = begins or months_on(ends, 1 - MONTHS_SHOWN)
    return Period(min(begins, ends), max(begins, ends))


def _month_in_reach(typed: str, this_month: date) -> date | None:
    month = month_in(typed)
    return month if month in months_to_choose(this_month) else None


# Five years are as much as anybody keeps in mind, and as a list to choose from can hold.
MONTHS_TO_CHOOSE = 60


def months_to_choose(this_month: date) -> list[date]:
    return months_back(this_month, MONTHS_TO_CHOOSE)


@dataclass(frozen=True)
class Filters:
    """What the database is asked for. Empty counts all; `below` is a path, `programme` a public id."""

    period: Period
    below: str = ""
    places: PlacesAs = PlacesAs.THEN
    template: str = ""
    programme: str = ""
    # A code of the council's list of statuses; NOT_KNOWN where the list said none.
    status: str = ""
    age: AgeBand | None = None
    picked: Picked = Picked.USUAL
    auditor: AuditorKind | None = None

    @property
    def is_trend(self) -> bool:
        """Whether its months may be compared with each other at all."""
        return self.picked is Picked.USUAL

    @property
    def judged(self) -> "Filters":
        return replace(self, period=self.period.judged)

    @property
    def of_months_and_place(self) -> "Filters":
        """Without all that only some figures can be narrowed by."""
        return Filters(self.period, self.below)

    @property
    def of_everything(self) -> "Filters":
        """All audits that were picked like these: whether a month is settled is decided by them all."""
        return Filters(self.period, picked=self.picked)


@dataclass(frozen=True)
class Choice:
    """One filter of the form: its name in the address, what it offers, and what is chosen."""

    name: str
    label: str
    options: Sequence[tuple[str, str]]
    chosen: str = ""
    # What stands for nothing chosen; empty where one of the options always is.
    first: str = "All"
    usual: str = ""
    # What a page is about is always chosen: to take it away again would only choose it anew.
    is_filter: bool = True

    @property
    def is_set(self) -> bool:
        return bool(self.chosen) and self.chosen != self.usual

    @property
    def words(self) -> str:
        """“Template: Management oversight”, without the spaces that show the level of a place."""
        return f"{self.label}: {dict(self.options).get(self.chosen, '').strip(LEVEL)}"


# What stands before a place in a list to choose from, for each level below the first.
LEVEL = "\u2003"


def chosen_from(choices: Iterable[Choice]) -> dict[str, str]:
    """The address of the same figures again, without what is usual."""
    return {one.name: one.chosen for one in choices if one.is_set}


def chips_of(choices: Iterable[Choice]) -> list[tuple[str, str]]:
    """Words and name of each filter in use, for the chips that take it away again."""
    return [(one.words, one.name) for one in choices if one.is_set and one.is_filter]


def code_in_address(code: str) -> str:
    """CHILD_IN_NEED as child-in-need."""
    return code.lower().replace("_", "-")


def code_asked(typed: str, codes: Iterable[str]) -> str:
    """The code that an address names; nothing for one that is not on offer."""
    return next((code for code in codes if code_in_address(code) == typed), "")


def month_options(this_month: date) -> list[tuple[str, str]]:
    return [(written(month), f"{month:%B %Y}") for month in months_to_choose(this_month)]
