"""Read references that are pasted or uploaded, show what a draw would be made of, and draw from them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from qa_app.access.rules import Viewer
from qa_app.foundation.clock import london_day
from qa_app.foundation.errors import DomainError, about
from qa_app.rounds.models import Draw, Round
from qa_app.rounds.operations.drawing import draw_round
from qa_app.rounds.queries.references import KIND, pool_of, records_in
from qa_app.rounds.rules.plans import PASTED
from qa_app.rounds.rules.references import LAYOUT, understand
from qa_app.trail.operations import record
from qa_app.uploads import operations as uploads
from qa_app.uploads.models import Upload
from qa_app.uploads.operations import remember_columns
from qa_app.uploads.queries import columns_chosen
from qa_app.uploads.rules.columns import likely_headings
from qa_app.uploads.rules.kept import Found, as_kept, found_in
from qa_app.uploads.rules.problems import problem_as_kept
from qa_app.uploads.spreadsheet import Sheet, read

WHAT_WAS_PASTED = "What you pasted"
NOT_FOUND = (
    "No references were found in {name}. Give one reference a line, or rows below a line of headings "
    "of which one is “Reference”"
)


def read_references(name: str, content: bytes, council_id: int) -> Found:
    """In memory. It takes its time and writes nothing."""
    with about("pasted" if name == WHAT_WAS_PASTED else "references_file"):
        file = read(content, name)
        contents = _as_contents(file.sheets, columns_chosen(council_id, KIND, [LAYOUT]))
        if not (contents["records"] or contents["problems"] or contents["headings"]):
            raise DomainError(NOT_FOUND.format(name=name))
    return found_in([(name, content)], {**contents, "how": file.how})


def _as_contents(
    sheets: Sequence[Sheet], chosen: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    found = understand(sheets, chosen)
    if found is None:
        headings = likely_headings(sheets, LAYOUT)
        return {"sheets": [], "headings": headings, "records": [], "problems": [], "duplicates": 0}
    return {
        "sheets": [asdict(found.sheet)] if found.sheet else [],
        "headings": [],
        "records": [as_kept(one) for one in found.records],
        "problems": [problem_as_kept(one) for one in found.problems],
        "duplicates": found.duplicates,
    }


def keep_preview(found: Found, round_: Round, by: Viewer, at: datetime) -> Upload:
    """For an hour at most; the draw that is made from it keeps what it needs."""
    refuse_where_not_asked(round_)
    upload = uploads.preview(found, KIND, council_id=round_.council_id, by=by, at=at)
    upload.counts = {"round": round_.public_id}
    rows = len(found.contents["records"])
    record("round:references-previewed", by, round_, council_id=round_.council_id, at=at, rows=rows)
    return upload


def refuse_where_not_asked(round_: Round) -> None:
    if round_.programme.plan.source not in PASTED:
        raise DomainError("This programme draws from a list that is here. Draw from that")
    if round_.opened_at is not None:
        raise DomainError("This round is open. Add a record by name instead")


def draw_from(
    upload: Upload,
    round_: Round,
    chance: str,
    by: Viewer,
    at: datetime,
    *,
    why_again: str = "",
) -> Draw:
    """The draw, at once, from what was previewed; nothing else of the upload is kept."""
    refuse_where_not_asked(round_)
    contents = uploads.contents_of(upload, at)
    records = records_in(contents)
    pool = pool_of(round_, records, london_day(at))
    draw = draw_round(round_, chance, by, at, why_again=why_again, pool=pool)
    uploads.confirm(upload, {"round": round_.public_id, "references": len(records)}, at)
    return draw


def choose_columns(chosen: Mapping[str, str], by: Viewer, at: datetime) -> None:
    """Which heading holds what, for this upload and the next."""
    remember_columns(by.council_id, KIND, LAYOUT, chosen)
    record("round:references-columns-chosen", by, at=at, columns=len(chosen))
