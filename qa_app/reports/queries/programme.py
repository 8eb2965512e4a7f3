"""What was planned and held, and what is planned: programmes with their rounds, without a record in them."""

from collections.abc import Iterator
from datetime import date

from qa_app.foundation.clock import as_london
from qa_app.reports.queries.asking import Ask
from qa_app.reports.rules.tables import Column, Kind, Row, Table
from qa_app.rounds.models import Programme, Round
from qa_app.rounds.queries.planner import list_programmes, list_rounds_of
from qa_app.rounds.rules import first_of_month
from qa_app.rounds.rules.months import months_on
from qa_app.rounds.rules.plans import is_held_in

AHEAD = 12


def programme(ask: Ask) -> Table:
    return Table(
        "Programme",
        "programme",
        "Each programme with its rounds of these months, and those of the next 12 months that are planned. How many were done stands under Completion.",
        [
            Column("Programme", width=40),
            Column("Month", Kind.MONTH),
            Column("Whether", width=22),
            Column("Opened", Kind.DAY),
            Column("Due", Kind.DAY),
            Column("Closed", Kind.DAY),
        ],
        list(_rows(ask)),
        keys=2,
    )


def months_ahead(ask: Ask) -> list[date]:
    this = first_of_month(ask.today)
    return [months_on(this, at) for at in range(1, 1 + AHEAD)]


def planned_ahead(ask: Ask) -> list[tuple[str, int]]:
    """Programmes that go on, and how many rounds each is to have."""
    months = months_ahead(ask)
    there = [(one.name, sum(is_held_in(one.plan, month) for month in months)) for one in _programmes(ask) if one.ended_at is None]  # fmt: skip
    return [(name, number) for name, number in there if number]


def _programmes(ask: Ask) -> list[Programme]:
    """Of records alone: what looks at practitioners is in no report."""
    return [one for one in list_programmes(ask.viewer) if not one.plan.is_of_own_work]


def _rows(ask: Ask) -> Iterator[Row]:
    ahead = months_ahead(ask)
    held = {(one.programme_id, one.month): one for one in list_rounds_of(ask.viewer, ask.months)}
    for each in _programmes(ask):
        for month in ask.months:
            if there := held.get((each.id, month)):
                yield _held(each, there)
        if each.ended_at is None:
            yield from ((each.name, month, "Planned", None, None, None) for month in ahead if is_held_in(each.plan, month))  # fmt: skip


def _held(programme: Programme, one: Round) -> Row:
    said = "Closed" if one.closed_at else "Open" if one.opened_at else "Not opened"
    opened, closed = (as_london(at).date() if at else None for at in (one.opened_at, one.closed_at))
    return programme.name, one.month, said, opened, one.due_on, closed
