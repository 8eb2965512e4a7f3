"""From the sheets of a file to one record a child, with everything that was noticed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qa_app.children.rules.joining import Disagreement, join
from qa_app.children.rules.layouts import IN_ORDER, LAYOUTS, SOURCES
from qa_app.children.rules.records import OpenRecord, Reading, read_rows
from qa_app.children.rules.statuses import Status
from qa_app.uploads.rules.columns import UnderstoodSheet, understood
from qa_app.uploads.rules.headers import rows_below
from qa_app.uploads.rules.problems import Problem
from qa_app.uploads.rules.sheets import Recognised, Table, recognise

Choices = Mapping[str, Mapping[str, str]]


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
            understood(
                seen[one.sheet],
                one,
                rows_read=reading.rows_read,
                refused=reading.rows_read - len(reading.records),
            )
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


def _reading_of(table: Table, one: Recognised, statuses: Sequence[Status], as_at: date) -> Reading:
    rows = list(rows_below(table.rows, one.header))
    return read_rows(rows, SOURCES[one.layout.code], statuses, as_at, table.without_value)
