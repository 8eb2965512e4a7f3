"""References that somebody pastes or uploads for one draw: which columns they have, and how a row is read.

A row becomes the neutral record that lists of children are read into, so that teams and practitioners are
found in the tree in the same way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from qa_app.children.rules.layouts import FAMILY, NEVER_READ, PRACTITIONER, REFERENCE, TEAM
from qa_app.children.rules.records import LONGEST_NAME, OpenRecord
from qa_app.uploads.rules.cells import clean_text, is_empty
from qa_app.uploads.rules.columns import UnderstoodSheet, understood
from qa_app.uploads.rules.dates import read_date
from qa_app.uploads.rules.headers import (
    ROWS_TO_TRY,
    Column,
    Header,
    Row,
    Rows,
    is_total,
    plain,
    rows_below,
)
from qa_app.uploads.rules.identifiers import read_identifier
from qa_app.uploads.rules.problems import Problem, Weight
from qa_app.uploads.rules.sheets import Layout, Recognised, Table, recognise

OWN_REFERENCE = Column(
    "reference",
    "Reference",
    (
        "Reference", "Ref", "Contact ID", "Contact Reference", "Contact Number", "Referral ID",
        "Referral Reference", "Return Interview ID", "Missing Episode ID", "Episode ID", "Order ID",
        "Arrangement ID", "Carer ID", "Carer Reference", "Household Reference", *REFERENCE.headings,
        "Household ID",
    ),
    (r"\b(contact|referral|interview|episode|carer|household)\b.*\b(id|ref|reference|number)\b", *REFERENCE.patterns),
    required=True,
)  # fmt: skip
OPENED = Column(
    "since",
    "Opened on",
    (
        "Opened On", "Opened", "Date Opened", "Contact Date", "Date of Contact", "Referral Date",
        "Received", "Date Received", "Start Date", "Start", "Order Date", "Approved On",
    ),
    (r"\b(opened|received|start|started)\b", r"\b(contact|referral|order|approval)\b.*\bdate\b"),
)  # fmt: skip
LAYOUT = Layout(
    "references",
    "References for a draw",
    (OWN_REFERENCE, TEAM, PRACTITIONER, FAMILY, OPENED),
    telling=("reference",),
    tell_at_least=1,
    never_read=NEVER_READ,
)
_CALLED_REFERENCE = {plain(heading) for heading in OWN_REFERENCE.headings}


@dataclass(frozen=True)
class Understood:
    """`sheet` is None where there were no headings, and each line was one reference."""

    sheet: UnderstoodSheet | None
    records: tuple[OpenRecord, ...]
    problems: tuple[Problem, ...]
    duplicates: int


@dataclass
class _Reading:
    name: str
    records: dict[str, OpenRecord] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    duplicates: int = 0

    def read(self, row: Row) -> None:
        if is_total(row):
            return self._say(Weight.REFUSED, row, "", "This looks like a line of totals")
        identifier = read_identifier(row.cells.get("reference"))
        if not identifier.text:
            return self._say(
                Weight.REFUSED, row, "reference", f"The reference {identifier.trouble}"
            )
        if before := self.records.get(identifier.key):
            self.duplicates += 1
            said = f"This reference stands in row {before.source_row} as well, which is used"
            return self._say(Weight.NOTED, row, "reference", said)
        self.records[identifier.key] = OpenRecord(
            reference=identifier.text,
            status="",
            status_since=self._opened(row),
            team=_words(row, "team"),
            practitioner=_words(row, "practitioner"),
            family_reference=read_identifier(row.cells.get("family_reference")).text,
            source_list=self.name,
            source_row=row.number,
        )

    def _opened(self, row: Row) -> date | None:
        answer = read_date(row.cells.get("since"))
        if answer.trouble:
            self._say(Weight.EMPTIED, row, "since", answer.trouble)
        return answer.day

    def _say(self, weight: Weight, row: Row, column: str, sentence: str) -> None:
        cell = row.cell(column) if column in row.columns else ""
        self.problems.append(Problem(weight, self.name, row.number, cell, sentence))


def _words(row: Row, name: str) -> str:
    return clean_text(row.cells.get(name))[:LONGEST_NAME]


def understand(
    tables: Sequence[Table], chosen: Mapping[str, Mapping[str, str]] | None = None
) -> Understood | None:
    """The first table that has references; None where there is none."""
    seen = [table for table in tables if not table.hidden]
    found = recognise([(table.name, table.rows) for table in seen], [LAYOUT], chosen)
    if not found:
        found = [
            Recognised(at, LAYOUT, header)
            for at, table in enumerate(seen)
            if (header := _header_of_references_alone(table.rows))
        ][:1]
    if found:
        return _with_headings(seen[found[0].sheet], found[0])
    one_a_line = [table for table in seen if table.rows and _is_one_column(table.rows)]
    return _without_headings(one_a_line[0]) if one_a_line else None


def _with_headings(table: Table, one: Recognised) -> Understood:
    reading = _Reading(table.name.strip())
    rows = list(rows_below(table.rows, one.header))
    for row in rows:
        reading.read(row)
    refused = sum(problem.weight is Weight.REFUSED for problem in reading.problems)
    sheet = understood(table, one, rows_read=len(rows), refused=refused)
    return _told(reading, sheet)


def _without_headings(table: Table) -> Understood:
    reading = _Reading(table.name.strip())
    for number, cells in enumerate(table.rows, 1):
        filled = [cell for cell in cells if not is_empty(cell)]
        if filled:
            reading.read(Row(number, {"reference": filled[0]}))
    return _told(reading, None)


def _told(reading: _Reading, sheet: UnderstoodSheet | None) -> Understood:
    return Understood(
        sheet, tuple(reading.records.values()), tuple(reading.problems), reading.duplicates
    )


def _header_of_references_alone(rows: Rows) -> Header | None:
    """A heading of which we know the reference and no other."""
    for number, cells in enumerate(rows[:ROWS_TO_TRY]):
        for at, cell in enumerate(cells):
            if plain(cell) in _CALLED_REFERENCE:
                headings = tuple(clean_text(each) for each in cells)
                return Header(number, {"reference": at}, headings)
    return None


def _is_one_column(rows: Rows) -> bool:
    filled = [[at for at, cell in enumerate(cells) if not is_empty(cell)] for cells in rows]
    return {at for cells in filled for at in cells} != set() and all(
        len(cells) <= 1 for cells in filled
    )
