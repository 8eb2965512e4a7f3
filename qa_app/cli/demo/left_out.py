"""What the invented QA lead put off, paused, left out and withdrew, each with a reason."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from qa_app.access.rules import Viewer
from qa_app.cli.demo.world import World
from qa_app.foundation.clock import last_working_day, start_of, working_days_after
from qa_app.rounds.models import Allocation
from qa_app.rounds.operations import changes

# Of a month's audits so many are given a later day, and so many leave what is due.
PUT_OFF, EXEMPT = 3, 1
# Every so many months one was given out that should not have been.
WITHDRAWN_EVERY = 5
LATER = (
    "The auditor was in court for most of the week.",
    "The practitioner is back from leave on Monday, and it is to be talked through with them.",
    "Two managers of the service are ill, and the others look after their teams.",
)
OUT = (
    "The child moved to another council before the audit was begun.",
    "The record is part of a complaint that is being looked into.",
    "The record moved to another team in the week of the audit, and nobody there knew it yet.",
)
BY_MISTAKE = "It was given out twice."
ILL = "The auditor is off sick. It goes on when they are back."
INSPECTION = "Inspectors are here, and everybody who audits is with them."
READ_BY_INSPECTORS = "Inspectors read this record themselves while they were here."
LEFT_OUT_AFTERWARDS = 0.4


def is_inspected_in(world: World, first_day: date) -> bool:
    """The month before the pause, a year ago or so."""
    return (first_day.year, first_day.month) == (world.today.year - 1, world.month_off - 1)


def change_some(
    world: World, given: Sequence[Allocation], first_day: date, months_ago: int
) -> None:
    lead = world.viewer(world.people["qa lead"])
    at = start_of(first_day + timedelta(days=9)) + timedelta(hours=11)
    if at > world.at:
        return
    chosen = world.chance.sample(given, PUT_OFF + EXEMPT + 2)
    for one in chosen[:PUT_OFF]:
        changes.put_off(one, one.due_on + timedelta(days=7), world.chance.choice(LATER), lead, at)
    for one in chosen[PUT_OFF : PUT_OFF + EXEMPT]:
        changes.exempt(one, world.chance.choice(OUT), lead, at)
    if months_ago % WITHDRAWN_EVERY == 0:
        changes.withdraw(chosen[-1], BY_MISTAKE, lead, at)
    if not months_ago:
        changes.pause(chosen[-2:-1], ILL, None, lead, at)


def pause_for_the_inspection(
    world: World, waiting: Sequence[Allocation], opened_at: datetime
) -> datetime:
    """From the middle of that month to the end of the next; returns when the rest goes on."""
    lead = world.viewer(world.people["qa lead"])
    paused_at = opened_at + timedelta(days=13)
    last_day = date(opened_at.year, world.month_off, 31)
    changes.pause(waiting, INSPECTION, last_day, lead, paused_at)
    goes_on_at = start_of(working_days_after(last_day, 1)) + timedelta(hours=9)
    go_on_or_leave_out(world, waiting, lead, goes_on_at)
    return goes_on_at


def go_on_or_leave_out(
    world: World, waiting: Sequence[Allocation], lead: Viewer, at: datetime
) -> None:
    due_on = last_working_day(at.year, at.month)
    for one in waiting:
        if world.chance.random() < LEFT_OUT_AFTERWARDS:
            changes.exempt(one, READ_BY_INSPECTORS, lead, at)
        else:
            changes.go_on([one], due_on, lead, at)
