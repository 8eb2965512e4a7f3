"""Cells of CSV: no cell is ever a formula, and the text comes back as it was when the file is read again."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from qa_app.foundation.clock import as_london

# What a spreadsheet program takes for the beginning of a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "\x00")
MARK = "'"
DEFUSED = (
    "A quotation mark (') stands in front of text that a spreadsheet program would work out; "
    "take one away to have the text as it is kept."
)


def as_cell(value: Any) -> str:
    """Days and moments as every program reads them; text that would be worked out has a mark in front.

    A number is no formula, and stays one: the age of a child who is not born yet is -1.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, datetime):
        return as_london(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return defused(str(value))


def defused(text: str) -> str:
    """Text that has the mark already has another one, so that each comes back as it was."""
    return MARK + text if _would_be_worked_out(text) else text


def restored(cell: str) -> str:
    """What stood there before it was defused."""
    return cell[1:] if cell.startswith(MARK) and _would_be_worked_out(cell) else cell


def _would_be_worked_out(text: str) -> bool:
    return text.lstrip(MARK).startswith(FORMULA_STARTS)


def described(name: str, headers: Sequence[str], rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """What the columns hold, as the web’s own standard has it (CSVW), to lie beside the file."""
    columns = [
        {
            "titles": heading,
            "name": f"column_{number}",
            "datatype": datatype_of(row[number - 1] for row in rows),
        }
        for number, heading in enumerate(headers, 1)
    ]
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": f"{name}.csv",
        "notes": [{"body": DEFUSED}],
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"], "header": True},
        "tableSchema": {"columns": columns},
    }


def datatype_of(values: Iterable[Any]) -> str:
    """Text, unless every cell that is filled is of one kind: 00123 is no number, and MAR1 no day."""
    kinds = {_datatype(one) for one in values if one is not None and one != ""}
    if kinds == {"integer", "decimal"}:
        return "decimal"
    return kinds.pop() if len(kinds) == 1 else "string"


def _datatype(value: Any) -> str:
    if isinstance(value, bool):
        return "string"
    if isinstance(value, int):
        return "integer"
    if isinstance(value, float):
        return "decimal"
    if isinstance(value, datetime):
        return "dateTimeStamp"
    return "date" if isinstance(value, date) else "string"
