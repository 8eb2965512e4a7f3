"""Two years of rounds: a third of the first month is read, all of the latest, and half of this one."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from qa_app.access.rules import Role
from qa_app.cli.demo import draws, left_out
from qa_app.cli.demo.lives import first_of
from qa_app.cli.demo.moments import DAY, at_work, time_on, working_days_between
from qa_app.cli.demo.programmes import Held, Month, add_others, take_up_the_theme
from qa_app.cli.demo.reading import Far, Rows, read, rows_of
from qa_app.cli.demo.world import MONTHS, World
from qa_app.foundation.clock import london_day, start_of
from qa_app.organisation.models import Membership
from qa_app.rounds import operations as rounds
from qa_app.rounds.models import Allocation, Programme
from qa_app.rounds.queries.pools import pool_of
from qa_app.rounds.rules import OPEN
from qa_app.rounds.rules.plans import BEGINNINGS, Auditors, Kind, Source

TEMPLATE, NAME = "management-oversight", "Monthly audits"
# Of the last rounds the so-manieth was drawn twice.
DRAWN_AGAIN = 3
FIRST_SHARE, LAST_SHARE = 0.34, 1.0
# Of what is sent, so much in the first month and in the latest comes in the last days before it is due.
FIRST_AT_THE_END, LAST_AT_THE_END = 0.55, 0.2
AFTER_THE_DAY = 0.06
# Records are begun in the morning, so that they are handed in on the same day.
MIDDAY = 13
# Of this month's, so far; those whom somebody looks at stand as they are wanted.
THIS_MONTH = {Far.SUBMITTED: 55, Far.READY: 4, Far.HALF: 11, Far.BEGUN: 15, Far.TO_DO: 15}
TO_LOOK_AT = {
    "team manager": Far.HALF,
    "reviewing officer": Far.READY,
    Role.EXTERNAL_AUDITOR.value: Far.BEGUN,
    "service manager": Far.READY,
}


def hold_rounds(world: World) -> None:
    """Month by month, because a draw looks at what was read before it."""
    monthly, others = add_monthly(world), add_others(world)
    held = [
        months_ago
        for months_ago in range(MONTHS - 1, -1, -1)
        if first_of(world.today, months_ago).month != world.month_off
    ]
    for months_ago in held:
        first_day = first_of(world.today, months_ago)
        listed = pool_of(draws.list_of(world, months_ago), first_day)
        month = Month(months_ago, first_day, listed)
        hold_month(world, monthly, month, again=months_ago == held[-DRAWN_AGAIN])
        for other in others:
            if other.is_held(months_ago):
                hold_another(world, other, month)


def add_monthly(world: World) -> Programme:
    plan = replace(
        BEGINNINGS[Kind.MONTHLY],
        first_month=first_of(world.today, MONTHS - 1),
        months_off=(world.month_off,),
        auditors=Auditors(
            (Role.TEAM_MANAGER.name,),
            people=tuple(world.people[one].person.public_id for one in draws.BY_NAME),
        ),
    )
    return rounds.add_programme(world.council, NAME, TEMPLATE, by=None, at=world.began, plan=plan)


def hold_another(world: World, other: Held, month: Month) -> None:
    """What few people read is read on time."""
    theme = other.theme
    pool = other.about.brings(world, month, theme)
    if pool is None and other.about.source is not Source.PRACTITIONERS:
        return
    other.turn += 1
    take_up_the_theme(world, other.programme, theme, month)
    opened_at = draws.opened_at(world, other.programme, month.first_day)
    drawn = draws.draw_month(world, other.programme, month.ago, pool=pool)
    given = draws.give_out(world, drawn, opened_at)
    month.give([one for one, _, _ in given])
    rows = rows_of(world, [one for one, _, _ in given], month.ago)
    for one, auditor, number in given:
        far = Far.SUBMITTED if month.ago else how_far(world, auditor, 0, number)
        at = when(world, one, month.ago, opened_at)
        read(world, one, auditor, far, at, month.ago, rows)


def hold_month(world: World, programme: Programme, month: Month, again: bool) -> None:
    first_day, months_ago = month.first_day, month.ago
    opened_at = draws.opened_at(world, programme, first_day)
    drawn = draws.draw_month(world, programme, months_ago, again, pool=month.listed)
    given = draws.give_out(world, drawn, opened_at)
    month.give([one for one, _, _ in given])
    rows = rows_of(world, [one for one, _, _ in given], months_ago)
    if left_out.is_inspected_in(world, first_day):
        hold_the_inspected_month(world, given, months_ago, opened_at, rows)
        return
    left_out.change_some(world, [one for one, _, _ in given], first_day, months_ago)
    for one, auditor, number in given:
        if one.state in OPEN:
            far = how_far(world, auditor, months_ago, number)
            at = when(world, one, months_ago, opened_at)
            read(world, one, auditor, far, at, months_ago, rows)


def hold_the_inspected_month(
    world: World,
    given: list[tuple[Allocation, Membership, int]],
    months_ago: int,
    opened_at: datetime,
    rows: Rows,
) -> None:
    """What was not read before the inspectors came waits until they are gone, or is left out."""
    share = share_read(months_ago)
    for one, auditor, _ in given:
        day = opened_at + timedelta(days=world.chance.randrange(3, 12))
        begun_at = at_work(world.chance, day, MIDDAY)
        if world.chance.random() < share / 2:
            read(world, one, auditor, Far.SUBMITTED, begun_at, months_ago, rows)
    waiting = [one for one, _, _ in given if one.state in OPEN]
    goes_on_at = left_out.pause_for_the_inspection(world, waiting, opened_at)
    for one, auditor, _ in given:
        if one.state in OPEN and world.chance.random() < share_read(months_ago - 2):
            day = goes_on_at + timedelta(days=world.chance.randrange(2, 30))
            begun_at = at_work(world.chance, day, MIDDAY)
            read(world, one, auditor, Far.SUBMITTED, begun_at, months_ago, rows)


def share_read(months_ago: int) -> float:
    return LAST_SHARE - (LAST_SHARE - FIRST_SHARE) * (months_ago - 1) / (MONTHS - 2)


def how_far(world: World, auditor: Membership, months_ago: int, number: int) -> Far:
    """Whoever has an account to look at is up to date; the others have got better over the two years."""
    if months_ago:
        kept_up = any(account.person is auditor.person for account in world.accounts)
        read_it = kept_up or world.chance.random() < share_read(months_ago)
        return Far.SUBMITTED if read_it else Far.TO_DO
    # Of this month the first of somebody's two records is read before the second.
    if number:
        return Far.TO_DO
    for who, far in TO_LOOK_AT.items():
        if world.people[who].person_id == auditor.person_id:
            return far
    return world.chance.choices([*THIS_MONTH], [*THIS_MONTH.values()])[0]


def when(world: World, one: Allocation, months_ago: int, opened_at: datetime) -> datetime:
    """The morning on which it is begun: in the course of the month, in its last days, or a few days late."""
    through = (months_ago - 1) / (MONTHS - 2)
    at_the_end = LAST_AT_THE_END + (FIRST_AT_THE_END - LAST_AT_THE_END) * through
    chance, opened = world.chance, london_day(opened_at)
    drawn, day = chance.random(), opened + timedelta(days=chance.randrange(3, 20))
    if months_ago and drawn < AFTER_THE_DAY:
        day = one.due_on + timedelta(days=chance.randrange(1, 7))
    elif months_ago and drawn < AFTER_THE_DAY + at_the_end:
        day = one.due_on - timedelta(days=chance.randrange(3))
    return morning_of(world, day, opened)


def morning_of(world: World, day: date, opened: date) -> datetime:
    """On a working day; where that is to come, on one of those since it was given out."""
    chance, yesterday = world.chance, world.today - timedelta(days=1)
    at = at_work(chance, start_of(day), MIDDAY)
    if london_day(at) <= yesterday:
        return at
    days = working_days_between(max(opened + DAY, yesterday - timedelta(days=20)), yesterday)
    return time_on(chance, chance.choice(days), MIDDAY)


STEPS = (hold_rounds,)
