"""Worries and complaints that families voiced, and what they still wait to hear."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from qa_app.access.queries import where_permitted
from qa_app.access.rules import Permission, Viewer
from qa_app.audits.models import Audit
from qa_app.children.models import Child
from qa_app.children.queries.restricted import IS_RESTRICTED, KEPT
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.rounds.models import Allocation
from qa_app.rounds.queries import not_hidden_from
from qa_app.voices.models.complaints import FamilyMatter
from qa_app.voices.models.families import FamilyVoice
from qa_app.voices.rules.complaints import State
from qa_app.voices.rules.family_letters import Owed

TELL = Permission.FAMILY_TELL


def visible_to(viewer: Viewer) -> Select[FamilyMatter]:
    """What they promised themselves, and what was promised where they look after it."""
    own = FamilyMatter.promised_by_id == viewer.person_id
    in_places = where_permitted(Place.path, viewer, TELL) & not_hidden_from(viewer)
    return (
        select(FamilyMatter)
        .join(FamilyMatter.voice)
        .join(FamilyVoice.audit)
        .join(Audit.allocation)
        .join(Allocation.place)
        .where(FamilyMatter.council_id == viewer.council_id, or_(own, in_places))
        .options(
            contains_eager(FamilyMatter.voice)
            .contains_eager(FamilyVoice.audit)
            .contains_eager(Audit.allocation)
            .options(contains_eager(Allocation.place), joinedload(Allocation.child)),
            joinedload(FamilyMatter.promised_by_here),
            joinedload(FamilyMatter.noted_by_here),
            joinedload(FamilyMatter.settled_by_here),
        )
    )


def find_matter(public_id: str, viewer: Viewer) -> FamilyMatter:
    return db.session.scalars(visible_to(viewer).where(FamilyMatter.public_id == public_id)).one()


def list_matters(
    viewer: Viewer, state: State, limit: int | None = None, offset: int = 0, *, mine: bool = False
) -> list[FamilyMatter]:
    """Those to tell first come first; of the others the newest."""
    order: ColumnElement[Any] = FamilyMatter.settled_at.desc()
    if state is State.TO_TELL:
        order = FamilyMatter.tell_back_by.asc()
    wanted = in_state(visible_to(viewer), state, viewer, mine=mine)
    return list(
        db.session.scalars(wanted.order_by(order, FamilyMatter.id).limit(limit).offset(offset))
    )


def count(viewer: Viewer, state: State, *, mine: bool = False) -> int:
    bare = in_state(visible_to(viewer), state, viewer, mine=mine)
    ids = bare.options().with_only_columns(FamilyMatter.id)
    return db.session.scalar(select(func.count()).select_from(ids.subquery())) or 0


def count_late(viewer: Viewer, today: date) -> int:
    """Those that were to hear before today."""
    late = visible_to(viewer).where(
        FamilyMatter.state == State.TO_TELL, FamilyMatter.tell_back_by < today
    )
    ids = late.options().with_only_columns(FamilyMatter.id)
    return db.session.scalar(select(func.count()).select_from(ids.subquery())) or 0


def in_state(
    wanted: Select[FamilyMatter], state: State, viewer: Viewer, *, mine: bool
) -> Select[FamilyMatter]:
    wanted = wanted.where(FamilyMatter.state == state)
    return wanted.where(FamilyMatter.promised_by_id == viewer.person_id) if mine else wanted


def matters_of(audit: Audit) -> list[FamilyMatter]:
    """For whoever may read what this family said."""
    wanted = (
        select(FamilyMatter)
        .join(FamilyMatter.voice)
        .where(FamilyVoice.audit_id == audit.id)
        .options(contains_eager(FamilyMatter.voice), joinedload(FamilyMatter.promised_by_here))
        .order_by(FamilyMatter.id)
    )
    return list(db.session.scalars(wanted))


def list_owed(council_id: int, by: date) -> list[Owed]:
    """For reminders: what somebody has to tell by a day."""
    rows = db.session.execute(
        select(FamilyMatter.promised_by_id, FamilyMatter.tell_back_by, Place.path, IS_RESTRICTED)
        .select_from(FamilyMatter)
        .join(FamilyMatter.voice)
        .join(FamilyVoice.audit)
        .join(Audit.allocation)
        .join(Allocation.place)
        .outerjoin(Child, Allocation.child_id == Child.id)
        .outerjoin(KEPT, Child.merged_into_id == KEPT.id)
        .where(
            FamilyMatter.council_id == council_id,
            FamilyMatter.state == State.TO_TELL,
            FamilyMatter.tell_back_by <= by,
        )
        .order_by(FamilyMatter.tell_back_by, FamilyMatter.id)
    )
    return [Owed(promised, day, path, bool(secret)) for promised, day, path, secret in rows]


def children_in(matters: list[FamilyMatter]) -> list[str]:
    """Whose references a list shows, for the trail."""
    return [one.child_public_id for one in matters if one.child_public_id]
