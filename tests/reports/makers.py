"""Reports for tests, asked for and made at once."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl

from qa_app.access.rules import Role, Viewer
from qa_app.foundation.clock import now
from qa_app.insight.rules.filters import POOLED, Filters, Period
from qa_app.organisation.models import Person
from qa_app.reports.folder import Folder
from qa_app.reports.models import Report
from qa_app.reports.operations.asking import Wanted, check, put_in_queue
from qa_app.reports.operations.making import make_next
from qa_app.reports.rules.levels import Level
from tests.insight.counted_makers import Counted, month
from tests.makers import make_person, viewer_of

YEAR = Filters(Period(month(POOLED - 1), month(0)))
NOTHING = "Nothing to show with these filters"
Sheets = dict[str, list[dict[str, Any]]]


def lead_of(made: Counted) -> Person:
    return make_person(Role.QA_LEAD, made.council)


def ask(viewer: Viewer, level: Level = Level.INTERNAL, **wanted: Any) -> Report:
    return asked(Wanted(wanted.pop("filters", YEAR), [], level, **wanted), viewer)


def asked(wanted: Wanted, viewer: Viewer) -> Report:
    """Of the months that a test has filled, which are not always those that leave."""
    check(wanted, viewer)
    return put_in_queue(wanted, viewer, now())


def make(report: Report, folder: Folder, clock: Callable = now) -> Path:
    """Until it is there, or until there is nothing left to make."""
    while make_next(folder, clock):
        pass
    return folder.file(report.file_name)


def made_for(person: Person, folder: Folder, level: Level = Level.INTERNAL, **wanted: Any) -> Path:
    return make(ask(viewer_of(person), level, **wanted), folder)


def sheets_of(path: Path) -> Sheets:
    """Each row by its headings."""
    book = openpyxl.load_workbook(path)
    found: Sheets = {}
    for sheet in book:
        if sheet.title == "Charts":
            continue
        head, *rows = sheet.values
        is_empty = rows[0][0] == NOTHING
        found[sheet.title] = [] if is_empty else [dict(zip(head, row, strict=True)) for row in rows]
    return found


def later(minutes: int = 0, **by: int) -> Callable:
    return lambda: now() + timedelta(minutes=minutes, **by)


def row(sheet: list[dict[str, Any]], **known: Any) -> dict[str, Any]:
    (found,) = [one for one in sheet if all(one[key] == value for key, value in known.items())]
    return found


def text_of(path: Path) -> str:
    with ZipFile(path) as file:
        return "\n".join(file.read(name).decode() for name in file.namelist())
