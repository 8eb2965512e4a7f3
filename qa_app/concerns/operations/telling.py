"""Tell those who must know, once each, by an email that says nothing of the concern."""

from datetime import datetime

from qa_app.concerns.models import Concern, ConcernTold
from qa_app.concerns.queries import list_told, list_without_receipt, numbers_of, people_at
from qa_app.concerns.rules import LADDER, About, Rung, rungs_due
from qa_app.concerns.rules.letters import SUBJECT, TO_A_MANAGER, TO_AN_OFFICER
from qa_app.concerns.rules.settings import ADULT_EMAIL, OFFICER_EMAIL
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.organisation.queries.people import member_with_email, names_of
from qa_app.organisation.queries.settings import days_off
from qa_app.outbox.operations import queue
from qa_app.trail.operations import record

ONE_ADDRESS = {
    About.COLLEAGUE: (Rung.OFFICER, OFFICER_EMAIL),
    About.ADULT: (Rung.ADULT, ADULT_EMAIL),
}


def tell_first(concern: Concern, name: str, address: str, at: datetime) -> None:
    """Of a child: the child's manager, or the first above them who is there."""
    if concern.about is About.CHILD:
        tell_up_to(concern, 1, name, address, at)
        return
    rung, named = ONE_ADDRESS[concern.about]
    if email := numbers_of(concern.council_id)[named]:
        member = member_with_email(email, concern.council_id)
        _tell(concern, rung, member.person_id if member else None, email, name, address, at)


def tell_up_to(concern: Concern, rungs: int, name: str, address: str, at: datetime) -> int:
    """So many rungs in all, a rung with nobody on it being passed over; how many people were told now."""
    told = list_told(concern)
    reached, known = {one.rung for one in told}, {one.person_id for one in told}
    new = 0
    for rung in LADDER:
        if len(reached) >= rungs:
            break
        if rung in reached:
            continue
        people = [one for one in people_at(rung, concern, london_day(at)) if one.id not in known]
        for person in people:
            _tell(concern, rung, person.id, person.email, name, address, at)
        if people:
            reached.add(rung)
            known |= {one.id for one in people}
            new += len(people)
    return new


def go_up_the_ladder(address: str, at: datetime) -> int:
    """For a timer: where nobody has a concern after its time, the next hears of it; how many were told."""
    told = 0
    for concern in list_without_receipt():
        due = rungs_due(concern.raised_at, at, days_off(concern.council_id))
        if due > 1:
            name = names_of([concern.raised_by_id], concern.council_id).get(concern.raised_by_id)
            told += tell_up_to(concern, due, name or "Somebody", address, at)
    return told


def _tell(
    concern: Concern,
    rung: Rung,
    person_id: int | None,
    email: str,
    name: str,
    address: str,
    at: datetime,
) -> None:
    council = db.session.get_one(Place, concern.council_id)
    letter = TO_A_MANAGER if concern.about is About.CHILD else TO_AN_OFFICER
    link = f"{address}/concerns/{concern.public_id}"
    queue(
        to=email,
        subject=SUBJECT,
        text=letter.format(name=name, address=link, council=council.name),
        council_id=concern.council_id,
        once=f"concern:{concern.public_id}:{rung.name}:{person_id or email}",
        at=at,
    )
    told = ConcernTold(
        council_id=concern.council_id, concern=concern, person_id=person_id, rung=rung, at=at
    )
    db.session.add(told)
    db.session.flush()
    record("concern:told", None, concern, council_id=concern.council_id, at=at, rung=rung.name)
