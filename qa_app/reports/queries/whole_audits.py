"""Which audits may be had whole, and by whom."""

from collections.abc import Collection, Sequence

from sqlalchemy import Select, func, select

from qa_app.access.rules import Permission, Viewer
from qa_app.audits.models import Audit
from qa_app.audits.queries import visible_to
from qa_app.audits.rules import HANDED_IN
from qa_app.children.models import Child
from qa_app.foundation.database import db
from qa_app.insight.queries.counted import that_count
from qa_app.insight.rules.filters import Filters
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.queries import is_own_work
from qa_app.rounds.rules import State


def readable(viewer: Viewer) -> Select[Audit]:
    """Handed in, of records: what is sealed, restricted, shut or withdrawn for the viewer is not among them."""
    return visible_to(viewer, Permission.AUDIT_READ).where(
        Audit.status.in_(HANDED_IN), Allocation.state != State.WITHDRAWN, ~is_own_work()
    )


def wanted_of(viewer: Viewer, filters: Filters, chosen: Collection[str]) -> Select[Audit]:
    """Those that are named; where none is, those that count with these filters. By month and record."""
    if chosen:
        wanted = readable(viewer).where(Audit.public_id.in_(chosen)).join(Allocation.round)
    else:
        wanted = that_count(viewer, filters).where(Audit.status.in_(HANDED_IN))
    return wanted.order_by(None).order_by(Round.month, Allocation.reference, Audit.id)


def count_of(wanted: Select[Audit]) -> int:
    ids = wanted.options().with_only_columns(Audit.id).order_by(None).subquery()
    return db.session.scalar(select(func.count()).select_from(ids)) or 0


def find_readable(audit: Audit, viewer: Viewer) -> Audit | None:
    """None where it may not be read, is not handed in, or is about a practitioner."""
    return db.session.scalars(readable(viewer).where(Audit.id == audit.id)).one_or_none()


def find_of_records(
    references: Collection[str], filters: Filters, viewer: Viewer
) -> dict[str, list[str]]:
    """By reference, the public ids of those of these months."""
    months = Round.month.between(filters.period.first, filters.period.last)
    wanted = (
        readable(viewer)
        .join(Allocation.round)
        .where(Allocation.reference.in_(references), months)
        .options()
        .with_only_columns(Allocation.reference, Audit.public_id)
        .order_by(Audit.id)
    )
    found: dict[str, list[str]] = {}
    for reference, public_id in db.session.execute(wanted):
        found.setdefault(reference, []).append(public_id)
    return found


def not_open(public_ids: Sequence[str], viewer: Viewer) -> set[str]:
    """Which of these may not be read, or no more."""
    if not public_ids:
        return set()
    there = readable(viewer).options().with_only_columns(Audit.public_id).order_by(None)
    return {*public_ids} - {*db.session.scalars(there.where(Audit.public_id.in_(public_ids)))}


def children_of(wanted: Select[Audit]) -> list[str]:
    """Whose audits they are, for the trail."""
    ids = wanted.options().with_only_columns(Allocation.child_id).order_by(None)
    of_them = select(Child.public_id).where(Child.id.in_(ids)).order_by(Child.public_id)
    return list(db.session.scalars(of_them))
