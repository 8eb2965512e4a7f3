"""Each month drawn and given out as people do it: from the list of that day, by the rules of the product."""

from collections import Counter
from datetime import date, datetime, timedelta

from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.children.models import CaseList
from qa_app.cli.demo.lives import first_of, listed_on
from qa_app.cli.demo.world import World
from qa_app.foundation.clock import start_of
from qa_app.foundation.database import db
from qa_app.organisation.models import Membership
from qa_app.rounds.models import Allocation, Programme, Round
from qa_app.rounds.operations.drawing import draw_round
from qa_app.rounds.operations.opening import open_as_proposed
from qa_app.rounds.operations.programmes import plan_round
from qa_app.rounds.queries.pools import pool_of
from qa_app.rounds.rules.plans import opening_day
from qa_app.rounds.rules.pools import Pool

# On the day a round opens; the list of the month came at nine on the first.
BEFORE_THE_LIST = timedelta(hours=8, minutes=30)
DRAWN_AFTER, OPENED_AFTER = timedelta(hours=9, minutes=30), timedelta(hours=10)
# Beside the team managers: some of those who audit by role, and a visitor while they are here.
BY_NAME = ("reviewing officer", Role.EXTERNAL_AUDITOR.value)
WHY_AGAIN = (
    "It was drawn half an hour before the list of the month was imported, so from the list of the "
    "month before."
)


def opened_at(world: World, programme: Programme, first_day: date) -> datetime:
    return world.in_time(start_of(opening_day(programme.plan, first_day)) + OPENED_AFTER)


def draw_month(
    world: World,
    programme: Programme,
    months_ago: int,
    again: bool = False,
    pool: Pool | None = None,
) -> Round:
    """From the list of that day, or from what is brought; once somebody was too early, so it was drawn again."""
    first_day = first_of(world.today, months_ago)
    at = opened_at(world, programme, first_day) - OPENED_AFTER + DRAWN_AFTER
    lead, officer = (world.viewer(world.people[one]) for one in ("qa lead", "qa officer"))
    round_ = plan_round(programme, first_day, lead, world.began)
    if again:
        early = start_of(first_day) + BEFORE_THE_LIST
        old = list_of(world, months_ago + 1)
        draw_round(round_, chance(world), officer, early, pool=pool_of(old, first_day))
    why = WHY_AGAIN if again else ""
    draw_round(round_, chance(world), lead, at, why_again=why, pool=pool)
    return round_


def list_of(world: World, months_ago: int) -> CaseList:
    """The one in force on the day of the draw, which is not the one in force today."""
    as_at = listed_on(world, months_ago)
    wanted = select(CaseList).where(
        CaseList.council_id == world.council.id, CaseList.as_at == as_at
    )
    return db.session.scalars(wanted).one()


def chance(world: World) -> str:
    """As long as the number that chance gives, and the same for the same seed."""
    return f"{world.chance.getrandbits(128):032x}"


def give_out(world: World, round_: Round, at: datetime) -> list[tuple[Allocation, Membership, int]]:
    """Each with its auditor, and whether it is their first or second."""
    lead = world.viewer(world.people["qa lead"])
    given = open_as_proposed(round_, lead, at, leave_out=True)
    members = members_here(world)
    so_far: Counter[int] = Counter()
    numbered = []
    for one in given:
        numbered.append((one, members[one.auditor_id], so_far[one.auditor_id]))
        so_far[one.auditor_id] += 1
    return numbered


def members_here(world: World) -> dict[int, Membership]:
    here = select(Membership).where(Membership.council_id == world.council.id)
    return {one.person_id: one for one in db.session.scalars(here)}
