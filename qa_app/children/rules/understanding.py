"""From the sheets of a file to one record a child, with everything that was noticed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from qa_app.children.rules.joining import Disagreement, join
from qa_app.children.rules.layouts import IN_ORDER, LAYOUTS, NEVER_READ, SOURCES
from qa_app.children.rules.records import OpenRecord, Reading, read_rows
from qa_app.children.rules.statuses import Status
from qa_app.uploads.rules.cells import clean_text
from qa_app.uploads.rules.headers import ROWS_TO_TRY, Rows, plain, rows_below
from qa_app.uploads.rules.problems import Problem
from qa_app.uploads.rules.sheets import Recognised, recognise

Choices = Mapping[str, Mapping[str, str]]


class Table(Protocol):
    """A sheet, as an upload reads it."""

    @property
    def name(self) -> str: ...
    @property
    def rows(self) -> Rows: ...
    @property
    def hidden(self) -> bool: ...
    @property
    def without_value(self) -> Sequence[str]: ...


@dataclass(frozen=True)
class UnderstoodSheet:
    """What one sheet was taken for."""

    sheet: str
    code: str
    title: str
    header_row: int
    mapping: Mapping[str, str]
    headings: tuple[str, ...]
    not_read: tuple[str, ...]
    rows_read: int
    refused: int


@dataclass(frozen=True)
class Understood:
    sheets: tuple[UnderstoodSheet, ...]
    passed_over: tuple[str, ...]
    records: tuple[OpenRecord, ...]
    problems: tuple[Problem, ...]
    duplicates: int
    spellings: int
    disagreements: Mapping[Disagreement, int]


def understand(
    tables: Sequence[Table], statuses: Sequence[Status], as_at: date, chosen: Choices | None = None
) -> Understood:
    seen = [table for table in tables if not table.hidden]
    found = recognise([(table.name, table.rows) for table in seen], LAYOUTS, chosen, IN_ORDER)
    # A report beside Annex A would say everything twice.
    if any(one.layout.code != "report" for one in found):
        found = [one for one in found if one.layout.code != "report"]
    readings = [_reading_of(seen[one.sheet], one, statuses, as_at) for one in found]
    joined = join(readings, statuses)
    used = {one.sheet for one in found}
    return Understood(
        sheets=tuple(
            _as_understood(seen[one.sheet], one, reading)
            for one, reading in zip(found, readings, strict=True)
        ),
        passed_over=tuple(
            table.name.strip() for at, table in enumerate(seen) if at not in used and table.rows
        ),
        records=joined.records,
        problems=(*(p for reading in readings for p in reading.problems), *joined.problems),
        duplicates=joined.duplicates,
        spellings=joined.spellings,
        disagreements=joined.disagreements,
    )


def may_be_read(heading: str) -> bool:
    """Never a name, a number of the health service or an address, whatever the council chooses."""
    return not re.search(NEVER_READ, plain(heading))


def _reading_of(table: Table, one: Recognised, statuses: Sequence[Status], as_at: date) -> Reading:
    rows = list(rows_below(table.rows, one.header))
    return read_rows(rows, SOURCES[one.layout.code], statuses, as_at, table.without_value)


def _as_understood(table: Table, one: Recognised, reading: Reading) -> UnderstoodSheet:
    header = one.header
    return UnderstoodSheet(
        sheet=table.name.strip(),
        code=one.layout.code,
        title=one.layout.title,
        header_row=header.row + 1,
        mapping={name: header.headings[at] for name, at in header.found.items()},
        headings=tuple(one for one in header.headings if one and may_be_read(one)),
        not_read=tuple(header.not_read),
        rows_read=reading.rows_read,
        refused=reading.rows_read - len(reading.records),
    )


def likely_headings(tables: Sequence[Table]) -> list[dict[str, object]]:
    """The headings of tables that nothing was made of, so that somebody may say what they mean.

    Only a row of words without digits, near the top, that may not be a child's.
    """
    found: list[dict[str, object]] = []
    for table in tables:
        for row in () if table.hidden else table.rows[:ROWS_TO_TRY]:
            words = [clean_text(cell) for cell in row]
            filled = [word for word in words if word]
            if len(filled) >= 3 and not any(re.search(r"\d", word) for word in filled):
                headings = [word for word in filled if may_be_read(word)]
                found.append({"sheet": table.name.strip(), "headings": headings})
                break
    return found
