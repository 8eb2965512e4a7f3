"""Whose supervision somebody holds while its manager is away, as the absence names them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from qa_app.access.rules import Permission, Post, Role, Viewer, may
from qa_app.foundation.database import db
from qa_app.organisation.models import Absence, Person, Place
from qa_app.organisation.queries import viewer_of
from qa_app.organisation.queries.absences import absent_on, standing_in_for


@dataclass(frozen=True)
class Away:
    """A manager who is away, and until when as far as that is known."""

    manager: Viewer
    until: date | None


def stood_in_for(viewer: Viewer, today: date) -> list[Away]:
    """Only for somebody who holds supervision themselves: an absence makes nobody a manager."""
    if not may(viewer, Permission.SUPERVISION_WRITE):
        return []
    away = absent_on(viewer.council_id, today)
    deputies = standing_in_for(away, viewer.council_id, today) if any(away.values()) else {}
    people = [one for one, by in deputies.items() if by == viewer.person_id and one != by]
    if not people:
        return []
    council = db.session.get_one(Place, viewer.council_id)
    found = db.session.scalars(select(Person).where(Person.id.in_(people)).order_by(Person.id))
    seen = [(viewer_of(one, council, today), _until(one.id, council.id, today)) for one in found]
    return [Away(manager, until) for manager, until in seen if manager and lent_by(manager)]


def with_supervision_of(viewer: Viewer, away: Sequence[Away]) -> Viewer:
    """The viewer as the sheets see them. Nothing else is asked in this way: no list, figure or whole audit.

    Team managers alone lend their posts. Those above them are cleared for restricted records, which nobody
    is by standing in, and the team managers below them hold supervision already.
    """
    lent = [post for one in away for post in lent_by(one.manager)]
    return replace(viewer, posts=(*viewer.posts, *lent)) if lent else viewer


def lent_by(manager: Viewer) -> list[Post]:
    return [post for post in manager.posts if post.holds is Role.TEAM_MANAGER]


def _until(person_id: int, council_id: int, today: date) -> date | None:
    wanted = select(Absence.last_day).where(
        Absence.person_id == person_id,
        Absence.council_id == council_id,
        Absence.first_day <= today,
    )
    return db.session.scalar(wanted.order_by(Absence.first_day.desc()).limit(1))
