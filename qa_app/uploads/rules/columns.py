"""Which heading holds what, when somebody says it by hand."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qa_app.uploads.rules.cells import clean_text
from qa_app.uploads.rules.headers import ROWS_TO_TRY, Column, Rows
from qa_app.uploads.rules.sheets import Layout, Recognised, Table

# A note above the table has fewer cells than this.
FEWEST_HEADINGS = 3


@dataclass(frozen=True)
class UnderstoodSheet:
    """What one sheet was taken for: kept with the preview, and what the page of columns asks about."""

    sheet: str
    code: str
    title: str
    header_row: int
    mapping: Mapping[str, str]
    headings: tuple[str, ...]
    not_read: tuple[str, ...]
    rows_read: int
    refused: int


def understood(table: Table, one: Recognised, *, rows_read: int, refused: int) -> UnderstoodSheet:
    header, layout = one.header, one.layout
    return UnderstoodSheet(
        sheet=table.name.strip(),
        code=layout.code,
        title=layout.title,
        header_row=header.row + 1,
        mapping={name: header.headings[at] for name, at in header.found.items()},
        headings=tuple(
            heading for heading in header.headings if heading and layout.may_read(heading)
        ),
        not_read=tuple(header.not_read),
        rows_read=rows_read,
        refused=refused,
    )


def likely_headings(tables: Sequence[Table], layout: Layout) -> list[dict[str, Any]]:
    """The headings of tables that nothing was made of, so that somebody may say what they mean.

    Only a row of words without digits, near the top, that may not be somebody's.
    """
    found = []
    for table in tables:
        headings = [] if table.hidden else _first_row_of_words(table.rows)
        if headings:
            allowed = [heading for heading in headings if layout.may_read(heading)]
            found.append({"sheet": table.name.strip(), "headings": allowed})
    return found


def _first_row_of_words(rows: Rows) -> list[str]:
    for row in rows[:ROWS_TO_TRY]:
        words = [word for cell in row if (word := clean_text(cell))]
        if len(words) >= FEWEST_HEADINGS and not any(re.search(r"\d", word) for word in words):
            return words
    return []


def why_not_columns(layout: Layout, chosen: Mapping[str, str]) -> list[str]:
    titles = {column.name: column.title for column in layout.columns}
    faults = []
    if unknown := [name for name in chosen if name not in titles]:
        faults.append(f"{', '.join(unknown)} cannot be chosen. Use {', '.join(titles)}")
    faults += [
        f"“{heading}” may hold a name, an address or a health number, and is never read"
        for heading in chosen.values()
        if heading and not layout.may_read(heading)
    ]
    filled = [heading for heading in chosen.values() if heading]
    if len(set(filled)) < len(filled):
        faults.append("Choose each column once")
    return faults + [
        missing_column(column)
        for column in layout.columns
        if column.required and column.name in chosen and not chosen[column.name]
    ]


def missing_column(column: Column) -> str:
    return f"Choose the column for “{column.title}”"
