"""Read a workbook of past audits, and keep what was understood of it for a while."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from qa_app.access.rules import Viewer
from qa_app.foundation.errors import DomainError, about
from qa_app.past_audits.queries.imports import KIND, chosen_columns
from qa_app.past_audits.rules.kept import own_counts_kept, sheets_kept
from qa_app.past_audits.rules.understanding import Understood, understand
from qa_app.trail.operations import record
from qa_app.uploads import operations as uploads
from qa_app.uploads.models import Upload
from qa_app.uploads.rules.kept import Found, as_kept, found_in
from qa_app.uploads.rules.problems import problem_as_kept
from qa_app.uploads.spreadsheet import read

FILE = "workbook"
NOT_FOUND = (
    "No audits were found in {name}. It needs one row of headings, of which one is the child’s "
    "reference and one a grade"
)


def read_workbook(
    name: str,
    content: bytes,
    council_id: int,
    *,
    keeps_words: bool = False,
    chosen: Mapping[str, str] | None = None,
) -> Found:
    """In memory. It takes its time and writes nothing."""
    columns = chosen_columns(council_id) if chosen is None else chosen
    with about(FILE):
        file = read(content, name)
        found = understand(file.sheets, name, columns, keeps_text=keeps_words)
        if not found.tables and not found.headings:
            raise DomainError(NOT_FOUND.format(name=name))
    return found_in([(name, content)], _as_contents(found, file.how, keeps_words))


def _as_contents(found: Understood, how: str, keeps_words: bool) -> dict[str, Any]:
    return {
        "how": how,
        "keeps_words": keeps_words,
        "sheets": sheets_kept(found),
        "headings": list(found.headings),
        "passed_over": list(found.passed_over),
        "hidden": list(found.hidden),
        "audits": [as_kept(one) for one in found.audits],
        "problems": [problem_as_kept(one) for one in found.problems],
        "own_counts": own_counts_kept(found),
    }


def keep_preview(found: Found, council_id: int, by: Viewer | None, at: datetime) -> Upload:
    upload = uploads.preview(found, KIND, council_id=council_id, by=by, at=at)
    audits = len(found.contents["audits"])
    record("past-audits:previewed", by, upload, council_id=council_id, at=at, audits=audits)
    return upload
