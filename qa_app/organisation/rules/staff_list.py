"""The staff list as a file writes it: one row a person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from qa_app.organisation.rules.people import EMAIL
from qa_app.organisation.rules.places import LONGEST_NAME
from qa_app.uploads.rules.cells import clean_text
from qa_app.uploads.rules.dates import read_date
from qa_app.uploads.rules.headers import Column, Row, is_total
from qa_app.uploads.rules.kept import with_days
from qa_app.uploads.rules.problems import Problem, Weight
from qa_app.uploads.rules.sheets import Layout

EXAMPLE = (
    ("Staff number", "Name", "Email", "Job title", "Team", "Service", "Manager", "FTE", "Start date", "End date"),
    ("S1", "Saba Kettlewell", "saba@council.example", "Head of Service", "", "Safeguarding", "", "1", "21/11/2019", ""),
    ("S2", "Tomas Birchwood", "tomas@council.example", "Team Manager", "Safeguarding North", "Safeguarding", "S1", "1", "18/12/2025", ""),
    ("S3", "Isla Dunmore", "isla@council.example", "Social Worker", "Safeguarding North", "Safeguarding", "S2", "0.6", "10/09/2025", "31/03/2027"),
)  # fmt: skip

LAYOUT = Layout(
    "staff",
    "Staff list",
    (
        Column("staff_number", "Staff number", ("staff id", "staff number", "employee id", "employee number", "payroll number", "prof staff id")),
        Column("name", "Name", ("name", "full name", "employee name", "prof professional name", "worker name"), required=True),
        Column("email", "Email", ("email", "email address", "e mail", "work email", "work email address"), (r"^e ?mail",), required=True),
        Column("job_title", "Job title", ("job title", "role", "post title", "position", "prof professional job title"), required=True),
        Column("team", "Team", ("team", "team name", "dept team name")),
        Column("service", "Service", ("service", "service name", "parent team", "department", "dept team parent name", "prof professional department")),
        Column("manager", "Line manager", ("manager id", "manager", "line manager", "manager email", "reports to", "line manager id")),
        Column("hours", "Hours", ("fte", "full time equivalent", "prof full time equivalency")),
        Column("starts_on", "First day", ("start date", "started", "first day")),
        Column("ends_on", "Last day", ("end date", "leaving date", "last day", "leaver date")),
    ),
    telling=("email", "job_title"),
)  # fmt: skip
DATES = ("starts_on", "ends_on")


@dataclass(frozen=True)
class StaffRow:
    """What we keep of a row: no agency flag, no registration number, no address."""

    row: int
    name: str
    email: str
    job_title: str
    staff_number: str = ""
    team: str = ""
    service: str = ""
    manager: str = ""
    hours: float = 1.0
    starts_on: date | None = None
    ends_on: date | None = None


def read_staff(sheet: str, rows: Iterable[Row]) -> tuple[list[StaffRow], list[Problem]]:
    """Rows that can be used, and what was wrong with each that cannot."""
    read: list[StaffRow] = []
    problems: list[Problem] = []
    met: set[str] = set()
    for row in rows:
        if is_total(row):
            continue
        text = {name: clean_text(value)[:250] for name, value in row.cells.items()}
        if why := why_refused(text, met):
            problems.append(Problem(Weight.REFUSED, sheet, row.number, "", why))
            continue
        said: dict[str, Any] = {name: _date_of(sheet, row, name, problems) for name in DATES}
        hours = _hours_of(sheet, row, text.get("hours", ""), problems)
        said |= {name: words for name, words in text.items() if name not in (*DATES, "hours")}
        said |= {"row": row.number, "email": text["email"].lower(), "hours": hours}
        met.add(said["email"])
        read.append(StaffRow(**said))
    return read, problems


def why_refused(text: Mapping[str, str], met: set[str]) -> str:
    if not text["name"]:
        return "There is no name"
    if not EMAIL.fullmatch(text["email"]):
        return "There is no email address, or it is not one"
    if text["email"].lower() in met:
        return "The email address is in the list twice. The first row was read"
    if not text["job_title"]:
        return "There is no job title, so there is no role to give"
    if any(len(text.get(name, "")) > LONGEST_NAME for name in ("name", "team", "service")):
        return f"A name is longer than {LONGEST_NAME} characters"
    return ""


def _date_of(sheet: str, row: Row, name: str, problems: list[Problem]) -> date | None:
    found = read_date(row.cells.get(name, ""))
    if found.trouble:
        problems.append(
            Problem(Weight.EMPTIED, sheet, row.number, row.cell(name), f"{found.trouble}.")
        )
    return found.day


def _hours_of(sheet: str, row: Row, text: str, problems: list[Problem]) -> float:
    if not text:
        return 1.0
    try:
        hours = float(text.replace(",", "."))
    except ValueError:
        hours = 0.0
    if not 0 < hours <= 1:
        sentence = "Hours must be more than 0 and at most 1. Full time was read."
        problems.append(Problem(Weight.EMPTIED, sheet, row.number, row.cell("hours"), sentence))
        return 1.0
    return hours


def from_kept(kept: Mapping[str, Any]) -> StaffRow:
    return StaffRow(**with_days(kept, DATES))


def titles_in(rows: Sequence[StaffRow]) -> list[str]:
    """Each job title as it is first written, in the order of the alphabet."""
    return sorted({row.job_title for row in rows}, key=str.casefold)
