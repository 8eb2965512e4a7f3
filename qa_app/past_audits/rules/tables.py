"""Find the tables of audits in a workbook: one sheet, or one for each year, month or team."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from qa_app.past_audits.rules.columns import Heading, guess_meanings, names_a_reference
from qa_app.past_audits.rules.months import Year, month_in_name, year_in
from qa_app.uploads.rules.cells import clean_text, is_empty
from qa_app.uploads.rules.headers import COLUMNS_TO_TRY, LONGEST_HEADING, ROWS_TO_TRY, plain
from qa_app.uploads.rules.sheets import Table

ROWS_TO_LOOK_AT = 400


@dataclass(frozen=True)
class AuditTable:
    """A sheet of audits: where its headings stand, what each is, and what its name says of all of it."""

    name: str
    header_row: int
    headings: tuple[Heading, ...]
    year: Year | None = None
    month: date | None = None

    @property
    def by_meaning(self) -> dict[str, int]:
        """Where each thing that is there once stands."""
        return {one.meaning: one.at for one in self.headings if one.meaning}

    @property
    def sections(self) -> list[Heading]:
        return [one for one in self.headings if one.is_section]

    @property
    def is_complete(self) -> bool:
        """Without a reference nobody could be told that an audit is about them."""
        meant = self.by_meaning
        return "reference" in meant and ("grade" in meant or bool(self.sections))

    @property
    def understood(self) -> int:
        return sum(bool(one.meaning) for one in self.headings)


def find_table(table: Table, file_name: str, chosen: Mapping[str, str]) -> AuditTable | None:
    """By the row near the top that says most; None where no row names a reference and a grade."""
    best: AuditTable | None = None
    for row in range(min(ROWS_TO_TRY, len(table.rows))):
        words = headings_at(table, row)
        if not names_a_reference(words, chosen):
            continue
        below = [column_below(table, row, at) for at in range(len(words))]
        found = AuditTable(table.name.strip(), row, tuple(guess_meanings(words, below, chosen)))
        if found.is_complete and (best is None or found.understood > best.understood):
            best = found
    if best is None:
        return None
    year = year_in(table.name) or year_in(file_name)
    return replace(best, year=year, month=month_in_name(table.name, year))


def headings_at(table: Table, row: int) -> list[str]:
    """With what stands merged above them, where that is needed to tell one from another."""
    own = [_heading(cell) for cell in table.rows[row][:COLUMNS_TO_TRY]]
    above = [_heading(cell) for cell in table.rows[row - 1][:COLUMNS_TO_TRY]] if row else []
    above += [""] * (len(own) - len(above))
    often = [plain(words) for words in own]
    spread, headings = "", []
    for at, words in enumerate(own):
        spread = above[at] or spread
        if not words:
            # Merged from above down to this row, beside others that were not.
            headings.append(above[at])
        elif often.count(plain(words)) > 1 and spread:
            headings.append(f"{spread} {words}"[:LONGEST_HEADING])
        else:
            headings.append(words)
    return headings


def _heading(cell: object) -> str:
    words = clean_text(cell)
    return words if len(words) <= LONGEST_HEADING else ""


def column_below(table: Table, row: int, at: int) -> list[object]:
    rows = table.rows[row + 1 : row + 1 + ROWS_TO_LOOK_AT]
    return [one[at] for one in rows if at < len(one) and not is_empty(one[at])]


def likely_headings(tables: Sequence[Table]) -> list[str]:
    """Of the table in which nothing was recognised: its first row of words, so that somebody may say what they mean."""
    for table in tables:
        for row in range(min(ROWS_TO_TRY, len(table.rows))):
            words = headings_at(table, row)
            named = [one for one in words if one and not any(mark.isdigit() for mark in one)]
            if len(named) >= 3:
                return named
    return []
