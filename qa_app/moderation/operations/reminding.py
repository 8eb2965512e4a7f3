"""Remind whoever a second opinion, an answer to one, or an answer about an inadequate audit waits for; once each."""

from collections.abc import Iterator
from datetime import date, datetime

from qa_app.access.rules import Permission, Role, Viewer, may
from qa_app.foundation.clock import london_day, long_date
from qa_app.moderation.models import Inadequate
from qa_app.moderation.operations.telling import first_page, heads_to_answer
from qa_app.moderation.queries.moderations import reply_by
from qa_app.moderation.queries.people import people_at
from qa_app.moderation.queries.reminding import (
    inadequates_to_answer,
    is_anything_late,
    replies_waiting,
    second_opinions_waiting,
)
from qa_app.moderation.queries.waiting import list_waiting
from qa_app.moderation.rules.letters import TO_SETTLE
from qa_app.moderation.rules.reminder_letters import (
    ANSWER_DUE,
    ANSWER_LATE,
    CHALLENGE_DUE,
    QUEUE,
    REPLY_DUE,
)
from qa_app.moderation.rules.reminding import is_nearly_due, late_days
from qa_app.moderation.rules.settings import WITHIN
from qa_app.organisation.models import Membership, Place
from qa_app.organisation.queries.people import member_of
from qa_app.organisation.queries.settings import days_off, setting
from qa_app.outbox.queries import keys_there
from qa_app.outbox.rules import BY_DAY, Letter, Reminder, Reminders
from qa_app.rounds.rules.digests import People


def key_for(council: Place) -> str:
    """The beginning of the key of every email of ours."""
    return f"second-opinions:{council.public_id}"


def reminders_of(
    council: Place, address: str, people: People, emails: dict[int, str], at: datetime
) -> Reminders:
    """What would go out at this moment and has not yet; queue_each of the outbox sends it on its way."""
    today = london_day(at)
    written = [
        *_of_queue(council, address, people, emails, at),
        *_of_replies(council, address, today),
        *_of_challenges(council, address, today),
        *_of_inadequates(council, address, today),
    ]
    there = keys_there([one.once for one in written])
    return Reminders([one for one in written if one.once not in there])


def _of_queue(
    council: Place, address: str, people: People, emails: dict[int, str], at: datetime
) -> Iterator[Reminder]:
    """One email a person, for the day on which the latest of them became late."""
    within, off, today = setting(council.id, WITHIN), days_off(council.id), london_day(at)
    if not is_anything_late(council.id, within, today, off):
        return
    for person, who in people.here.items():
        if not may(who, Permission.AUDIT_MODERATE):
            continue
        late = late_days(_theirs(who, today), within, today, off)
        if late:
            plural = "second opinion" if len(late) == 1 else "second opinions"
            text = QUEUE.text.format(
                name=who.name,
                count=f"{len(late)} {plural}",
                day=long_date(min(submitted for _, submitted in late)),
                address=f"{address}/moderation",
                council=council.name,
            )
            once = f"{BY_DAY}{key_for(council)}:{who.public_id}:{late[-1][0].isoformat()}"
            yield Reminder(emails[person], QUEUE.subject, text, once)


def _theirs(who: Viewer, today: date) -> list[date]:
    """When those audits were submitted of which they can give a second opinion, or have begun one."""
    return [
        london_day(one.audit.submitted_at)
        for one in list_waiting(who, today)
        if (one.is_to_go_on or one.may_be_taken) and one.audit.submitted_at
    ]


def _of_replies(council: Place, address: str, today: date) -> Iterator[Reminder]:
    """The auditor before their days are over; the QA lead once they are."""
    off = days_off(council.id)
    for found in second_opinions_waiting(council.id):
        until, audit = reply_by(found), found.audit
        page, turn = f"{address}/moderation/{found.public_id}", len(found.sendings_back)
        key = f"moderation:{found.public_id}:{turn + len(found.openings)}"
        if until and is_nearly_due(until, today, off):
            to = [member_of(audit.allocation.auditor_id, council.id)]
            yield from _written(REPLY_DUE, to, council, page, f"{key}:due", until)
        elif until and today > until:
            both = (found.moderator_id, audit.allocation.auditor_id)
            leads = people_at(audit.allocation.place, (Role.QA_LEAD,), today)
            to = [one for one in leads if one.person_id not in both]
            yield from _written(TO_SETTLE, to, council, page, f"{key}:late", until)


def _of_challenges(council: Place, address: str, today: date) -> Iterator[Reminder]:
    off = days_off(council.id)
    for reply, audit in replies_waiting(council.id):
        if is_nearly_due(reply.answer_by, today, off):
            page = f"{address}/audits/{audit.public_id}"
            to = [member_of(audit.allocation.auditor_id, council.id)]
            key = f"challenge:{reply.public_id}:due"
            yield from _written(CHALLENGE_DUE, to, council, page, key, reply.answer_by)


def _of_inadequates(council: Place, address: str, today: date) -> Iterator[Reminder]:
    off = days_off(council.id)
    for found in inadequates_to_answer(council.id):
        is_late = today > found.due_on
        if is_late or is_nearly_due(found.due_on, today, off):
            letter, when = (ANSWER_LATE, "late") if is_late else (ANSWER_DUE, "due")
            yield from _to_heads(found, letter, when, council, address, today)


def _to_heads(
    found: Inadequate, letter: Letter, when: str, council: Place, address: str, today: date
) -> Iterator[Reminder]:
    to, page = heads_to_answer(found, today), first_page(address)
    key = f"inadequate:{found.public_id}:{when}"
    yield from _written(letter, to, council, page, key, found.due_on)


def _written(
    letter: Letter,
    to: list[Membership | None] | list[Membership],
    council: Place,
    page: str,
    key: str,
    day: date,
) -> Iterator[Reminder]:
    for member in to:
        if member is None or member.disabled_at:
            continue
        text = letter.text.format(
            name=member.name, address=page, council=council.name, day=long_date(day)
        )
        once = f"{BY_DAY}{key}:{member.person_id}"
        yield Reminder(member.person.email, letter.subject, text, once)
