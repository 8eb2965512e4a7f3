"""What people who leave still have to do. Capabilities above say what counts as open work."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, or_

from qa_app.access.rules import Permission, Viewer
from qa_app.foundation.database import db
from qa_app.organisation.models import Membership
from qa_app.organisation.queries.people import appointed, members_visible_to, with_appointments
from qa_app.organisation.queries.viewers import in_force

SOON = timedelta(days=60)

Counts = Callable[[Viewer, Collection[int]], Mapping[int, int]]


@dataclass(frozen=True)
class OpenWork:
    """One kind of work. `counts` takes the viewer and people's ids, and asks the database once."""

    one: str
    many: str
    counts: Counts
    endpoint: str = ""  # the page on which it is given to somebody else, by person_id
    note: str = ""  # how it comes to somebody else, where there is no such page


@dataclass(frozen=True)
class HandOver:
    """Somebody who leaves or has left, and how much of each kind is open."""

    member: Membership
    open_work: tuple[tuple[OpenWork, int], ...]

    @property
    def total(self) -> int:
        return sum(number for _, number in self.open_work)


KINDS: list[OpenWork] = []


def register(*kinds: OpenWork) -> None:
    """Have a kind of work counted; the queries of any capability above may, as they are imported."""
    KINDS.extend(kind for kind in kinds if kind not in KINDS)


def open_work_of(member: Membership, viewer: Viewer) -> tuple[tuple[OpenWork, int], ...]:
    """For one person's page."""
    counted = ((kind, kind.counts(viewer, [member.person_id])) for kind in KINDS)
    found = ((kind, counts.get(member.person_id, 0)) for kind, counts in counted)
    return tuple((kind, number) for kind, number in found if number)


def list_hand_overs(viewer: Viewer, on: date) -> list[HandOver]:
    """Those leaving within 60 days, first; then those gone who still have open work."""
    leaving = or_(
        Membership.leaves_on <= on + SOON,
        Membership.disabled_at.is_not(None),
        ~appointed(in_force(on)),
    )
    wanted = members_visible_to(viewer, Permission.HANDOVER_READ).where(leaving)
    members = list(
        db.session.scalars(
            with_appointments(wanted).order_by(
                Membership.leaves_on.is_(None),
                Membership.leaves_on,
                func.lower(Membership.name),
                Membership.id,
            )
        )
    )
    ids = [member.person_id for member in members]
    counts = [(kind, kind.counts(viewer, ids)) for kind in KINDS] if ids else []
    listed = [
        HandOver(
            member,
            tuple(
                (kind, found[member.person_id])
                for kind, found in counts
                if found.get(member.person_id)
            ),
        )
        for member in members
    ]
    return [one for one in listed if one.total or is_still_here(one.member, on)]


def is_still_here(member: Membership, on: date) -> bool:
    return member.disabled_at is None and bool(member.leaves_on and member.leaves_on >= on)
