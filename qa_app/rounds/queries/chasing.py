"""The open audits of a council, and the people who are to hear of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import and_, func, select

from qa_app.access.rules import Post, Viewer
from qa_app.children.models import Child
from qa_app.children.queries.restricted import IS_RESTRICTED, KEPT
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.organisation.models import Appointment, Membership, Person, Place
from qa_app.organisation.queries.absences import standing_in_for
from qa_app.organisation.queries.settings import setting
from qa_app.organisation.queries.viewers import in_force, works_here
from qa_app.outbox.queries import queued_since
from qa_app.outbox.rules import BY_DAY
from qa_app.rounds.models import Allocation, Programme, Round
from qa_app.rounds.queries.auditors import managers_of
from qa_app.rounds.queries.changes import is_declined
from qa_app.rounds.queries.own import mine
from qa_app.rounds.rules import OPEN
from qa_app.rounds.rules.chasing import NEW_FOR, Open, Patience
from qa_app.rounds.rules.digests import Chased, People
from qa_app.rounds.rules.settings import HEAD_AFTER, MANAGER_AFTER, QUIET
from qa_app.trail.models import Event

GIVING = ("audit:allocated", "audit:given")


def patience_of(council_id: int) -> Patience:
    return Patience(setting(council_id, MANAGER_AFTER), setting(council_id, HEAD_AFTER))


def quiet_of(council_id: int) -> str:
    return str(setting(council_id, QUIET))


def list_chased(council_id: int, at: datetime) -> list[Chased]:
    """What is open in rounds that are, without what its auditor has said they cannot read."""
    wanted = (
        select(Allocation, Place.path, Round.programme_id, IS_RESTRICTED.label("restricted"))
        .join(Allocation.round)
        .join(Place, Allocation.place_id == Place.id)
        .outerjoin(Child, Allocation.child_id == Child.id)
        .outerjoin(KEPT, Child.merged_into_id == KEPT.id)
        .where(
            Allocation.council_id == council_id,
            Allocation.state.in_(OPEN),
            Round.closed_at.is_(None),
            ~is_declined(),
        )
        .order_by(Allocation.due_on, Allocation.id)
    )
    reminds, given = _reminds(council_id), given_since(council_id, at - NEW_FOR)
    return [
        Chased(
            public_id=one.public_id,
            auditor=one.auditor_id,
            open=Open(
                one.state, one.due_on, reminds[programme], given.get(one.public_id), one.due_at
            ),
            path=path,
            is_restricted=bool(secret),
            is_own_work=one.practitioner_id is not None,
        )
        for one, path, programme, secret in db.session.execute(wanted)
    ]


def _reminds(council_id: int) -> dict[int, tuple[int, ...]]:
    programmes = db.session.scalars(select(Programme).where(Programme.council_id == council_id))
    return {one.id: one.plan.remind_before for one in programmes}


def given_since(council_id: int, since: datetime) -> dict[str, datetime]:
    """When each audit came to whoever has it now, of those that did not long ago."""
    acts = (
        select(Event.about_id, func.max(Event.at))
        .where(Event.chain == council_id, Event.name.in_(GIVING), Event.at >= since)
        .group_by(Event.about_id)
    )
    return {about: at for about, at in db.session.execute(acts) if about}


def people_of(council: Place, key: str, at: datetime) -> tuple[People, dict[int, str]]:
    """Whoever can sign in there today, and their addresses."""
    today = london_day(at)
    rows = db.session.execute(
        select(Membership.name, Person, Appointment, Place.path)
        .join(Membership.person)
        .join(
            Appointment,
            and_(
                Appointment.person_id == Membership.person_id,
                Appointment.council_id == Membership.council_id,
            ),
        )
        .join(Place, Place.id == Appointment.place_id)
        .where(Membership.council_id == council.id, works_here(today), in_force(today))
        .order_by(Person.id, Appointment.id)
    ).all()
    here = _viewers(((row.Person, row.name, row.Appointment, row.path) for row in rows), council)
    addresses = {row.Person.id: row.Person.email for row in rows}
    return _standing(here, council, key, at, today), addresses


def _viewers(
    rows: Iterable[tuple[Person, str, Appointment, str]], council: Place
) -> dict[int, Viewer]:
    here: dict[int, Viewer] = {}
    for person, name, appointment, path in rows:
        nobody = Viewer(person.id, person.public_id, name, council.id, council.path)
        known = here.get(person.id, nobody)
        here[person.id] = replace(known, posts=(*known.posts, Post(appointment.holds, path)))
    return here


def _standing(
    here: dict[int, Viewer], council: Place, key: str, at: datetime, today: date
) -> People:
    """When somebody was last written to stands in the key of the email: the last word but two is who."""
    queued = queued_since(council.id, f"{BY_DAY}{key}:", at - NEW_FOR)
    by_public_id = {viewer.public_id: person for person, viewer in here.items()}
    last: dict[int, datetime] = {}
    for once, queued_at in queued.items():
        person = by_public_id.get(once.split(":")[-3])
        if person is not None:
            last[person] = max(queued_at, last.get(person, queued_at))
    return People(here, managers_of(council.id), standing_in_for([*here], council.id, today), last)


def list_due_days(viewer: Viewer) -> dict[date, dict[datetime | None, int]]:
    """How many audits the viewer has to do by each day, and of them by which hour; None for its end."""
    to_do = mine(viewer).where(Allocation.state.in_(OPEN)).subquery()
    due = (to_do.c.due_on, to_do.c.due_at)
    rows = db.session.execute(select(*due, func.count()).group_by(*due).order_by(*due))
    days: dict[date, dict[datetime | None, int]] = defaultdict(dict)
    for day, hour, number in rows:
        days[day][hour] = number
    return days
