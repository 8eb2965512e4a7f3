"""Sections that partners answer: the partner's own, and those of an audit for whoever runs it."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import joinedload

from qa_app.access.rules import Permission, Role, Viewer
from qa_app.audits.models import Audit, GivenSection
from qa_app.audits.queries.audits import visible_to
from qa_app.audits.rules import Status
from qa_app.audits.rules.given import GivenState
from qa_app.children.models import Child
from qa_app.foundation.database import db
from qa_app.organisation.models import Appointment, Membership
from qa_app.organisation.queries.viewers import in_force, works_here
from qa_app.rounds.models import Allocation
from qa_app.rounds.queries.allocations import find_to_read
from qa_app.rounds.rules import State

# Whoever writes the audit, and whoever runs the programme.
LEADS = (Permission.AUDIT_WRITE, Permission.ROUND_WRITE)


def _with_audit(wanted: Select[GivenSection]) -> Select[GivenSection]:
    return wanted.options(
        joinedload(GivenSection.partner_here),
        joinedload(GivenSection.given_by_here),
        joinedload(GivenSection.audit).options(
            joinedload(Audit.allocation).options(
                joinedload(Allocation.place), joinedload(Allocation.child)
            ),
            joinedload(Audit.template_version),
        ),
    )


def mine(viewer: Viewer) -> Select[GivenSection]:
    """What is given to the viewer, and what they have handed in; not what was released or withdrawn."""
    return (
        select(GivenSection)
        .join(GivenSection.audit)
        .join(Audit.allocation)
        .outerjoin(Allocation.child)
        .where(
            # A record that was restricted since is nobody's outside any more.
            or_(Child.id.is_(None), Child.restricted.is_(False)),
            GivenSection.council_id == viewer.council_id,
            GivenSection.partner_id == viewer.person_id,
            GivenSection.released_at.is_(None),
            Audit.status != Status.WITHDRAWN,
            Allocation.state != State.WITHDRAWN,
        )
    )


def list_given_to(viewer: Viewer) -> list[GivenSection]:
    """What is still to be answered first, the first due first."""
    wanted = _with_audit(mine(viewer)).order_by(
        GivenSection.handed_in_at.is_not(None), GivenSection.due_on, GivenSection.id
    )
    return list(db.session.scalars(wanted))


def find_given_to(public_id: str, viewer: Viewer) -> GivenSection:
    wanted = _with_audit(mine(viewer)).where(GivenSection.public_id == public_id)
    return db.session.scalars(wanted).one()


def find_led(audit_id: str, viewer: Viewer) -> Audit:
    """An audit of which the viewer gives sections away."""
    for permission in LEADS:
        wanted = visible_to(viewer, permission).where(Audit.public_id == audit_id)
        if found := db.session.scalars(wanted).one_or_none():
            return found
    raise NoResultFound


def find_given_by_lead(public_id: str, viewer: Viewer) -> GivenSection:
    wanted = _with_audit(select(GivenSection)).where(
        GivenSection.public_id == public_id, GivenSection.council_id == viewer.council_id
    )
    found = db.session.scalars(wanted).one()
    find_led(found.audit.public_id, viewer)
    return found


def latest_given(audit: Audit) -> dict[str, GivenSection]:
    """By section, the last time it was given away."""
    wanted = _with_audit(select(GivenSection)).where(GivenSection.audit_id == audit.id)
    now = wanted.order_by(GivenSection.id).execution_options(populate_existing=True)
    return {one.section: one for one in db.session.scalars(now)}


def states_of_given(audit: Audit) -> Mapping[str, GivenState]:
    """Of those of an audit, how each stands: for its rules."""
    if not audit.with_partners:
        return {}
    rows = db.session.execute(
        select(GivenSection.section, GivenSection.handed_in_at, GivenSection.released_at)
        .where(GivenSection.audit_id == audit.id)
        .order_by(GivenSection.id)
    )
    return {
        row.section: GivenState.RELEASED
        if row.released_at
        else GivenState.HANDED_IN
        if row.handed_in_at
        else GivenState.GIVEN
        for row in rows
    }


def list_partners(council_id: int, on: date) -> list[tuple[Membership, date | None]]:
    """External auditors who are here that day, by name, with the last day of each."""
    wanted = (
        select(Membership, func.max(Appointment.ends_on))
        .join(
            Appointment,
            and_(
                Appointment.person_id == Membership.person_id,
                Appointment.council_id == Membership.council_id,
            ),
        )
        .options(joinedload(Membership.person))
        .where(
            Membership.council_id == council_id,
            Appointment.role == Role.EXTERNAL_AUDITOR,
            in_force(on),
            works_here(on),
        )
        .group_by(Membership.id)
        .order_by(func.lower(Membership.name), Membership.id)
    )
    return [(member, ends_on) for member, ends_on in db.session.execute(wanted)]


def find_for_concern(allocation_id: str, viewer: Viewer) -> Allocation:
    """The record about which somebody raises a concern: whoever reads it, and a partner who answers a section."""
    try:
        return find_to_read(allocation_id, viewer)
    except NoResultFound:
        wanted = mine(viewer).where(Allocation.public_id == allocation_id)
        found = db.session.scalars(wanted.limit(1)).one()
        return found.audit.allocation
