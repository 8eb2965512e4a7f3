"""Practitioners’ parts in audits, as far as the viewer may see them."""

from sqlalchemy import Select, and_, false, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from qa_app.access.rules import Permission, Reach, Viewer, reaches
from qa_app.audits.models import Audit
from qa_app.audits.queries.sealing import is_readable
from qa_app.audits.rules import Status
from qa_app.foundation.database import db
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.queries import is_open_to, is_own_work, is_reached_by, not_hidden_from
from qa_app.rounds.rules import State
from qa_app.voices.models import Reflection

READ, OWN = Permission.AUDIT_READ, Permission.REFLECTION_WRITE


def own(viewer: Viewer) -> Select[Reflection]:
    """Of the viewer’s own work. A restricted record is there for those alone who may know of it."""
    mine = Reflection.practitioner_id == viewer.person_id
    return _seen(viewer).where(mine if Reach.OWN in reaches(viewer, OWN) else false())


def with_audits(viewer: Viewer) -> Select[Reflection]:
    """Of the viewer’s own work, and of the audits that they may read."""
    mine = Reflection.practitioner_id == viewer.person_id
    may_take_part = Reach.OWN in reaches(viewer, OWN)
    theirs = and_(
        is_reached_by(viewer, READ),
        is_open_to(viewer, Permission.OWN_WORK_READ),
        or_(Audit.id.is_(None), is_readable(viewer)),
    )
    return _seen(viewer).where(or_(mine if may_take_part else false(), theirs))


def _seen(viewer: Viewer) -> Select[Reflection]:
    # An audit of somebody’s own work is kept from everybody who does not manage them, but not from them.
    is_theirs = and_(is_own_work(), Reflection.practitioner_id == viewer.person_id)
    return (
        select(Reflection)
        .join(Reflection.allocation)
        .join(Allocation.place)
        .outerjoin(Reflection.audit)
        .where(Reflection.council_id == viewer.council_id, or_(not_hidden_from(viewer), is_theirs))
        .options(
            contains_eager(Reflection.allocation).options(
                contains_eager(Allocation.place),
                joinedload(Allocation.child),
                joinedload(Allocation.auditor_here),
                joinedload(Allocation.practitioner_here),
                joinedload(Allocation.round).options(
                    joinedload(Round.template_version), joinedload(Round.programme)
                ),
            ),
            contains_eager(Reflection.audit).options(
                joinedload(Audit.template_version),
                joinedload(Audit.read_by_here),
                selectinload(Audit.readings),
            ),
            joinedload(Reflection.practitioner_here),
            selectinload(Reflection.own_grades),
        )
    )


def find_own(public_id: str, viewer: Viewer) -> Reflection:
    """Raise NoResultFound for anybody else’s, as for none at all."""
    return db.session.scalars(own(viewer).where(Reflection.public_id == public_id)).one()


def find_to_read(public_id: str, viewer: Viewer) -> Reflection:
    """For whoever reads the audit once it is released."""
    wanted = with_audits(viewer).where(Reflection.public_id == public_id)
    return db.session.scalars(wanted).one()


def of_audit(audit: Audit) -> Reflection | None:
    """Of an audit that the viewer has found already."""
    return of_allocation(audit.allocation_id)


def of_allocation(allocation_id: int) -> Reflection | None:
    wanted = select(Reflection).where(Reflection.allocation_id == allocation_id)
    options = (joinedload(Reflection.practitioner_here), selectinload(Reflection.own_grades))
    return db.session.scalars(wanted.options(*options)).one_or_none()


def count_own(viewer: Viewer) -> int:
    counted = not_withdrawn(own(viewer)).options().with_only_columns(Reflection.id)
    return db.session.scalar(select(func.count()).select_from(counted.subquery())) or 0


def list_own(viewer: Viewer, limit: int, offset: int = 0) -> list[Reflection]:
    """What is to be prepared first, then what is still to come; at last what was released, the newest first."""
    wanted = not_withdrawn(own(viewer)).order_by(
        Reflection.released_at.is_not(None),
        Reflection.released_at.desc(),
        Reflection.sent_at.is_not(None),
        Allocation.due_on,
        Reflection.id,
    )
    return list(db.session.scalars(wanted.limit(limit).offset(offset)))


def not_withdrawn(wanted: Select[Reflection]) -> Select[Reflection]:
    is_kept = or_(Audit.id.is_(None), Audit.status != Status.WITHDRAWN)
    return wanted.where(and_(is_kept, Allocation.state != State.WITHDRAWN))
