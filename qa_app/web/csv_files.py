"""Lists as CSV, in which no cell is ever a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from flask import Response

# What a spreadsheet program takes for the beginning of a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "\x00")


def as_cell(value: Any) -> str:
    """A quotation mark in front keeps a spreadsheet program from working out what follows.

    A number is no formula, and stays one: the age of a child who is not born yet is -1.
    """
    if isinstance(value, int | float):
        return str(value)
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def csv_file(name: str, headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response:
    """A download; the mark at its start tells Excel that it is UTF-8."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(headers)
    writer.writerows([as_cell(value) for value in row] for row in rows)
    response = Response(written.getvalue().encode("utf-8-sig"), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
