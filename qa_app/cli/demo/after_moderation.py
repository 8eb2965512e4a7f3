"""What follows audits with the lowest grade, and what is challenged once an audit is released."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import joinedload

from qa_app.audits.models import Audit
from qa_app.audits.rules import HANDED_IN
from qa_app.cli.demo import moderation_words as words
from qa_app.cli.demo.moderators import handed_in
from qa_app.cli.demo.moments import at_work
from qa_app.cli.demo.world import World
from qa_app.foundation.clock import london_day, working_days_after
from qa_app.foundation.database import db, new_public_id
from qa_app.moderation.models import Inadequate
from qa_app.moderation.queries.inadequates import is_found_inadequate
from qa_app.moderation.rules.inadequates import WORKING_DAYS, Closed, Siblings
from qa_app.rounds.models import Allocation
from qa_app.voices.models import Reflection, Reply
from qa_app.voices.rules import Decision, Outcome, ReplyKind
from qa_app.voices.rules.replies import last_day

FOLLOWED_FOR = timedelta(days=365)
# An inadequate is closed by the audit after it, where that comes in time, and otherwise with a reason.
LATEST_AGAIN, IS_CLOSED_AFTER = timedelta(days=120), timedelta(days=80)


def follow_inadequates(world: World) -> None:
    """Of the last year: the older are closed, the newer answered, one late and the newest still to answer."""
    chance = Random(world.chance.random())  # noqa: S311 – invention, not secrecy
    found = [
        one
        for one in handed_in(world)
        if one.submitted_at
        and one.submitted_at > world.at - FOLLOWED_FOR
        and is_found_inadequate(one)
    ]
    later = later_audits(found)
    rows = [followed(world, chance, audit, later.get(audit.id)) for audit in found]
    if rows:
        db.session.execute(insert(Inadequate), rows)


def later_audits(found: list[Audit]) -> dict[int, tuple[str, datetime]]:
    """The next of the same child, where it was handed in within four months."""
    children = {one.allocation.child_id for one in found if one.allocation.child_id}
    rows = db.session.execute(
        select(Allocation.child_id, Audit.submitted_at, Audit.public_id)
        .join(Audit, Audit.allocation_id == Allocation.id)
        .where(Allocation.child_id.in_(children), Audit.status.in_(HANDED_IN))
        .order_by(Audit.submitted_at)
    ).all()
    return {
        one.id: (row.public_id, row.submitted_at)
        for one in found
        for row in reversed(rows)
        if row.child_id == one.allocation.child_id
        and one.submitted_at
        and timedelta() < row.submitted_at - one.submitted_at < LATEST_AGAIN
    }


def followed(
    world: World, chance: Random, audit: Audit, later: tuple[str, datetime] | None
) -> dict[str, Any]:
    assert audit.submitted_at  # noqa: S101 – it was handed in
    at = audit.submitted_at
    head = head_of(world, audit)
    row: dict[str, Any] = {
        "council_id": audit.council_id,
        "public_id": new_public_id(),
        "audit_id": audit.id,
        "found_at": at,
        "due_on": working_days_after(london_day(at), WORKING_DAYS),
        "put_right": "",
        "siblings": None,
        "siblings_words": "",
        "support": "",
        "said_at": None,
        "said_by_id": None,
        "closed": None,
        "closed_words": "",
        "closed_at": None,
        "closed_by_id": None,
        "re_audit": "",
        "version": 1,
    }
    said_at = at_work(chance, at + timedelta(days=chance.randrange(1, 8)))
    # A few are never answered in time.
    if said_at > world.at or (at > world.at - timedelta(days=60) and chance.random() < 0.25):
        return row
    looks = chance.random() < 0.3
    row |= {
        "put_right": chance.choice(words.PUT_RIGHT),
        "siblings": Siblings.LOOKED if looks else chance.choice([Siblings.NONE, Siblings.NO]),
        "siblings_words": words.SIBLINGS_WORDS if looks else "",
        "support": chance.choice(words.SUPPORT),
        "said_at": said_at,
        "said_by_id": head,
    }
    over_at = later[1] + timedelta(days=2) if later else at + IS_CLOSED_AFTER
    closed_at = at_work(chance, max(over_at, said_at + timedelta(days=1)))
    if closed_at < world.at:
        row |= {
            "closed": Closed.RE_AUDITED if later else Closed.NO_LONGER_OPEN,
            "re_audit": later[0] if later else "",
            "closed_words": words.CLOSED_WORDS if later else "",
            "closed_at": closed_at,
            "closed_by_id": head,
        }
    return row


def head_of(world: World, audit: Audit) -> int:
    """Of the service that the record is with."""
    path = audit.allocation.place.path
    heads = [one for service, one in world.heads.items() if path.startswith(service)]
    return (heads[0] if heads else world.people["qa lead"]).person_id


def challenge_some(world: World) -> None:
    """One that was right, one that was not, and one that waits for a moderator."""
    chance = Random(world.chance.random())  # noqa: S311 – invention, not secrecy
    released = db.session.scalars(
        select(Reflection)
        .join(Reflection.audit)
        .join(Reflection.allocation)
        .where(
            Allocation.practitioner_id.is_(None),
            Reflection.council_id == world.council.id,
            Reflection.released_at.is_not(None),
            Reflection.released_at < world.at - timedelta(days=6),
            Audit.practitioner_then_id == Reflection.practitioner_id,
        )
        .options(joinedload(Reflection.audit))
        .order_by(Reflection.released_at.desc(), Reflection.id)
        .limit(60)
    )
    graded = [one for one in released if one.audit and not_yet_good(one.audit)]
    decisions = (None, Decision.UPHELD, Decision.STANDS, Decision.STANDS)
    for reflection, decision in zip(graded[::3], decisions, strict=False):
        db.session.add(challenged(world, chance, reflection, decision))
    db.session.flush()


def challenged(
    world: World, chance: Random, reflection: Reflection, decision: Decision | None
) -> Reply:
    audit = reflection.audit
    assert audit and reflection.released_at  # noqa: S101 – it was released
    section, grade = not_yet_good(audit)[0]
    text, answer = chance.choice(words.CHALLENGES)
    said_at = reflection.released_at + timedelta(days=1, hours=2)
    said = Reply(
        council_id=reflection.council_id,
        reflection=reflection,
        kind=ReplyKind.GRADE,
        section=section,
        text=text,
        said_at=said_at,
        said_by_id=reflection.practitioner_id,
        answer_by=last_day(said_at),
        outcome=Outcome.STANDS,
        answer=answer,
        answered_at=said_at + timedelta(days=2),
        answered_by_id=audit.allocation.auditor_id,
        decided_words="",
    )
    if decision:
        said.decision = decision
        said.decided_words = words.DECIDED[0 if decision is Decision.UPHELD else 1]
        said.decided_at = said_at + timedelta(days=4)
        said.decided_by_id = world.people["qa lead"].person_id
    if decision is Decision.UPHELD and (reading := audit.reading(section)):
        scale = [one.code for one in audit.template.scale]
        better = scale[max(scale.index(grade) - 1, 0)]
        said.decided_grade = reading.agreed_grade = better
    return said


def not_yet_good(audit: Audit) -> list[tuple[str, str]]:
    """The sections whose grade somebody may challenge: nobody asks for better than good."""
    low = {one.code for one in audit.template.scale if not one.counts_as_good}
    return [(one, code) for one, code in audit.grades_that_count.items() if code in low]


STEPS = (follow_inadequates, challenge_some)
