"""Two years of actions out of the audits that were submitted; kept better as time went on."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import joinedload

from qa_app.actions.models import Action, ActionChange
from qa_app.actions.operations.steps import EVENTS
from qa_app.actions.rules import Act, ForWhom, SourceKind, State
from qa_app.audits.models import Audit, Finding, FindingTheme
from qa_app.audits.rules import FindingKind
from qa_app.cli.demo.action_lives import Teller, Told, live
from qa_app.cli.demo.action_words import (
    SHARES,
    Words,
    words_about,
)
from qa_app.cli.demo.world import World
from qa_app.foundation.database import db, new_public_id
from qa_app.rounds.models import Allocation, Round
from qa_app.trail.operations import record

# Another invention than the rest of the demonstration, so that neither changes the other.
SEED = 2411
HOW_MANY = (0, 1, 2, 3)
OFTEN = (15, 45, 30, 10)
WITHIN = (5, 10, 15, 20, 30)


def take_action(world: World) -> None:
    teller = Teller(world, Random(SEED), world.viewer(world.people["qa lead"]))  # noqa: S311 – invention
    found = themes_found(world)
    told = [one for audit in submitted(world) for one in of_audit(teller, audit, found[audit.id])]
    give_some_to_the_accounts(world, told)
    keep(told)


def give_some_to_the_accounts(world: World, told: list[Told]) -> None:
    """Whoever signs in to look around owes something: of their own team, and nothing of a restricted child."""
    team = next(one for one in world.teams if one.manager is world.people["team manager"])
    theirs = [
        one
        for one in told
        if one.row["place_id"] == team.place.id
        and one.row["owner_id"]
        and one.steps[-1]["act"] is Act.OWED
    ]
    owners = (world.people["team manager"], world.people["practitioner"])
    for number, one in enumerate(theirs):
        one.row["owner_id"] = owners[number % len(owners)].person_id


def submitted(world: World) -> list[Audit]:
    wanted = (
        select(Audit)
        .where(Audit.council_id == world.council.id, Audit.submitted_at.is_not(None))
        .join(Audit.allocation)
        .options(
            joinedload(Audit.allocation).joinedload(Allocation.child),
            joinedload(Audit.allocation).joinedload(Allocation.place),
            joinedload(Audit.allocation).joinedload(Allocation.round).joinedload(Round.programme),
        )
        .order_by(Audit.submitted_at, Audit.id)
    )
    return list(db.session.scalars(wanted))


def themes_found(world: World) -> Mapping[int, list[str]]:
    """What each audit says has to change."""
    found: dict[int, list[str]] = defaultdict(list)
    wanted = (
        select(Finding.audit_id, FindingTheme.theme)
        .join(FindingTheme.finding)
        .where(Finding.council_id == world.council.id, Finding.kind == FindingKind.DEVELOPMENT)
        .order_by(Finding.audit_id, Finding.position)
    )
    for audit_id, theme in db.session.execute(wanted):
        found[audit_id].append(theme)
    return found


def of_audit(teller: Teller, audit: Audit, themes: Sequence[str]) -> list[Told]:
    """Each puts right something that was found; where nothing has to change, nothing is asked for."""
    number = teller.chance.choices(HOW_MANY, OFTEN)[0] if themes else 0
    told: list[Told] = []
    for _ in range(number):
        for_whom = teller.drawn(SHARES)
        if for_whom is ForWhom.CHILD and audit.allocation.child is None:
            for_whom = ForWhom.TEAM
        there = {one.row["what"] for one in told}
        fitting = [one for one in words_about(for_whom, themes) if one.what not in there]
        if not fitting:
            continue
        said = teller.chance.choice(fitting)
        one = proposed(audit, for_whom, said, teller.chance.choice(WITHIN))
        live(teller, one, audit, said)
        told.append(one)
    return told


def proposed(audit: Audit, for_whom: ForWhom, said: Words, within: int) -> Told:
    given = audit.allocation
    assert audit.submitted_at is not None  # noqa: S101 – asked for
    at = audit.submitted_at - timedelta(hours=1)
    row = {
        "public_id": new_public_id(),
        "council_id": audit.council_id,
        "source_kind": SourceKind.AUDIT,
        "source_id": audit.public_id,
        "source_title": f"{given.round.programme.name}, {given.round.month:%B %Y}",
        "for_whom": for_whom,
        "what": said.what,
        "how_we_will_know": said.how,
        "child_id": given.child_id,
        "place_id": given.place_id,
        "place_then": given.place_then,
        "owner_id": None,
        "given_at": None,
        "offered_to_id": None,
        "within": within,
        "due_on": None,
        "due_first_on": None,
        "state": State.PROPOSED,
        "proposed_by_id": given.auditor_id,
        "proposed_at": at,
        "evidence": "",
        "helped": None,
        "helped_words": "",
        "done_on": None,
        "done_by_id": None,
        "version": 1,
    }
    told = Told(row, given.child.public_id if given.child else None)
    told.step(Act.PROPOSED, at, given.auditor_id)
    return told


def keep(told: list[Told]) -> None:
    """All at once: a thousand actions one by one would keep people waiting for the demonstration."""
    if not told:
        return
    for one in told:
        one.row["version"] = len(one.steps)
    db.session.execute(insert(Action), [one.row for one in told])
    rows = select(Action.public_id, Action.id)
    ids = {public_id: number for public_id, number in db.session.execute(rows)}
    changes = [
        {"action_id": ids[one.row["public_id"]], "council_id": one.row["council_id"], **step}
        for one in told
        for step in one.steps
    ]
    db.session.execute(insert(ActionChange), changes)
    for one in told:
        for step in one.steps:
            note(one, step)


def note(told: Told, step: Mapping[str, Any]) -> None:
    record(
        EVENTS[step["act"]],
        None,
        Named(told.row["public_id"]),
        council_id=told.row["council_id"],
        by_id=step["by_id"],
        child=told.child,
        at=step["at"],
        source=SourceKind.AUDIT.name,
        source_id=told.row["source_id"],
    )


@dataclass(frozen=True)
class Named:
    """What the trail needs of an action."""

    public_id: str
    __tablename__ = Action.__tablename__


STEPS = (take_action,)
