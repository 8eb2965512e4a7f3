"""How ready a council is, and who saw what."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import joinedload

from qa_app.access.rules import Permission, Viewer
from qa_app.children.models import Child
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.organisation.models import Appointment, CouncilSetting, Membership, Person
from qa_app.organisation.queries.settings import chosen_by
from qa_app.retention.rules import Reader, Readiness, as_read, reasons_in_words, spread
from qa_app.trail.models import Event
from qa_app.trail.queries import events
from qa_app.trail.rules.words import in_words
from qa_app.uploads.rules.identifiers import key_of

NAME = "readiness"
MOST = 5000


def readiness_of(council_id: int) -> Readiness:
    return as_read(chosen_by(council_id).get(NAME, {}))


def find_row(viewer: Viewer) -> CouncilSetting | None:
    mine = CouncilSetting.council_id == viewer.council_id
    return db.session.scalars(
        select(CouncilSetting).where(mine, CouncilSetting.name == NAME)
    ).one_or_none()


def find_child(reference: str, viewer: Viewer) -> Child | None:
    """By its reference, for those who read the whole trail: they see that a record was read, not the record."""
    if not events.may_see_all(viewer):
        return None
    mine = Child.council_id == viewer.council_id
    found = db.session.scalars(
        select(Child).where(mine, Child.reference_key == key_of(reference))
    ).one_or_none()
    return db.session.get(Child, found.merged_into_id) if found and found.merged_into_id else found


def events_about(child: Child, viewer: Viewer) -> Sequence[Event]:
    """Under every reference that the child ever had."""
    same = select(Child.public_id).where(
        or_(Child.id == child.id, Child.merged_into_id == child.id)
    )
    ids = list(db.session.scalars(same))
    return events.list_events(events.about_child(viewer, ids), MOST)


def find_child_by_id(public_id: str, viewer: Viewer) -> Child:
    """Raise NoResultFound for another council's child, and for whoever does not read the whole trail."""
    mine = Child.council_id == viewer.council_id
    found = db.session.scalars(select(Child).where(mine, Child.public_id == public_id)).one()
    if not events.may_see_all(viewer):
        raise NoResultFound
    return db.session.get_one(Child, found.merged_into_id) if found.merged_into_id else found


def readers_in(found: Sequence[Event], viewer: Viewer) -> list[Reader]:
    """A line for each person of these events, whoever read last first; two questions, however many."""
    by_person: dict[int | None, list[Event]] = {}
    for event in found:
        by_person.setdefault(event.by_id, []).append(event)
    held = _appointments_of(by_person.keys(), viewer)
    return [_reader(acts, held.get(person_id or 0, ())) for person_id, acts in by_person.items()]


def _reader(acts: Sequence[Event], appointments: Sequence[Appointment]) -> Reader:
    first, last = min(act.at for act in acts), max(act.at for act in acts)
    then = (london_day(first), london_day(last))
    held = [
        f"{one.holds.value}, {one.place.name}"
        for one in appointments
        if one.starts_on <= then[1] and (one.ends_on is None or one.ends_on >= then[0])
    ]
    return Reader(
        name=acts[0].who,
        email=acts[0].by.email if acts[0].by else "",
        held=tuple(held),
        times=len(acts),
        first=first,
        last=last,
        reasons=reasons_in_words(in_words(act.name) for act in acts),
        is_person=acts[0].by_id is not None,
    )


def _appointments_of(
    person_ids: Collection[int | None], viewer: Viewer
) -> dict[int, list[Appointment]]:
    wanted = (
        select(Appointment)
        .options(joinedload(Appointment.place))
        .where(
            Appointment.council_id == viewer.council_id,
            Appointment.person_id.in_([one for one in person_ids if one is not None]),
        )
        .order_by(Appointment.starts_on, Appointment.id)
    )
    held: dict[int, list[Appointment]] = {}
    for one in db.session.scalars(wanted):
        held.setdefault(one.person_id, []).append(one)
    return held


def find_member(email: str, viewer: Viewer) -> Membership | None:
    """Somebody who has or had an account in the viewer's council."""
    mine = Membership.council_id == viewer.council_id
    found = select(Membership).join(Membership.person).where(mine, Person.email == email.lower())
    return db.session.scalars(found).one_or_none()


def events_of(
    member: Membership, viewer: Viewer, first: datetime, last: datetime
) -> Sequence[Event]:
    seen = events.visible_to(viewer).where(Event.by_id == member.person_id)
    return events.list_events(events.between(seen, first, last), MOST)


def references_in(found: Collection[Event], viewer: Viewer) -> dict[str, str]:
    """The references of the children whose records these events showed, by public id."""
    ids = {event.child for event in found if event.child}
    for event in found:
        ids.update(spread(event.facts.get("ids", [])))
    mine = Child.council_id == viewer.council_id
    rows = select(Child.public_id, Child.reference).where(mine, Child.public_id.in_(ids))
    return {public_id: reference for public_id, reference in db.session.execute(rows)}


def may_record(viewer: Viewer) -> bool:
    return events.may_at(viewer, Permission.READINESS_WRITE, viewer.council_path)


def may_see_readers(viewer: Viewer) -> bool:
    return events.may_see_all(viewer)
