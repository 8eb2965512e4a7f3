"""Which packs were given to whom, as far as the viewer may know."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.reports.models import PackGiving, Report
from qa_app.reports.queries.asking import may_release


def visible(viewer: Viewer) -> Select[PackGiving]:
    """All of the council for those who see figures of the whole council; for others those they gave themselves."""
    wanted = select(PackGiving).where(PackGiving.council_id == viewer.council_id)
    if not may_release(viewer):
        wanted = wanted.where(PackGiving.given_by_id == viewer.person_id)
    return wanted.options(joinedload(PackGiving.given_by_here))


def count(viewer: Viewer) -> int:
    ids = visible(viewer).options().with_only_columns(PackGiving.id).subquery()
    return db.session.scalar(select(func.count()).select_from(ids)) or 0


def list_given(viewer: Viewer, limit: int, offset: int = 0) -> list[PackGiving]:
    """The newest first."""
    ordered = visible(viewer).order_by(PackGiving.given_at.desc(), PackGiving.id.desc())
    return list(db.session.scalars(ordered.limit(limit).offset(offset)))


def find_giving(public_id: str, viewer: Viewer) -> PackGiving:
    """Raise NoResultFound for what is out of reach, as for none at all."""
    return db.session.scalars(visible(viewer).where(PackGiving.public_id == public_id)).one()


def list_of_report(report: Report) -> list[PackGiving]:
    """Of this very file: one that was made anew since is another."""
    if report.made_at is None:
        return []
    wanted = (
        select(PackGiving)
        .where(PackGiving.report_id == report.id, PackGiving.given_at >= report.made_at)
        .options(joinedload(PackGiving.given_by_here))
        .order_by(PackGiving.given_at, PackGiving.id)
    )
    return list(db.session.scalars(wanted))


def was_given(report: Report) -> bool:
    return bool(list_of_report(report))
