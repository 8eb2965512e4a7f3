"""Emails about second opinions: they say that something waits, and nothing of any grade."""

from collections.abc import Collection
from datetime import date, datetime

from qa_app.access.rules import GRANTS, Permission, Reach, Role, Viewer
from qa_app.foundation.clock import london_day, long_date
from qa_app.foundation.database import db
from qa_app.moderation.models import Inadequate, Moderation
from qa_app.moderation.queries.people import people_at
from qa_app.moderation.rules.letters import LOOK_AT, TO_SETTLE
from qa_app.organisation.models import Membership, Place
from qa_app.organisation.queries.people import member_of
from qa_app.outbox.operations import queue
from qa_app.outbox.rules import BY_DAY, Letter


def tell_auditor(moderation: Moderation, letter: Letter, at: datetime, *, address: str) -> None:
    auditor = member_of(moderation.audit.allocation.auditor_id, moderation.council_id)
    if auditor is None or auditor.disabled_at:
        return
    send(
        letter,
        auditor,
        f"{address}/moderation/{moderation.public_id}",
        _key(moderation, letter),
        at,
    )


def tell_both(
    moderation: Moderation, letter: Letter, by: Viewer, at: datetime, *, address: str
) -> None:
    """Whoever gave one of the two opinions, besides who did it."""
    page = f"{address}/moderation/{moderation.public_id}"
    for person in (moderation.moderator_id, moderation.audit.allocation.auditor_id):
        member = member_of(person, moderation.council_id)
        if member and not member.disabled_at and person != by.person_id:
            send(letter, member, page, f"{_key(moderation, letter)}:{person}", at)


def tell_who_settles(moderation: Moderation, at: datetime, *, address: str) -> None:
    """The QA leads where it is, besides whoever gave one of the two opinions."""
    audit = moderation.audit
    both = (moderation.moderator_id, audit.allocation.auditor_id)
    for lead in people_at(audit.allocation.place, (Role.QA_LEAD,), london_day(at)):
        if lead.person_id not in both:
            page = f"{address}/moderation/{moderation.public_id}"
            send(TO_SETTLE, lead, page, f"{_key(moderation, TO_SETTLE)}:{lead.person_id}", at)


def tell_head_of_service(found: Inadequate, at: datetime, *, address: str) -> int:
    """Those of them who will not moderate it themselves; how many were told."""
    told = heads_to_answer(found, london_day(at))
    for head in told:
        key = f"inadequate:{found.public_id}:{head.person_id}"
        send(LOOK_AT, head, first_page(address), key, at, day=long_date(found.due_on))
    return len(told)


def first_page(address: str) -> str:
    """It lists what they are to answer; the address of its own page would say how an audit was graded."""
    return f"{address}/"


def heads_to_answer(found: Inadequate, on: date) -> list[Membership]:
    place = found.audit.allocation.place
    moderators = {one.person_id for one in people_at(place, may_moderate(), on)}
    heads = people_at(place, (Role.HEAD_OF_SERVICE,), on)
    return [one for one in heads if one.person_id not in moderators]


def may_moderate() -> Collection[object]:
    return [
        one
        for one, grants in GRANTS.items()
        if grants.get(Permission.AUDIT_MODERATE) is Reach.PLACE
    ]


def send(
    letter: Letter, to: Membership, page: str, key: str, at: datetime, *, day: str = ""
) -> None:
    council = db.session.get_one(Place, to.council_id)
    queue(
        to=to.person.email,
        subject=letter.subject,
        text=letter.text.format(name=to.name, address=page, council=council.name, day=day),
        council_id=to.council_id,
        once=f"{BY_DAY}{key}",
        at=at,
    )


def _key(moderation: Moderation, letter: Letter) -> str:
    """Of an audit that came back, or was opened again, they hear again."""
    turn = len(moderation.sendings_back) + len(moderation.openings)
    return f"moderation:{moderation.public_id}:{turn}:{letter.subject}"
