"""What a request asks for, read strictly: a filter that was misspelt would otherwise give a wrong number."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from qa_app.children.rules.ages import AgeBand
from qa_app.insight.rules.filters import (
    MONTHS_TO_CHOOSE,
    NOT_KNOWN,
    PERIODS,
    USUAL_PERIOD,
    Filters,
    Period,
    Picked,
    PlacesAs,
    code_asked,
    code_in_address,
    months_to_choose,
    period_asked,
)
from qa_app.insight.rules.months import written
from qa_app.rounds.rules.months import month_in, months_on

USUAL_SIZE, LARGEST_SIZE = 100, 1_000
LAST_PAGE = 100_000
QUARTERS_BACK = 8
MONTHS_OF_A_QUARTER = 3

PAGING = ("page", "per_page")
MONTHS = ("from", "to")
FILTERS = ("period", "place", "places", "template", "programme", "status", "age", "picked")

Given = Mapping[str, Sequence[str]]
Found = TypeVar("Found")


class NotUnderstood(Exception):
    """Each wrong parameter by its name, and what is wrong with it."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__(wrong)
        self.wrong = wrong


@dataclass(frozen=True)
class Offered:
    """What there is to filter by: places by public id, programmes with how they pick, templates, statuses."""

    places: Mapping[str, str]
    programmes: Mapping[str, Picked]
    templates: Collection[str]
    statuses: Collection[str]


@dataclass(frozen=True)
class Page:
    number: int = 1
    size: int = USUAL_SIZE

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.size


class Reader:
    """Reads parameters one by one, and keeps what is wrong with any."""

    def __init__(self, given: Given, known: Collection[str]) -> None:
        self.given = given
        self.wrong: dict[str, str] = {}
        for name, values in given.items():
            if name not in known:
                self.wrong[name] = "There is no such parameter here"
            elif len(values) > 1:
                self.wrong[name] = "It is given more than once"

    def read(self, name: str, meant: Callable[[str], Found | None], usual: Found, no: str) -> Found:
        """The usual where it is not given; what is given and means nothing is wrong."""
        values = self.given.get(name)
        if not values or name in self.wrong:
            return usual
        found = meant(values[0])
        if found is None:
            self.wrong[name] = no
            return usual
        return found

    def one_of(self, name: str, codes: Collection[str], usual: str = "") -> str:
        """As addresses write it, with hyphens and small letters."""
        offered = ", ".join(code_in_address(code) for code in codes)
        return self.read(name, lambda typed: code_asked(typed, codes) or None, usual, f"It must be one of {offered}")  # fmt: skip

    def check(self) -> None:
        if self.wrong:
            raise NotUnderstood(self.wrong)


def page_asked(reader: Reader) -> Page:
    number = reader.read("page", lambda typed: _number(typed, LAST_PAGE), 1, f"It must be a whole number from 1 to {LAST_PAGE}")  # fmt: skip
    size = reader.read("per_page", lambda typed: _number(typed, LARGEST_SIZE), USUAL_SIZE, f"It must be a whole number from 1 to {LARGEST_SIZE}")  # fmt: skip
    return Page(number, size)


def filters_asked(reader: Reader, offered: Offered, this_month: date) -> Filters:
    """All filters of the pages, under the same names."""
    place = reader.read("place", offered.places.get, "", "There is no such place that this token reads")  # fmt: skip
    programme = reader.read("programme", lambda typed: typed if typed in offered.programmes else None, "", "There is no such programme")  # fmt: skip
    usual = offered.programmes.get(programme, Picked.USUAL)
    age = reader.one_of("age", AgeBand.__members__)
    return Filters(
        _period(reader, this_month),
        below=place,
        places=PlacesAs[reader.one_of("places", PlacesAs.__members__, PlacesAs.THEN.name)],
        template=reader.read("template", lambda typed: typed if typed in offered.templates else None, "", "There is no such template"),
        programme=programme,
        status=reader.one_of("status", [*offered.statuses, NOT_KNOWN]),
        age=AgeBand[age] if age else None,
        picked=Picked[reader.one_of("picked", Picked.__members__, usual.name)],
    )  # fmt: skip


def quarter_asked(reader: Reader, this_month: date) -> Period:
    """One quarter that is over. Quarters do not overlap, so that none taken from another tells of a few."""
    offered = quarters_offered(this_month)
    if "from" not in reader.given and "to" not in reader.given:
        return offered[0]
    first = reader.read("from", _month, None, "It must be a month, such as 2026-07")
    last = reader.read("to", _month, None, "It must be a month, such as 2026-09")
    found = next((one for one in offered if (one.first, one.last) == (first, last)), None)
    if found is None:
        said = f"This token reads one whole quarter that is over at a time, such as {written(offered[0].first)} to {written(offered[0].last)}"
        reader.wrong.setdefault("from", said)
        reader.wrong.setdefault("to", said)
    return found or offered[0]


def quarters_offered(this_month: date) -> list[Period]:
    """The latest first."""
    begins = months_on(this_month, -((this_month.month - 1) % MONTHS_OF_A_QUARTER))
    firsts = [months_on(begins, -MONTHS_OF_A_QUARTER * turn) for turn in range(1, QUARTERS_BACK + 1)]  # fmt: skip
    return [Period(one, months_on(one, MONTHS_OF_A_QUARTER - 1)) for one in firsts]


def _period(reader: Reader, this_month: date) -> Period:
    offered = months_to_choose(this_month)
    no = f"It must be a month of the last {MONTHS_TO_CHOOSE}, such as {written(this_month)}"
    begins, ends = (
        reader.read(name, lambda typed: typed if _month(typed) in offered else None, "", no)
        for name in MONTHS
    )
    if begins and ends and begins > ends:
        reader.wrong["to"] = "It must not be before from"
    period = reader.one_of("period", PERIODS, "")
    if period and (begins or ends):
        reader.wrong["period"] = "Give either a period, or months from and to"
    return period_asked(period or USUAL_PERIOD, begins, ends, this_month)


def _month(typed: str) -> date | None:
    """Written in one way alone: 2026-7 and digits of other scripts are none."""
    month = month_in(typed)
    return month if month and written(month) == typed else None


def _number(typed: str, most: int) -> int | None:
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= len(str(most))):
        return None
    return int(typed) if 1 <= int(typed) <= most else None
