"""Uploads of the viewer's council, and what it has said about its columns."""

from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.uploads.models import ColumnMapping, Import, Upload
from qa_app.uploads.rules.sheets import Layout

Made = TypeVar("Made", bound=Import)


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


def _of(kind: type[Made], viewer: Viewer) -> Select[Made]:
    return select(kind).options(joinedload(kind.upload)).where(kind.council_id == viewer.council_id)


def find_import(kind: type[Made], public_id: str, viewer: Viewer) -> Made:
    """Raise NoResultFound for another council’s, as for none at all."""
    return db.session.scalars(_of(kind, viewer).where(kind.public_id == public_id)).one()


def list_imports(kind: type[Made], viewer: Viewer, limit: int, offset: int = 0) -> list[Made]:
    """The newest first, undone ones among them."""
    wanted = _of(kind, viewer).order_by(kind.id.desc()).limit(limit).offset(offset)
    return list(db.session.scalars(wanted))


def count_imports(kind: type[Import], viewer: Viewer) -> int:
    counted = select(func.count()).where(kind.council_id == viewer.council_id)
    return db.session.scalar(counted) or 0


def same_import(kind: type[Made], council_id: int, digest: str, *held: ColumnElement[bool]) -> Made | None:  # fmt: skip
    """Of the same files, imported before and not undone."""
    return db.session.scalars(
        select(kind)
        .where(
            kind.council_id == council_id,
            kind.digest == digest,
            kind.undone_at.is_(None),
            *held,
        )
        .order_by(kind.id.desc())
        .limit(1)
    ).one_or_none()


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
