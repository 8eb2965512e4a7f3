"""Excel workbooks, by XlsxWriter."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO

import xlsxwriter

# Text stays text: a cell that begins with “=” is somebody's words, never a formula.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}

Cell = str | int | float | date | None


def sheet(title: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A workbook of one sheet: its head frozen, its dates real."""
    held = BytesIO()
    with xlsxwriter.Workbook(held, OPTIONS) as book:
        page = book.add_worksheet(title)
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        page.write_row(0, 0, columns, bold)
        page.freeze_panes(1, 0)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    page.write_datetime(number, column, cell, day)
                elif isinstance(cell, str):
                    page.write_string(number, column, cell)
                else:
                    page.write(number, column, cell)
        page.autofit()
    return held.getvalue()
