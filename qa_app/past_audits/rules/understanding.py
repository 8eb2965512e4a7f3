"""From the sheets of a workbook to the audits that are written in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qa_app.foundation.errors import DomainError
from qa_app.past_audits.rules.reading import Reading, read_table
from qa_app.past_audits.rules.rows import Written
from qa_app.past_audits.rules.summaries import OwnCount, summary_in
from qa_app.past_audits.rules.tables import AuditTable, find_table, likely_headings
from qa_app.uploads.rules.problems import Problem
from qa_app.uploads.rules.sheets import Table

# More than any council has kept by hand; each is shown and may be asked about.
MOST_AUDITS = 20_000


@dataclass(frozen=True)
class Understood:
    tables: tuple[tuple[AuditTable, Reading], ...]
    own_counts: Mapping[date, OwnCount]
    passed_over: tuple[str, ...]
    hidden: tuple[str, ...]
    headings: tuple[str, ...]

    @property
    def audits(self) -> tuple[Written, ...]:
        return tuple(one for _, reading in self.tables for one in reading.audits)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(one for _, reading in self.tables for one in reading.problems)


def understand(
    tables: Sequence[Table], file_name: str, chosen: Mapping[str, str], *, keeps_text: bool
) -> Understood:
    """Hidden sheets are not read: they are old copies more often than not. They are named."""
    shown = [one for one in tables if not one.hidden]
    found, own, passed_over = [], dict[date, OwnCount](), []
    for table in shown:
        if (here := find_table(table, file_name, chosen)) is not None:
            _refuse_too_many(table, here, file_name)
            found.append((here, read_table(table, here, keeps_text=keeps_text)))
        elif counts := summary_in(table):
            own |= counts
        elif table.rows:
            passed_over.append(table.name.strip())
    return Understood(
        tables=tuple(found),
        own_counts=own,
        passed_over=tuple(passed_over),
        hidden=tuple(one.name.strip() for one in tables if one.hidden),
        headings=() if found else tuple(likely_headings(shown)),
    )


def _refuse_too_many(table: Table, here: AuditTable, file_name: str) -> None:
    if len(table.rows) - here.header_row > MOST_AUDITS:
        raise DomainError(
            f"{file_name} has more than {MOST_AUDITS:,} rows on one sheet. Send a year at a time, "
            "and delete what stands far below the table."
        )
