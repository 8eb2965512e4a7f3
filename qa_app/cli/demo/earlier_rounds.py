"""Rounds that are long over were closed, but for the last few; since then a little has changed in them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from qa_app.audit_templates import library
from qa_app.audits import operations as audits
from qa_app.audits.models import Audit
from qa_app.audits.rules import Status
from qa_app.audits.rules.states import why_not_withdraw
from qa_app.cli.demo.world import World
from qa_app.foundation.clock import start_of, working_days_after
from qa_app.foundation.database import db
from qa_app.insight.models import KeptReading
from qa_app.insight.operations.closing import keep_figures
from qa_app.learning.operations import check_themes
from qa_app.learning.queries.findings import Sought, list_rows, sought
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.operations.programmes import close_round
from qa_app.rounds.queries.waiting import rounds_to_close
from qa_app.rounds.rules import State

AUDITS, SLOTS = Audit.__table__, Allocation.__table__
LEFT_OPEN = 3
CLOSED_AFTER, AT_TEN = 28, timedelta(hours=10)
WITHDRAWN, SEEN_OTHERWISE, AGO = 2, 4, timedelta(hours=15)
WHY_WITHDRAWN = "It was read twice in this month, by two of us. The other one counts."


def close_earlier(world: World) -> None:
    """By the QA lead, on a morning some weeks after their end; what was late then came or was agreed later."""
    lead = world.viewer(world.people["qa lead"])
    over = sorted(rounds_to_close(lead, world.today), key=lambda one: one.round.due_on)
    for one in over[:-LEFT_OPEN]:
        day = min(working_days_after(one.round.due_on, CLOSED_AFTER), world.today)
        at = min(start_of(day) + AT_TEN, world.at)
        close_round(one.round, lead, at)
        # The service is not put together while it is filled, so that nobody else keeps them.
        with as_it_stood(one.round, at):
            keep_figures(one.round, at)


@contextmanager
def as_it_stood(round_: Round, at: datetime) -> Iterator[None]:
    """What came or was agreed later was still to come: all of it was made before any round is closed."""
    db.session.flush()
    of_round = select(Allocation.id).where(Allocation.round_id == round_.id)
    agreed = select(AUDITS.c.id, AUDITS.c.status).where(
        AUDITS.c.agreed_at > at, AUDITS.c.allocation_id.in_(of_round)
    )
    sent = select(SLOTS.c.id, SLOTS.c.state, SLOTS.c.done_at).where(
        SLOTS.c.done_at > at, SLOTS.c.id.in_(of_round)
    )
    audits, slots = db.session.execute(agreed).all(), db.session.execute(sent).all()
    for number, _ in audits:
        _set(Audit, number, status=Status.SUBMITTED)
    for number, *_ in slots:
        _set(Allocation, number, state=State.STARTED, done_at=None)
    yield
    for number, status in audits:
        _set(Audit, number, status=status)
    for number, state, done_at in slots:
        _set(Allocation, number, state=state, done_at=done_at)


def _set(table: type[Audit] | type[Allocation], number: int, **values: Any) -> None:
    wanted = update(table).where(table.id == number).values(**values)
    db.session.execute(wanted, execution_options={"synchronize_session": False})


def change_a_little(world: World) -> None:
    """In the newest months that are closed some audits were withdrawn since, and themes seen otherwise."""
    lead = world.viewer(world.people["qa lead"])
    kept = (
        select(Audit)
        .join(KeptReading, KeptReading.allocation_id == Audit.allocation_id)
        .join(Round, Round.id == KeptReading.round_id)
        .where(Audit.council_id == world.council.id)
        .order_by(Round.month.desc(), Audit.submitted_at, Audit.id)
    )
    found = [
        one
        for one in db.session.scalars(kept)
        if not why_not_withdraw(one.status, signed_by_somebody=one.signed_by_somebody)
    ]
    for audit in found[:WITHDRAWN]:
        audits.withdraw(audit, WHY_WITHDRAWN, lead, world.at - AGO)
    known = [one.code for one in library.list_of_themes()]
    months = db.session.scalars(
        select(Round.month)
        .join(KeptReading, KeptReading.round_id == Round.id)
        .where(Round.council_id == world.council.id)
        .distinct()
        .order_by(Round.month.desc())
    )
    rows = [row for month in months for row in list_rows(sought(lead, Sought(month=month)), 2)]
    for row in rows[:SEEN_OTHERWISE]:
        other = next(one for one in known if one not in row.own)
        check_themes(row, [*row.own[1:], other], known, lead, world.at - AGO)


STEPS = (close_earlier, change_a_little)
