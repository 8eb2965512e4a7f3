"""What people looked at and took away, so that the pages of the trail have something to tell."""

from bisect import bisect_right
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from qa_app.access.rules import Role, Viewer
from qa_app.audits.models import Audit
from qa_app.children.queries.children import find_by_reference
from qa_app.cli.demo.audits import NAME as MONTHLY
from qa_app.cli.demo.lives import first_of
from qa_app.cli.demo.world import World
from qa_app.foundation.clock import start_of
from qa_app.foundation.database import db
from qa_app.organisation.models import Membership
from qa_app.rounds import operations as rounds
from qa_app.rounds.queries import list_rounds
from qa_app.trail.models import Event
from qa_app.trail.operations import in_order_of_time, last_acts, record

NAMED_ROUNDS, MANY_ROUNDS = 3, 100
RECORDS_LOOKED_AT = 12


def name_rounds(world: World) -> None:
    """For the adviser: the months before this one."""
    lead = world.viewer(world.people["qa lead"])
    visit = world.people[Role.INSPECTOR.value].appointments[0]
    monthly = [one for one in list_rounds(lead, MANY_ROUNDS) if one.programme.name == MONTHLY]
    for round_ in monthly[1 : NAMED_ROUNDS + 1]:
        rounds.name_round(round_, visit, by=lead, at=world.at - timedelta(days=19))


def look_at_records(world: World) -> None:
    """Records of one team, opened by its own people, their manager and the QA lead."""
    team = next(one for one in world.teams if one.manager is world.people["team manager"])
    lead = world.viewer(world.people["qa lead"])
    readers = [world.viewer(one) for one in (world.people["team manager"], *team.practitioners[:3])]
    mine = [life for life in world.records if life.team is team][:RECORDS_LOOKED_AT]
    for life in mine:
        row = find_by_reference(life.reference, lead)
        assert row is not None  # noqa: S101 – the list that was just imported has it
        for reader in (*readers, lead):
            for _ in range(world.chance.randrange(3)):
                look_once(world, "child:viewed", reader, child=row.child.public_id)
        look_once(world, "children:listed", readers[0], ids=[row.child.public_id])


def take_away(world: World) -> None:
    """A workbook and a list each month, as long as they were then."""
    lead, manager = (world.viewer(world.people[key]) for key in ("qa lead", "team manager"))
    team = next(one for one in world.teams if one.manager is world.people["team manager"])
    submitted = sorted(filter(None, db.session.scalars(select(Audit.submitted_at))))
    for months_ago in range(11, 0, -1):
        at = start_of(first_of(world.today, months_ago) + timedelta(days=5)) + timedelta(hours=10)
        rows = bisect_right(submitted, at)
        record("report:exported", lead, at=at, rows=rows, report="thematic-findings")
        if months_ago % 3 == 0:
            listed = sum(life.team is team for life in world.lists[-1 - months_ago])
            record("children:exported", manager, at=at + timedelta(hours=2), rows=listed)


def look_once(world: World, name: str, by: Viewer, **about: Any) -> None:
    ago = timedelta(days=world.chance.randrange(1, 40), minutes=world.chance.randrange(500))
    record(name, by, at=world.at - ago, **about)


def note_what_they_did(world: World) -> None:
    """Whoever did something was here when they did it."""
    chain = world.council.id
    written = select(Event.by_id, func.max(Event.at)).where(Event.chain == chain)
    acted = {one: at for one, at in db.session.execute(written.group_by(Event.by_id)) if one}
    acted |= last_acts(chain)
    members = select(Membership).where(Membership.council_id == world.council.id)
    for member in db.session.scalars(members.where(Membership.person_id.in_(acted))):
        member.invited_at = member.invited_at or world.began
        member.last_seen_at = max(member.last_seen_at or world.began, acted[member.person_id])


def put_events_in_order(world: World) -> None:
    """As they would have been written: each month after the one before, whichever step invented it."""
    in_order_of_time()


STEPS = (name_rounds, look_at_records, take_away, put_events_in_order)
