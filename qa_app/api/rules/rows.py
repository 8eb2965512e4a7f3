"""A row of a report’s table as one of JSON: keys for headings, and what is hidden said beside."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from qa_app.api.rules.published import Field
from qa_app.foundation.clock import london_day
from qa_app.foundation.statistics.suppression.small_counts import HIDDEN
from qa_app.insight.rules.months import written
from qa_app.reports.rules.tables import Cell, Column, Kind

Json = dict[str, Any]


def as_json(
    fields: Sequence[Field], row: Mapping[str, Cell], beside: Mapping[str, Any] | None = None
) -> Json:
    """By headings. What only those have who may open the audits is left out for others."""
    known = beside or {}
    made: Json = {}
    hidden: list[str] = []
    for one in fields:
        if one.key in known:
            made[one.key] = known[one.key]
        elif one.inside and one.heading not in row:
            continue
        else:
            # A table whose heading has changed is a fault to be seen, and no empty cell.
            cell = row.get(one.heading) if _may_be_missing(one) else row[one.heading]
            made[one.key] = _value(one, cell)
            if one.may_be_hidden and cell == HIDDEN:
                hidden.append(one.key)
    return {**made, "hidden": hidden}


def grouped(columns: Sequence[Column], row: Sequence[Cell], groups: Sequence[str]) -> Json:
    """What differs from template to template, under the code that programs know it by; empty cells are left out."""
    made: Json = {name: {} for name in groups}
    for column, cell in zip(columns, row, strict=True):
        if column.group and cell not in ("", None):
            made[column.group][column.code] = cell
    return made


def _may_be_missing(one: Field) -> bool:
    """Nothing is said of a quarter beside its limits."""
    return one.key == "said"


def _value(one: Field, cell: Cell) -> Any:
    if cell is None:
        return None if one.may_be_hidden else ""
    if one.may_be_hidden:
        return cell if isinstance(cell, int | float) else None
    if one.kind is Kind.MONTH and isinstance(cell, date):
        return written(cell)
    if one.kind is Kind.DAY and isinstance(cell, date):
        return (london_day(cell) if isinstance(cell, datetime) else cell).isoformat()
    return str(cell)
