"""Uploads of the viewer's council, and what it has said about its columns."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.uploads.models import ColumnMapping, Upload
from qa_app.uploads.rules.sheets import Layout


def find_upload(public_id: str, kind: str, viewer: Viewer) -> Upload:
    """Raise NoResultFound for an upload of another council or kind, as for none at all."""
    return db.session.scalars(
        select(Upload)
        .options(selectinload(Upload.preview))
        .where(
            Upload.public_id == public_id,
            Upload.kind == kind,
            Upload.council_id == viewer.council_id,
        )
    ).one()


def mapping_of(council_id: int, kind: str) -> ColumnMapping | None:
    return db.session.scalars(
        select(ColumnMapping).where(
            ColumnMapping.council_id == council_id, ColumnMapping.kind == kind
        )
    ).one_or_none()


def chosen_for(council_id: int, kind: str) -> dict[str, Any]:
    """What the council chose for this kind of table; empty while it has chosen nothing."""
    mapping = mapping_of(council_id, kind)
    return dict(mapping.chosen) if mapping else {}


def columns_chosen(
    council_id: int, kind: str, layouts: Iterable[Layout]
) -> dict[str, dict[str, str]]:
    """By the code of each layout for which the council said which heading holds what."""
    chosen = {one.code: chosen_for(council_id, f"{kind}:{one.code}") for one in layouts}
    return {code: columns for code, columns in chosen.items() if columns}
