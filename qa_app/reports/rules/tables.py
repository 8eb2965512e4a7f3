"""A sheet before it is written: its columns, its rows, and what is said about it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

Cell = str | int | float | date | datetime | None
Row = Sequence[Cell]

TEXT_NOTE = "Note on the text"


class Kind(StrEnum):
    TEXT = "Text"
    LONG = "Text of many lines"
    NUMBER = "Whole number"
    DECIMAL = "Number"
    SHARE = "Percentage"
    DAY = "Day"
    MONTH = "Month"


USUAL_WIDTHS = {
    Kind.TEXT: 22,
    Kind.LONG: 70,
    Kind.NUMBER: 11,
    Kind.DECIMAL: 11,
    Kind.SHARE: 11,
    Kind.DAY: 13,
    Kind.MONTH: 16,
}


@dataclass(frozen=True)
class Column:
    heading: str
    kind: Kind = Kind.TEXT
    width: int = 0
    # Of columns that differ from template to template: what they are of, and what programs know them by.
    group: str = ""
    code: str = ""

    @property
    def is_wide(self) -> int:
        return self.width or max(USUAL_WIDTHS[self.kind], min(len(self.heading) + 3, 30))


@dataclass(frozen=True)
class Line:
    """One line of a chart: the column that it is drawn from, and whether it is a limit or an average."""

    column: str
    is_limit: bool = False


@dataclass(frozen=True)
class Drawing:
    """A native line chart over some rows of a table, counted from 0."""

    title: str
    described: str
    first: int
    last: int
    along: str
    lines: Sequence[Line]


@dataclass
class Table:
    """`name` is what Power Query and formulas call it; `keys` is how many columns say which row it is."""

    title: str
    name: str
    about: str
    columns: Sequence[Column]
    rows: Iterable[Row]
    keys: int = 1
    drawings: Sequence[Drawing] = field(default=())
    # Whether people wrote in it at length, so that each row says what became of its text.
    noted: bool = False

    @property
    def headings(self) -> list[str]:
        return [one.heading for one in self.columns]


def numbers(*headings: str) -> list[Column]:
    return [Column(one, Kind.NUMBER) for one in headings]
