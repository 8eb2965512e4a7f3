"""Find the row of headings, and say which column holds what."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qa_app.uploads.rules.cells import cell_name, clean_text, is_empty

# Titles, notes and empty rows stand above the headings; never more than these.
ROWS_TO_TRY = 25
DO_NOT_READ = ""

Rows = Sequence[Sequence[object]]


@dataclass(frozen=True)
class Column:
    """Something that a file may tell us, and the headings under which it has been met."""

    name: str
    title: str
    headings: tuple[str, ...]
    patterns: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True)
class Header:
    """Where the headings stand, and which column each thing was found in (both from nought)."""

    row: int
    found: Mapping[str, int]
    headings: tuple[str, ...]

    @property
    def not_read(self) -> list[str]:
        used = set(self.found.values())
        return [name for at, name in enumerate(self.headings) if name and at not in used]


@dataclass(frozen=True)
class Row:
    """One row below the headings: what was found, and where each cell stands."""

    number: int
    cells: Mapping[str, object]
    columns: Mapping[str, int] = field(default_factory=dict)

    def cell(self, name: str) -> str:
        return cell_name(self.number - 1, self.columns[name])


def plain(heading: object) -> str:
    """A heading by its words alone: “Child’s  ID ” is “child s id”."""
    return " ".join(re.findall(r"[a-z0-9]+", clean_text(heading).casefold()))


def match_columns(
    headings: Sequence[object],
    columns: Sequence[Column],
    chosen: Mapping[str, str] | None = None,
) -> dict[str, int]:
    """Each heading serves once. What the council chose comes first, then exact words, then patterns."""
    plains = [plain(heading) for heading in headings]
    found: dict[str, int] = {}
    left = dict(enumerate(plains))
    chosen = chosen or {}

    def take(column: Column, at: int | None) -> None:
        if at is not None and column.name not in found:
            found[column.name] = at
            del left[at]

    for column in columns:
        if wanted := plain(chosen.get(column.name, "")):
            take(column, _first(left, lambda text, wanted=wanted: text == wanted))
    # “Do not read” is a choice too; a heading that this file does not have is none.
    guessed = [one for one in columns if one.name not in chosen or chosen[one.name]]
    for column in guessed:
        for heading in map(plain, column.headings):
            take(column, _first(left, lambda text, heading=heading: text == heading))
    for column in guessed:
        for pattern in column.patterns:
            take(column, _first(left, lambda text, pattern=pattern: re.search(pattern, text)))
    return found


def find_header(
    rows: Rows, columns: Sequence[Column], chosen: Mapping[str, str] | None = None
) -> Header | None:
    """The row near the top that names most of the columns, and all that are required."""
    best: Header | None = None
    required = {column.name for column in columns if column.required}
    for number, row in enumerate(rows[:ROWS_TO_TRY]):
        found = match_columns(row, columns, chosen)
        if not required <= found.keys() or len(found) < 2:
            continue
        if best is None or len(found) > len(best.found):
            best = Header(number, found, tuple(clean_text(cell) for cell in row))
    return best


def rows_below(rows: Rows, header: Header) -> Iterator[Row]:
    """Every row with something in it; numbered as the spreadsheet numbers them."""
    for number, row in enumerate(rows[header.row + 1 :], header.row + 2):
        if all(is_empty(cell) for cell in row):
            continue
        cells = {name: row[at] if at < len(row) else "" for name, at in header.found.items()}
        yield Row(number, cells, header.found)


def is_total(row: Row) -> bool:
    """A line of totals at the foot, which is no record."""
    filled = [text for cell in row.cells.values() if (text := clean_text(cell))]
    return bool(filled) and bool(re.match(r"(grand |sub)?-?totals?\b", filled[0].casefold()))


def _first(left: Mapping[int, str], matches) -> int | None:  # type: ignore[no-untyped-def]
    return next((at for at, text in left.items() if text and matches(text)), None)
