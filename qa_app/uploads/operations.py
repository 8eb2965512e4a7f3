"""Preview, decide, undo. What the rows mean, and the trail, belong to whoever imports them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.uploads.models import ColumnMapping, Import, Upload, UploadPreview
from qa_app.uploads.queries import Made, mapping_of
from qa_app.uploads.rules.columns import why_not_columns
from qa_app.uploads.rules.kept import Found
from qa_app.uploads.rules.sheets import Layout
from qa_app.uploads.rules.states import KEPT_FOR, State

TOO_LATE = "This preview was kept for an hour and is gone. Upload the file again."


def preview(found: Found, kind: str, *, council_id: int, by: Viewer | None, at: datetime) -> Upload:
    """Keep what was understood while somebody decides; older previews that ran out go now."""
    forget_expired(at)
    upload = Upload(
        council_id=council_id,
        kind=kind,
        name=found.name,
        digest=found.digest,
        by_id=by.person_id if by else None,
        at=at,
        expires_at=at + KEPT_FOR,
        preview=UploadPreview(expires_at=at + KEPT_FOR, contents=found.contents),
    )
    db.session.add(upload)
    db.session.flush()
    return upload


def contents_of(upload: Upload, at: datetime) -> dict[str, Any]:
    """What waits for a decision, while there is still time to decide."""
    if upload.state is not State.PREVIEWED:
        raise DomainError(decided_before(upload))
    if upload.preview is None or upload.expires_at <= at:
        raise DomainError(TOO_LATE)
    return upload.preview.contents


def confirm(upload: Upload, counts: dict[str, Any], at: datetime) -> None:
    contents_of(upload, at)
    upload.counts = counts
    _settle(upload, State.CONFIRMED, at)


def begin(
    kind: type[Made],
    upload: Upload,
    counts: dict[str, Any],
    by: Viewer | None,
    at: datetime,
    **more: Any,
) -> Made:
    """What the rows of the upload will belong to."""
    made = kind(
        council_id=upload.council_id,
        upload_id=upload.id,
        digest=upload.digest,
        imported_at=at,
        imported_by_id=by.person_id if by else None,
        counts=counts,
        **more,
    )
    db.session.add(made)
    db.session.flush()
    return made


def leave(upload: Upload, at: datetime) -> bool:
    """Decide against it; what was understood goes at once. False where it was decided before."""
    if upload.state is not State.PREVIEWED:
        return False
    _settle(upload, State.LEFT, at)
    return True


def decided_before(upload: Upload) -> str:
    return f"This upload was decided before: {upload.state.value.lower()}."


def undo(made: Import, at: datetime) -> None:
    """That it came stays known; whoever imported it takes away what it brought."""
    if made.upload.state is not State.CONFIRMED:
        raise DomainError("Only an upload that was imported can be undone.")
    made.undone_at = at
    _settle(made.upload, State.UNDONE, at)


def _settle(upload: Upload, state: State, at: datetime) -> None:
    upload.state, upload.settled_at, upload.preview = state, at, None


def forget_expired(at: datetime) -> int:
    """How many previews were kept to the end of their hour, and are gone now."""
    ran_out = delete(UploadPreview).where(UploadPreview.expires_at <= at)
    gone = db.session.scalars(ran_out.returning(UploadPreview.id)).all()
    return len(gone)


def remember_choices(council_id: int, kind: str, chosen: dict[str, Any]) -> None:
    """For the next file of this kind, and those after it."""
    if mapping := mapping_of(council_id, kind):
        mapping.chosen = chosen
    else:
        db.session.add(ColumnMapping(council_id=council_id, kind=kind, chosen=chosen))
    db.session.flush()


def remember_columns(council_id: int, kind: str, layout: Layout, chosen: Mapping[str, str]) -> None:
    """Which heading holds what, for this council's files of this kind from now on."""
    if faults := why_not_columns(layout, chosen):
        raise DomainError(*faults)
    remember_choices(council_id, f"{kind}:{layout.code}", dict(chosen))
