"""Who works for two councils, who is away, who leaves, who was seen last, and a team that closed."""

from datetime import date, timedelta

from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.cli.demo.places import CLOSED_TEAM
from qa_app.cli.demo.world import OTHER_NAME, World
from qa_app.foundation.database import db
from qa_app.organisation import operations
from qa_app.organisation.models import Membership


def appoint_somebody_in_both(world: World) -> None:
    """A reviewing officer who also works for the neighbour chooses a council when signing in."""
    member = world.people["reviewing officer"]
    operations.appoint(
        member.person,
        Role.REVIEWING_OFFICER,
        world.places[OTHER_NAME],
        date(2025, 9, 1),
        None,
        world.at,
    )


def send_some_away(world: World) -> None:
    """Managers on leave with a deputy, and one who is ill with nobody named."""
    managers = [team.manager for team in world.teams if team.manager]
    away = world.chance.sample(managers[1:], 4)
    for number, member in enumerate(away):
        beside = managers[managers.index(member) - 1]
        first_day = world.today - timedelta(days=world.chance.randrange(1, 8))
        last_day = first_day + timedelta(days=world.chance.choice((9, 13, 20)))
        deputy = beside.person if number else None
        operations.record_absence(
            member, first_day, last_day if number else None, deputy, world.administrator, world.at
        )


def let_some_go(world: World) -> None:
    """A manager leaves soon; a practitioner has left and the list still names them."""
    leaver = world.teams[-1].manager
    gone = world.teams[5].practitioners[0]
    assert leaver is not None  # noqa: S101 – every team has a manager
    world.people["leaver"], world.people["gone"] = leaver, gone
    by, at = world.administrator, world.at
    operations.set_leaving(leaver, world.today + timedelta(days=21), by, at)
    operations.set_leaving(gone, world.today - timedelta(days=12), by, at)


def note_who_was_seen(world: World) -> None:
    """Most people were here this month; a few have not been for long, and some never."""
    everybody = select(Membership).where(Membership.council_id == world.council.id)
    for member in db.session.scalars(everybody.order_by(Membership.id)):
        days = world.chance.choices((0, 1, 6, 20, 45, 130, None), (22, 28, 25, 15, 4, 2, 4))[0]
        if days is not None:
            member.invited_at = world.began
            member.last_seen_at = world.at - timedelta(days=days, hours=1)


def close_the_team(world: World) -> None:
    """At the end of the last financial year, as councils do."""
    year = world.today.year - (world.today.month <= 3)
    operations.close_place(
        world.places[CLOSED_TEAM], date(year, 3, 31), world.administrator, world.at
    )


STEPS = (
    appoint_somebody_in_both,
    send_some_away,
    let_some_go,
    note_who_was_seen,
    close_the_team,
)
