"""From the rows of a table to one audit each, as it is written; and what was wrong, row by row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from qa_app.past_audits.rules.months import read_month
from qa_app.past_audits.rules.rows import RowReader, Written, cell_at
from qa_app.past_audits.rules.tables import AuditTable
from qa_app.uploads.rules.cells import clean_text
from qa_app.uploads.rules.headers import plain
from qa_app.uploads.rules.problems import Problem
from qa_app.uploads.rules.sheets import Table

# Where as many are empty, a month is written once and holds for the rows below it.
MOSTLY_EMPTY = 0.5


@dataclass(frozen=True)
class Reading:
    audits: tuple[Written, ...]
    problems: tuple[Problem, ...]
    rows_read: int


def read_table(table: Table, found: AuditTable, *, keeps_text: bool) -> Reading:
    rows = list(_rows_of(table, found))
    month_at = found.by_meaning.get("month")
    empty = sum(not clean_text(cell_at(cells, month_at)) for _, cells in rows)
    carries = month_at is None or empty >= MOSTLY_EMPTY * len(rows)
    month = _month_above(table, found) or found.month
    audits, problems, read = [], [], 0
    hidden = set(table.hidden_rows)
    for number, cells in rows:
        if of_those_below := _month_alone(cells, found):
            month = of_those_below
            continue
        read += 1
        one = RowReader(number, cells, found, table.without_value, month, carries)
        if audit := one.audit(keeps_text):
            audits.append(audit)
            month = one.said or month
            if number in hidden:
                one.note_hidden()
        problems += one.problems
    return Reading(tuple(audits), tuple(problems), read)


def _rows_of(table: Table, found: AuditTable) -> Iterator[tuple[int, Sequence[object]]]:
    """Numbered as the spreadsheet numbers them; without empty rows, and headings that stand there again."""
    headings = {(one.at, plain(one.words)) for one in found.headings if one.words}
    for number, cells in enumerate(table.rows[found.header_row + 1 :], found.header_row + 2):
        filled = [(at, text) for at, cell in enumerate(cells) if (text := clean_text(cell))]
        again = sum((at, plain(text)) in headings for at, text in filled)
        if filled and not (len(filled) > 2 and again > len(filled) / 2):
            yield number, cells


def _month_alone(cells: Sequence[object], found: AuditTable) -> date | None:
    """A line between the rows that names the month of those below it."""
    filled = [cell for cell in cells if clean_text(cell)]
    return read_month(filled[0], found.year).month if len(filled) == 1 else None


def _month_above(table: Table, found: AuditTable) -> date | None:
    """The same of a line above the headings, for the first of several tables on a sheet."""
    above = (_month_alone(cells, found) for cells in table.rows[: found.header_row])
    return next((month for month in reversed([*above]) if month), None)
