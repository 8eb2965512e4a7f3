"""Published versions of the council’s templates."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload, undefer

from qa_app.access.rules import Viewer
from qa_app.audit_templates.models import TemplateVersion
from qa_app.foundation.database import db


def newest_version(council_id: int, code: str, on: date | None = None) -> TemplateVersion:
    """The one in use; raise NoResultFound when the council has published none."""
    newest = of_council(council_id).where(TemplateVersion.code == code)
    if on:
        newest = newest.where(
            TemplateVersion.in_use_from <= on,
            or_(TemplateVersion.retired_on.is_(None), TemplateVersion.retired_on > on),
        )
    return db.session.scalars(newest.order_by(TemplateVersion.number.desc()).limit(1)).one()


def of_council(council_id: int) -> Select[TemplateVersion]:
    return select(TemplateVersion).where(TemplateVersion.council_id == council_id)


def list_versions(code: str, viewer: Viewer) -> Sequence[TemplateVersion]:
    """The newest first."""
    return db.session.scalars(
        of_council(viewer.council_id)
        .where(TemplateVersion.code == code)
        .options(joinedload(TemplateVersion.asked_by), joinedload(TemplateVersion.published_by))
        .order_by(TemplateVersion.number.desc())
    ).all()


def find_version(code: str, number: int, viewer: Viewer) -> TemplateVersion:
    """Raise NoResultFound for another council's, as for none at all."""
    return db.session.scalars(
        of_council(viewer.council_id)
        .where(TemplateVersion.code == code, TemplateVersion.number == number)
        .options(undefer(TemplateVersion.content), undefer(TemplateVersion.written))
    ).one()


def contents_of(council_id: int, code: str) -> Sequence[dict[str, Any]]:
    """Every published version of a template with everything written out, the oldest first."""
    return db.session.scalars(
        select(TemplateVersion.content)
        .where(TemplateVersion.council_id == council_id, TemplateVersion.code == code)
        .order_by(TemplateVersion.number)
    ).all()


def newest_number(council_id: int, code: str) -> int:
    """0 where the council has published none."""
    newest = select(func.max(TemplateVersion.number)).where(
        TemplateVersion.council_id == council_id, TemplateVersion.code == code
    )
    return db.session.scalar(newest) or 0
