"""Who is away, and who gets what would have come to them."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from qa_app.access.rules import Permission, Viewer
from qa_app.foundation.database import db
from qa_app.organisation.models import Absence, Membership
from qa_app.organisation.queries.people import members_visible_to
from qa_app.organisation.rules.absences import stands_in


def standing_in_for(person_ids: Collection[int], council_id: int, on: date) -> dict[int, int]:
    """Who gets approvals and reminders for each of these people that day: the people themselves, or deputies."""
    away = absent_on(council_id, on)
    gone = gone_by(council_id, on) if away else set()
    return {person_id: stands_in(person_id, away, gone) for person_id in person_ids}


def absent_on(council_id: int, on: date) -> dict[int, int | None]:
    """Who is away that day, and their deputy."""
    rows = (
        select(Absence.person_id, Absence.deputy_id)
        .where(
            Absence.council_id == council_id,
            Absence.first_day <= on,
            or_(Absence.last_day.is_(None), Absence.last_day >= on),
        )
        .order_by(Absence.deputy_id.is_not(None), Absence.id)
    )
    return {person_id: deputy_id for person_id, deputy_id in db.session.execute(rows)}


def gone_by(council_id: int, on: date) -> set[int]:
    """Whoever left or was disabled, and so stands in for nobody."""
    left = or_(Membership.disabled_at.is_not(None), Membership.leaves_on < on)
    return set(
        db.session.scalars(
            select(Membership.person_id).where(Membership.council_id == council_id, left)
        )
    )


def list_absences(member: Membership) -> list[Absence]:
    """The latest first."""
    return list(
        db.session.scalars(
            select(Absence)
            .options(joinedload(Absence.deputy))
            .where(Absence.council_id == member.council_id, Absence.person_id == member.person_id)
            .order_by(Absence.first_day.desc(), Absence.id.desc())
        )
    )


def find_absence(public_id: str, viewer: Viewer) -> tuple[Absence, Membership]:
    """An absence of somebody whose absences the viewer may record."""
    members = members_visible_to(viewer, Permission.ABSENCE_WRITE)
    wanted = (
        members.add_columns(Absence)
        .join(
            Absence,
            (Absence.person_id == Membership.person_id)
            & (Absence.council_id == Membership.council_id),
        )
        .where(Absence.public_id == public_id)
    )
    member, absence = db.session.execute(wanted).one()
    return absence, member
