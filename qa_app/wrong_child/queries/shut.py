"""Shut audits that the viewer decides about."""

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from qa_app.access.queries import where_permitted
from qa_app.access.rules import Permission, Viewer
from qa_app.audits.models import Audit, GivenSection
from qa_app.audits.queries.belonging import count_of
from qa_app.foundation.database import db
from qa_app.foundation.shutting import shut_ones_too
from qa_app.organisation.models import Place
from qa_app.rounds.models import Allocation
from qa_app.wrong_child.models import ShutAudit, ShutProposal
from qa_app.wrong_child.rules import Outcome


def visible_to(
    viewer: Viewer, permission: Permission = Permission.AUDIT_SHUT_AGREE
) -> Select[ShutAudit]:
    """Where they decide. Of a restricted record too: somebody has to, and its words are shut."""
    return (
        select(ShutAudit)
        .join(ShutAudit.allocation)
        .join(Allocation.place)
        .where(
            ShutAudit.council_id == viewer.council_id,
            where_permitted(Place.path, viewer, permission),
        )
        .options(
            contains_eager(ShutAudit.allocation).options(
                contains_eager(Allocation.place), joinedload(Allocation.child)
            ),
            joinedload(ShutAudit.auditor_here),
            joinedload(ShutAudit.shut_by_here),
            selectinload(ShutAudit.proposals).options(
                joinedload(ShutProposal.proposed_by_here), joinedload(ShutProposal.answered_by_here)
            ),
        )
    )


def find_shut(
    public_id: str, viewer: Viewer, permission: Permission = Permission.AUDIT_SHUT_AGREE
) -> ShutAudit:
    wanted = visible_to(viewer, permission).where(ShutAudit.public_id == public_id)
    return db.session.scalars(wanted).one()


def list_shut(viewer: Viewer, limit: int | None = None, offset: int = 0) -> list[ShutAudit]:
    """Those to be decided about first, the oldest of them first; then the newest."""
    wanted = visible_to(viewer).order_by(
        ShutAudit.decided_at.is_not(None),
        ShutAudit.decided_at.desc(),
        ShutAudit.shut_at,
        ShutAudit.id,
    )
    return list(db.session.scalars(wanted.limit(limit).offset(offset)))


def list_undecided(viewer: Viewer, limit: int | None = None) -> list[ShutAudit]:
    wanted = visible_to(viewer).where(ShutAudit.outcome.is_(None))
    return list(db.session.scalars(wanted.order_by(ShutAudit.shut_at, ShutAudit.id).limit(limit)))


def count(viewer: Viewer, *, undecided: bool = False) -> int:
    wanted = visible_to(viewer)
    if undecided:
        wanted = wanted.where(ShutAudit.outcome.is_(None))
    bare = wanted.options().with_only_columns(ShutAudit.id)
    return db.session.scalar(select(func.count()).select_from(bare.subquery())) or 0


def audit_in(shut: ShutAudit) -> Audit:
    """The audit itself, shut as it is. Only who decides about it comes here."""
    wanted = select(Audit).where(
        Audit.public_id == shut.audit_id, Audit.council_id == shut.council_id
    )
    with shut_ones_too():
        return db.session.scalars(wanted).one()


def what_is_in(shut: ShutAudit) -> dict[str, int]:
    """How much of each kind, for those who decide: not a word of it."""
    return {} if shut.is_decided else count_of(audit_in(shut))


def find_shut_of_theirs(path: str, viewer: Viewer) -> ShutAudit | None:
    """The undecided one at an address, for whoever wrote it or shut it, and for nobody else."""
    mine = or_(ShutAudit.auditor_id == viewer.person_id, ShutAudit.shut_by_id == viewer.person_id)
    wanted = select(ShutAudit).where(
        ShutAudit.council_id == viewer.council_id,
        ShutAudit.audit_id.in_(path.strip("/").split("/")),
        ShutAudit.outcome.is_(None),
        mine,
    )
    return db.session.scalars(wanted.options(joinedload(ShutAudit.shut_by_here))).first()


def is_shut_address(path: str) -> bool:
    """Whether a form was sent to a page of an audit that is shut or destroyed; then nothing of it is kept."""
    parts = path.strip("/").split("/")
    if parts[0] == "given-sections" and len(parts) > 1:
        # A shut one is not found, and one that was destroyed is not there.
        there = select(GivenSection.id).where(GivenSection.public_id == parts[1])
        return db.session.scalar(there) is None
    gone = or_(ShutAudit.outcome.is_(None), ShutAudit.outcome == Outcome.DESTROYED)
    named = ShutAudit.audit_id.in_(parts)
    return db.session.scalar(select(ShutAudit.id).where(named, gone).limit(1)) is not None
