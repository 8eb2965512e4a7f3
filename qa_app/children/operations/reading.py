"""Read the files of a list of children, and keep what was understood of them for a while."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from qa_app.access.rules import Viewer
from qa_app.children.queries.lists import keeps_characteristics, statuses_of
from qa_app.children.rules.kept import without_characteristics
from qa_app.children.rules.layouts import LAYOUTS, REPORT
from qa_app.children.rules.understanding import Understood, understand
from qa_app.foundation.clock import london_day
from qa_app.foundation.errors import DomainError, Reason
from qa_app.organisation.models import Place
from qa_app.trail.operations import record
from qa_app.uploads import operations as uploads
from qa_app.uploads.models import Upload
from qa_app.uploads.queries import columns_chosen
from qa_app.uploads.rules.columns import likely_headings
from qa_app.uploads.rules.kept import Found, as_kept, found_in
from qa_app.uploads.rules.problems import problem_as_kept
from qa_app.uploads.spreadsheet import Sheet, read

KIND = "children"
NOT_FOUND = (
    "No list of children was found in {names}. It needs one row of headings with the child’s "
    "reference and their status, or Ofsted’s Annex A lists 6 to 9."
)


def read_list(
    files: Sequence[tuple[str, bytes]],
    as_at: date,
    council_id: int,
    at: datetime,
    chosen: Mapping[str, Mapping[str, str]] | None = None,
) -> Found:
    """Understand the files, in memory. It takes its time and writes nothing."""
    if as_at > london_day(at):
        raise DomainError(Reason("The date of the list must be today or earlier", "as_at"))
    sheets, how = _sheets_of(files)
    statuses = statuses_of(council_id)
    found = understand(sheets, statuses, as_at, chosen or columns_chosen(council_id, KIND, LAYOUTS))
    headings = [] if found.sheets else likely_headings(sheets, REPORT)
    if not found.sheets and not headings:
        names = ", ".join(name for name, _ in files)
        raise DomainError(Reason(NOT_FOUND.format(names=names), "list_file"))
    contents = {
        **_as_contents(found, keeps_characteristics(council_id)),
        "as_at": as_at.isoformat(),
        "how": how,
        "headings": headings,
    }
    return found_in(files, contents)


def keep_preview(found: Found, council_id: int, by: Viewer | None, at: datetime) -> Upload:
    upload = uploads.preview(found, KIND, council_id=council_id, by=by, at=at)
    records = len(found.contents["records"])
    record("children:previewed", by, upload, council_id=council_id, at=at, records=records)
    return upload


def preview_list(
    files: Sequence[tuple[str, bytes]],
    as_at: date,
    council: Place,
    by: Viewer | None,
    at: datetime,
    chosen: Mapping[str, Mapping[str, str]] | None = None,
) -> Upload:
    """Both at once, where nobody else waits."""
    return keep_preview(read_list(files, as_at, council.id, at, chosen), council.id, by, at)


def _sheets_of(files: Sequence[tuple[str, bytes]]) -> tuple[list[Sheet], list[dict[str, str]]]:
    read_files = [read(content, name) for name, content in files]
    sheets = [sheet for file in read_files for sheet in file.sheets]
    return sheets, [{"name": file.name, "how": file.how} for file in read_files]


def _as_contents(found: Understood, with_characteristics: bool) -> dict[str, Any]:
    records = found.records
    if not with_characteristics:
        records = tuple(without_characteristics(one) for one in records)
    return {
        "sheets": [asdict(sheet) for sheet in found.sheets],
        "passed_over": list(found.passed_over),
        "records": [as_kept(one) for one in records],
        "problems": [problem_as_kept(one) for one in found.problems],
        "duplicates": found.duplicates,
        "spellings": found.spellings,
        "disagreements": {kind.name: number for kind, number in found.disagreements.items()},
    }
