"""Find the row of headings, and say which column holds what."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qa_app.uploads.rules.cells import cell_name, clean_text, is_empty

# Titles, notes and empty rows stand above the headings; never more than these.
ROWS_TO_TRY = 25
# No list is wider, and no heading longer.
COLUMNS_TO_TRY = 200
LONGEST_HEADING = 250
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
    if isinstance(heading, str) and len(heading) > LONGEST_HEADING:
        return ""
    return " ".join(re.findall(r"[a-z0-9]+", clean_text(heading).casefold()))


def plain_top(rows: Rows) -> list[list[str]]:
    """The rows in which headings may stand, made plain once for every kind of table."""
    return [[plain(cell) for cell in row[:COLUMNS_TO_TRY]] for row in rows[:ROWS_TO_TRY]]


def match_columns(
    headings: Sequence[object],
    columns: Sequence[Column],
    chosen: Mapping[str, str] | None = None,
) -> dict[str, int]:
    """Each heading serves once. What the council chose comes first, then exact words, then patterns."""
    return _match([plain(heading) for heading in headings], columns, chosen or {})


def _match(
    plains: Sequence[str], columns: Sequence[Column], chosen: Mapping[str, str]
) -> dict[str, int]:
    found: dict[str, int] = {}
    left = {at: text for at, text in enumerate(plains) if text}
    places = _places_of(left)

    def take(column: Column, at: int | None) -> None:
        if at is not None and column.name not in found:
            found[column.name] = at
            places[left.pop(at)].remove(at)

    for column in columns:
        if wanted := plain(chosen.get(column.name, "")):
            take(column, next(iter(places.get(wanted, ())), None))
    # “Do not read” is a choice too; a heading that this file does not have is none.
    guessed = [one for one in columns if one.name not in chosen or chosen[one.name]]
    for column in guessed:
        for heading in map(plain, column.headings):
            take(column, next(iter(places.get(heading, ())), None))
    for column in guessed:
        for pattern in column.patterns:
            if column.name not in found:
                take(column, _first(left, re.compile(pattern)))
    return found


def _places_of(texts: Mapping[int, str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for at, text in texts.items():
        places.setdefault(text, []).append(at)
    return places


def find_header(
    rows: Rows,
    columns: Sequence[Column],
    chosen: Mapping[str, str] | None = None,
    top: Sequence[Sequence[str]] | None = None,
) -> Header | None:
    """The row near the top that names most of the columns, and all that are required."""
    best: Header | None = None
    required = {column.name for column in columns if column.required}
    for number, plains in enumerate(plain_top(rows) if top is None else top):
        if len(set(plains) - {""}) < 2:
            continue
        found = _match(plains, columns, chosen or {})
        if not required <= found.keys() or len(found) < 2:
            continue
        if best is None or len(found) > len(best.found):
            headings = tuple(clean_text(cell) for cell in rows[number][:COLUMNS_TO_TRY])
            best = Header(number, found, headings)
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


def _first(left: Mapping[int, str], pattern: re.Pattern[str]) -> int | None:
    return next((at for at, text in left.items() if pattern.search(text)), None)
