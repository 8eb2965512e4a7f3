"""Open records, and when each was audited last."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, joinedload

from qa_app.access.queries import within
from qa_app.access.rules import Permission, Viewer
from qa_app.children.models import Child, ChildOnList
from qa_app.children.queries import children
from qa_app.foundation.database import db
from qa_app.insight.rules.coverage import OpenRecord
from qa_app.organisation.models import Membership, Place
from qa_app.organisation.queries.viewers import works_here
from qa_app.rounds.models import Allocation
from qa_app.rounds.rules import State


def list_open_records(viewer: Viewer, below: str = "") -> list[OpenRecord]:
    """Of the list in force, below one place; restricted ones are there for the cleared alone."""
    wanted = children.visible_to(viewer, Permission.COMPLETION_READ).where(ChildOnList.is_open)
    if below:
        wanted = wanted.where(within(Place.path, below))
    columns = wanted.options().with_only_columns(
        ChildOnList.child_id,
        Place.public_id,
        Place.path,
        Place.name,
        ChildOnList.status,
        ChildOnList.practitioner_id,
    )
    last = _last_audits(viewer)
    rows = db.session.execute(columns)
    return [OpenRecord(*row[1:], last.get(row[0])) for row in rows]


def list_named(person_ids: Collection[int | None], viewer: Viewer, on: date) -> list[Membership]:
    """Those of these people who work here that day, by name."""
    wanted = (
        select(Membership)
        .where(
            Membership.council_id == viewer.council_id,
            Membership.person_id.in_([one for one in person_ids if one is not None]),
            works_here(on),
        )
        .options(joinedload(Membership.person))
        .order_by(func.lower(Membership.name), Membership.id)
    )
    return list(db.session.scalars(wanted))


def _last_audits(viewer: Viewer) -> dict[int, datetime]:
    """When each child's record was sent last; an audit of a merged reference is of the one it became."""
    named = aliased(Child)
    child_id = func.coalesce(named.merged_into_id, named.id)
    rows = db.session.execute(
        select(child_id, func.max(Allocation.done_at))
        .join(named, Allocation.child_id == named.id)
        .where(
            Allocation.council_id == viewer.council_id,
            Allocation.done_at.is_not(None),
            Allocation.state != State.WITHDRAWN,
        )
        .group_by(child_id)
    )
    return {child: last_at for child, last_at in rows if last_at}
