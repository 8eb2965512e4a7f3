"""Imported audits for tests, through the door that people use."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from itertools import count
from typing import Any

from sqlalchemy import select

from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.past_audits.models import PastAudit, PastImport
from qa_app.past_audits.operations import imports, reading
from qa_app.past_audits.rules.settling import Settled, settle
from qa_app.past_audits.rules.understanding import Understood, understand
from qa_app.uploads.models import Upload
from qa_app.uploads.spreadsheet import Sheet
from tests.makers import NOON

HEADINGS = ("Month", "Child ID", "Team", "Auditor", "Overall grade", "Moderated grade", "Planning", "Comments")  # fmt: skip
_numbers = count(2_000_001)
THIS_MONTH = date(2026, 11, 1)


def new_reference() -> str:
    return f"00{next(_numbers)}"


def sheet_of(rows: Sequence[Sequence[Any]], name: str = "Audits", hidden: bool = False) -> Sheet:
    return Sheet(name, rows, hidden)


def understood(
    *sheets: Sheet | Sequence[Sequence[Any]], name: str = "old.xlsx", **chosen: Any
) -> Understood:
    """Sheets as they are, or the rows of one."""
    tables = [one if isinstance(one, Sheet) else sheet_of(one) for one in sheets]
    return understand(tables, name, chosen.pop("chosen", {}), keeps_text=chosen.pop("keeps", False))


def settled(*sheets: Sheet | Sequence[Sequence[Any]], **words: Any) -> Settled:
    found = understood(*sheets, name=words.pop("name", "old.xlsx"))
    return settle(found.audits, words.pop("words", {}), THIS_MONTH)


def as_csv(rows: Sequence[Sequence[Any]], headings: Sequence[str] = HEADINGS) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([headings, *rows])
    return text.getvalue().encode()


def preview_past(
    council: Place,
    content: bytes,
    name: str = "old.csv",
    at: datetime = NOON,
    *,
    keeps_words: bool = False,
) -> Upload:
    found = reading.read_workbook(name, content, council.id, keeps_words=keeps_words)
    return reading.keep_preview(found, council.id, None, at)


def import_past(council: Place, content: bytes, name: str = "old.csv", **how: Any) -> PastImport:
    return imports.confirm_import(preview_past(council, content, name, **how), None, NOON)


def make_past_audit(
    place: Place,
    reference: str = "0012345",
    month: str = "October 2024",
    grade: str = "Good",
    moderated: str = "",
    words: str = "",
) -> PastAudit:
    """One audit in a workbook of its own."""
    council = db.session.get_one(Place, place.council_id or place.id)
    row = (month, reference, place.name, "Jude Merrydew", grade, moderated, grade, words)
    made = import_past(council, as_csv([row]), keeps_words=bool(words))
    return db.session.scalars(select(PastAudit).where(PastAudit.past_import_id == made.id)).one()
