"""Take the whole opening of a round back, as long as nobody has begun: one act, one reason, one email each."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Membership, Person
from qa_app.organisation.operations.membership import lock_council
from qa_app.outbox.models import Email
from qa_app.outbox.operations import keep_back, queue
from qa_app.outbox.rules import BY_DAY, DIGEST
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.operations.changes import withdraw
from qa_app.rounds.operations.reminding import KEY
from qa_app.rounds.rules import State
from qa_app.rounds.rules.taking_back import (
    TAKEN_BACK_SUBJECT,
    taken_back_in_words,
    why_not_take_back,
)
from qa_app.trail.operations import record


def take_back_opening(round_: Round, why: str, by: Viewer, at: datetime, address: str) -> int:
    """Everything in it, also what whoever does it may not see; the draw stays. How many audits that were."""
    council = lock_council(round_.council_id)
    db.session.refresh(round_, ["opened_at", "closed_at", "version"], with_for_update=True)
    wanted = select(Allocation).where(Allocation.round_id == round_.id).order_by(Allocation.id)
    given = [
        one
        for one in db.session.scalars(wanted.execution_options(populate_existing=True))
        if one.state is not State.WITHDRAWN
    ]
    trouble = why_not_take_back(
        is_open=round_.opened_at is not None,
        is_closed=round_.closed_at is not None,
        begun=sum(one.started_at is not None or one.shut_at is not None for one in given),
    )
    if trouble or round_.opened_at is None:
        raise DomainError(trouble)
    since = round_.opened_at
    for one in given:
        withdraw(one, why, by, at)
    round_.opened_at = None
    db.session.flush()
    record(
        "round:opening-taken-back",
        by,
        round_,
        council_id=round_.council_id,
        at=at,
        audits=len(given),
    )
    numbers: dict[int, int] = {}
    for one in given:
        numbers[one.auditor_id] = numbers.get(one.auditor_id, 0) + 1
    for member in _members(numbers, council.id):
        key = f"{BY_DAY}{KEY}:{council.public_id}:{member.person.public_id}:"
        # The timer writes anew what else there is to say.
        keep_back(key)
        if not _was_written_to(key, since):
            continue
        what = taken_back_in_words(numbers[member.person_id], round_.programme.name, round_.month)
        queue(
            to=member.person.email,
            subject=TAKEN_BACK_SUBJECT,
            text=DIGEST.format(name=member.name, what=what, address=f"{address}/audits"),
            council_id=council.id,
            once=f"round:{round_.public_id}:taken-back:{since.isoformat()}:{member.person.public_id}",
            at=at,
        )
    return len(given)


def _members(person_ids: Collection[int], council_id: int) -> list[Membership]:
    """Who can still be written to."""
    wanted = (
        select(Membership)
        .join(Person, Membership.person_id == Person.id)
        .where(
            Membership.council_id == council_id,
            Membership.person_id.in_(person_ids),
            Membership.disabled_at.is_(None),
        )
        .order_by(Membership.id)
    )
    return list(db.session.scalars(wanted))


def _was_written_to(key: str, since: datetime) -> bool:
    sent = select(Email.id).where(
        Email.once.startswith(key, autoescape=True), Email.queued_at >= since
    )
    return db.session.scalar(sent.limit(1)) is not None
