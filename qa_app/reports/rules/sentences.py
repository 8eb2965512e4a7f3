"""Sentences of a paper. None says what a table beside it hides."""

from collections.abc import Sequence

from qa_app.reports.rules.hiding import Shown
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.tables import Cell, Column, Kind, Row, Table


def share_said(one: Shown, level: Level, of: str = "") -> str:
    """142 of 203 audits (70%); about 140 of 205 where counts are rounded; nothing where any of it is hidden."""
    if not one.is_plain or not one.of or isinstance(one.share, str):
        return ""
    about = "about " if level is Level.PUBLIC else ""
    share = f" ({one.share:.0%})" if isinstance(one.share, float) else ""
    return f"{about}{one.count:,} of {one.of:,}{f' {of}' if of else ''}{share}"


def listed(words: Sequence[str]) -> str:
    """One, another and a third."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def in_words(cell: Cell, column: Column) -> str:
    """A cell as a paper shows it. What is hidden keeps its sign."""
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return cell
    if column.kind is Kind.SHARE and isinstance(cell, int | float):
        return f"{cell:.0%}"
    if column.kind is Kind.MONTH and not isinstance(cell, int | float):
        return f"{cell:%B %Y}"
    if isinstance(cell, int | float):
        return f"{cell:,}"
    return f"{cell.day} {cell:%B %Y}"


def columns_of(
    table: Table, wanted: Sequence[str], rows: Sequence[Row] | None = None
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The headings and rows of some columns of a sheet, in words."""
    places = [table.headings.index(one) for one in wanted]
    found = tuple(
        tuple(in_words(row[at], table.columns[at]) for at in places)
        for row in (table.rows if rows is None else rows)
    )
    return tuple(wanted), found
