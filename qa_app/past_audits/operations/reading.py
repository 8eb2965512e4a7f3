"""Read a workbook of past audits, and keep what was understood of it for a while."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from qa_app.access.rules import Viewer
from qa_app.children.rules.kept import problem_as_kept
from qa_app.foundation.errors import DomainError, Reason
from qa_app.past_audits.queries.imports import KIND, chosen_columns
from qa_app.past_audits.rules.kept import as_kept, own_counts_kept, sheets_kept
from qa_app.past_audits.rules.understanding import Understood, understand
from qa_app.trail.operations import record
from qa_app.uploads import operations as uploads
from qa_app.uploads.models import Upload
from qa_app.uploads.rules.states import digest_of
from qa_app.uploads.spreadsheet import read

FILE = "workbook"
NOT_FOUND = (
    "No audits were found in {name}. It needs one row of headings, of which one is the child’s "
    "reference and one a grade"
)


@dataclass(frozen=True)
class ReadWorkbook:
    """What was understood, before anything is kept."""

    name: str
    digest: str
    contents: dict[str, Any]

    @property
    def audits(self) -> int:
        return len(self.contents["audits"])


def read_workbook(
    name: str,
    content: bytes,
    council_id: int,
    *,
    keeps_words: bool = False,
    chosen: Mapping[str, str] | None = None,
) -> ReadWorkbook:
    """In memory. It takes its time and writes nothing."""
    try:
        file = read(content, name)
        columns = chosen_columns(council_id) if chosen is None else chosen
        found = understand(file.sheets, name, columns, keeps_text=keeps_words)
    except DomainError as refused:
        raise DomainError(*(Reason(one, FILE) for one in refused.reasons)) from None
    if not found.tables and not found.headings:
        raise DomainError(Reason(NOT_FOUND.format(name=name), FILE))
    contents = _as_contents(found, file.how, keeps_words)
    return ReadWorkbook(name[:250], digest_of([content]), contents)


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


def keep_preview(found: ReadWorkbook, council_id: int, by: Viewer | None, at: datetime) -> Upload:
    """Keep the mapped fields for an hour."""
    upload = uploads.preview(
        council_id=council_id,
        kind=KIND,
        name=found.name,
        digest=found.digest,
        contents=found.contents,
        by_id=by.person_id if by else None,
        at=at,
    )
    record("past-audits:previewed", by, upload, council_id=council_id, at=at, audits=found.audits)
    return upload
