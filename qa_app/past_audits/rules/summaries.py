"""What a workbook says of itself: its own counts of a month, to hold beside what was taken."""

from dataclasses import dataclass
from datetime import date

from qa_app.past_audits.rules.months import read_month
from qa_app.uploads.rules.cells import clean_text
from qa_app.uploads.rules.headers import Column, find_header, rows_below
from qa_app.uploads.rules.sheets import Table

COLUMNS = (
    Column("month", "Month", ("Month", "Audit month", "Period"), (r"\bmonth\b",), required=True),
    Column(
        "completed",
        "Completed",
        ("Completed", "Audits completed", "Number completed", "Audits", "No. of audits", "Done"),
        (r"^(number|no|total)\b.*\baudits?\b",),
        required=True,
    ),
    Column(
        "good",
        "Good or better",
        ("Good or better %", "Good or better", "% good or better", "Good or above", "% good or above"),
        (r"\bgood (or|and|\+) ?(better|above|outstanding)\b",),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class OwnCount:
    """How many the file says were completed, and which share was good or better, in percent."""

    completed: int
    good: float | None = None


def summary_in(table: Table) -> dict[date, OwnCount]:
    """By month; empty for a sheet that is no summary."""
    header = find_header(table.rows, COLUMNS)
    if header is None:
        return {}
    found: dict[date, OwnCount] = {}
    for row in rows_below(table.rows, header):
        month = read_month(row.cells["month"]).month
        completed = number_in(row.cells["completed"])
        if month and completed is not None and completed.is_integer():
            good = number_in(row.cells.get("good"))
            found[month] = OwnCount(int(completed), _as_percent(good, row.cells.get("good")))
    return found


def number_in(value: object) -> float | None:
    try:
        number = float(clean_text(value).rstrip("% "))
    except ValueError:
        return None
    return number if 0 <= number < 100_000 else None


def _as_percent(number: float | None, written: object) -> float | None:
    """0.417 and 41.7 are one share; more than 100 is none."""
    if number is None or number > 100:
        return None
    is_percent = clean_text(written).endswith("%")
    return number if is_percent or number > 1 else 100 * number
