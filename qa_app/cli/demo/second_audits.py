"""Records that were audited a second time, and why some were not."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from qa_app.actions.models import Action
from qa_app.actions.rules import Helped, SourceKind
from qa_app.audits.models import Audit
from qa_app.audits.rules.choosing import is_inadequate
from qa_app.cli.demo.closing import Teller, insert_all, note
from qa_app.cli.demo.loop_words import LOOKED_AT, NOT_AGAIN, WHY_MOVED
from qa_app.cli.demo.world import World
from qa_app.follow_up.models import EarlierAction, SecondAudit, WhyMoved
from qa_app.follow_up.queries.compared import ASKED_FOR, grades_of
from qa_app.follow_up.queries.second_audits import due_among
from qa_app.follow_up.rules.second_audits import Moved, Outcome, Why, due_again
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db, new_public_id
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.rules.plans import Kind
from qa_app.voices.queries.agreed import is_agreed

WEEKS = 8
# What the second auditor finds of an action.
FOUND = {Outcome.DONE: 58, Outcome.PARTLY: 24, Outcome.NOT_DONE: 12, Outcome.NO_LONGER_RIGHT: 6}
HELPED = {Helped.YES: 50, Helped.PARTLY: 30, Helped.TOO_EARLY: 12, Helped.NO: 8}
# Older records that were due a second time were looked at by the QA lead.
DECIDED_AFTER = timedelta(weeks=3)


def compare_second_audits(teller: Teller) -> None:
    """What was drawn into rounds of second audits, with the audit before of the same child."""
    everything = list(db.session.scalars(handed_in(teller.world)))
    seconds = [one for one in everything if is_second(one)]
    firsts = by_child([one for one in everything if not is_second(one)])
    actions = actions_of(teller.world)
    taken: set[int] = set()
    lead = teller.world.people["qa lead"].person_id
    earlier: list[dict[str, Any]] = []
    moved: list[dict[str, Any]] = []
    for second in seconds:
        before = [
            one
            for one in firsts[second.allocation.child_id or 0]
            if one.submitted_at and one.submitted_at < second.begun_at and one.id not in taken
        ]
        if not before:
            continue
        first = before[-1]
        taken.add(first.id)
        pair = kept_pair(first, second, lead)
        earlier += looked_at(teller, pair, actions[first.public_id])
        moved += explained(teller, pair, first, second)
        note("audit:read-again", first, lead, second.allocation.started_at or second.begun_at)
    insert_all(EarlierAction, earlier)
    insert_all(WhyMoved, moved)


def kept_pair(first: Audit, second: Audit, lead: int) -> SecondAudit:
    low = is_inadequate(first.template, first.grades_that_count, first.grade_that_counts)
    assert first.submitted_at is not None  # noqa: S101 – asked for
    pair = SecondAudit(
        council_id=first.council_id,
        audit_id=first.id,
        why=Why.LOW if low else Why.SAMPLED,
        due_on=due_again(london_day(first.submitted_at), WEEKS),
        allocation_id=second.allocation_id,
        decided_at=second.begun_at - timedelta(days=5),
        decided_by_id=lead,
    )
    db.session.add(pair)
    db.session.flush()
    return pair


def is_second(one: Audit) -> bool:
    given = one.allocation
    return given.child_id is not None and given.round.programme.plan.kind is Kind.RE_AUDIT


def by_child(audits: Iterable[Audit]) -> dict[int, list[Audit]]:
    """In the order in which they were submitted."""
    found: dict[int, list[Audit]] = defaultdict(list)
    for one in audits:
        found[one.allocation.child_id or 0].append(one)
    return found


def handed_in(world: World) -> Select[Audit]:
    """The oldest first."""
    return (
        select(Audit)
        .join(Audit.allocation)
        .where(Audit.council_id == world.council.id, is_agreed())
        .options(
            joinedload(Audit.template_version),
            selectinload(Audit.readings),
            joinedload(Audit.allocation).options(
                joinedload(Allocation.child),
                joinedload(Allocation.place),
                joinedload(Allocation.round).joinedload(Round.programme),
            ),
        )
        .order_by(Audit.submitted_at, Audit.id)
    )


def actions_of(world: World) -> dict[str, list[Action]]:
    wanted = select(Action).where(
        Action.council_id == world.council.id,
        Action.source_kind == SourceKind.AUDIT,
        Action.state.in_(ASKED_FOR),
    )
    found: dict[str, list[Action]] = defaultdict(list)
    for one in db.session.scalars(wanted.order_by(Action.id)):
        found[one.source_id].append(one)
    return found


def looked_at(teller: Teller, pair: SecondAudit, actions: Iterable[Action]) -> list[dict[str, Any]]:
    rows = []
    for action in actions:
        outcome = teller.drawn(FOUND)
        rows.append(
            {
                "council_id": pair.council_id,
                "second_audit_id": pair.id,
                "action_id": action.id,
                "outcome": outcome,
                "helped": Helped.NO if outcome is Outcome.NOT_DONE else teller.drawn(HELPED),
                "words": teller.chance.choice(LOOKED_AT[outcome]),
            }
        )
    return rows


def explained(
    teller: Teller, pair: SecondAudit, first: Audit, second: Audit
) -> list[dict[str, Any]]:
    return [
        {
            "council_id": pair.council_id,
            "second_audit_id": pair.id,
            "section": one.section,
            "why": teller.chance.choice(WHY_MOVED[one.moved]),
        }
        for one in grades_of(first, second)
        if one.moved is not Moved.SAME
    ]


def decide_older_ones(teller: Teller) -> None:
    """What was due some weeks ago and was not read again; the newest ones wait on the list."""
    world, lead = teller.world, teller.world.people["qa lead"]
    rows = []
    for one in due_among(world.viewer(lead), world.today):
        if one.due_on > world.today - DECIDED_AFTER:
            continue
        decided_on: date = one.due_on + timedelta(days=6)
        rows.append(
            {
                "council_id": world.council.id,
                "public_id": new_public_id(),
                "audit_id": one.audit_id,
                "why": one.why,
                "due_on": one.due_on,
                "allocation_id": None,
                "why_not": teller.chance.choice(NOT_AGAIN),
                "decided_at": world.at - timedelta(days=(world.today - decided_on).days),
                "decided_by_id": lead.person_id,
                "version": 1,
            }
        )
    insert_all(SecondAudit, rows)
