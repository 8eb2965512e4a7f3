"""What somebody who may give a second opinion must not read before they have given it."""

from sqlalchemy import ColumnElement, Select, and_, false, func, not_, or_, select, union
from sqlalchemy.orm import aliased

from qa_app.access.queries import where_permitted
from qa_app.access.rules import Permission, Viewer, places_where
from qa_app.actions.queries import words
from qa_app.actions.rules import SourceKind
from qa_app.audits.models import Audit
from qa_app.audits.rules import Status
from qa_app.children.models import Child
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.rounds.models import Allocation
from qa_app.rounds.rules import State

MODERATE = Permission.AUDIT_MODERATE
# Whoever holds one of these reads grades, reasons and words. Whoever runs a programme, or asks families, does not.
READS_GRADES = (
    Permission.AUDIT_READ,
    Permission.AUDIT_WRITE,
    Permission.AUDIT_SIGN_OFF,
    Permission.REPORT_READ,
    Permission.INADEQUATE_READ,
    Permission.INADEQUATE_ANSWER,
)

# Made once, for every page asks: what is sealed, whose it is, where, and of which child.
_Other, _Slot, _Where, _Named = aliased(Audit), aliased(Allocation), aliased(Place), aliased(Child)


def is_readable(viewer: Viewer) -> ColumnElement[bool]:
    """Of an audit with its allocation and place: whether its grades are open to the viewer.

    Sealed are an audit that may be read blind, and every other audit of the same child until it was: to all
    who may moderate where it is, besides its auditor. Every query that leads to grades asks this one question.
    """
    if not places_where(viewer, MODERATE):
        return not_(false())
    sealed = and_(_is_sealed(Audit, Allocation), where_permitted(Place.path, viewer, MODERATE))
    return or_(
        Allocation.auditor_id == viewer.person_id,
        and_(not_(sealed), _is_of_another_child(viewer)),
    )


def _is_sealed(audit: type[Audit], slot: type[Allocation]) -> ColumnElement[bool]:
    """What was withdrawn nobody reads any more, so that it seals nothing."""
    return and_(audit.sealed, audit.status != Status.WITHDRAWN, slot.state != State.WITHDRAWN)


def _is_of_another_child(viewer: Viewer) -> ColumnElement[bool]:
    """Than those of whom an audit is sealed, under whichever of their references.

    Where the list knows no child of a reference, the reference itself says who it is.
    """
    sealed = _sealed_of(viewer)
    children = sealed.join(_Named, _Slot.child_id == _Named.id).with_only_columns(
        func.coalesce(_Named.merged_into_id, _Named.id)
    )
    unknown = sealed.where(_Slot.child_id.is_(None))
    # Two readings of an index; “or” between them would be a reading of every child there is.
    of_them = union(children, select(Child.id).where(Child.merged_into_id.in_(children)))
    return or_(
        and_(Allocation.child_id.is_(None), Allocation.reference.not_in(unknown)),
        and_(Allocation.child_id.is_not(None), Allocation.child_id.not_in(of_them)),
    )


def _sealed_of(viewer: Viewer) -> Select[str]:
    """The references of what somebody else audits, and the viewer may be asked to read blind."""
    return (
        select(_Slot.reference)
        .select_from(_Other)
        .join(_Slot, _Other.allocation_id == _Slot.id)
        .join(_Where, _Slot.place_id == _Where.id)
        .where(
            _Other.council_id == viewer.council_id,
            _is_sealed(_Other, _Slot),
            _Slot.auditor_id != viewer.person_id,
            where_permitted(_Where.path, viewer, MODERATE),
        )
    )


def closed_to(viewer: Viewer) -> Select[str] | None:
    """The public ids of audits whose actions keep their words from the viewer, who could learn grades by them."""
    if not places_where(viewer, MODERATE):
        return None
    return (
        select(Audit.public_id)
        .join(Audit.allocation)
        .join(Allocation.place)
        .where(Audit.council_id == viewer.council_id, not_(is_readable(viewer)))
    )


words.register(SourceKind.AUDIT, closed_to)


def is_sealed_from(public_id: str, viewer: Viewer) -> bool:
    """Whether there is such an audit for the viewer, which they cannot read yet."""
    if not places_where(viewer, MODERATE):
        return False
    wanted = (
        select(Audit.id)
        .join(Audit.allocation)
        .join(Allocation.place)
        .where(
            Audit.public_id == public_id,
            Audit.council_id == viewer.council_id,
            where_permitted(Place.path, viewer, MODERATE),
            not_(is_readable(viewer)),
        )
    )
    return db.session.scalar(wanted) is not None
