"""Two years of actions out of the audits that were submitted; kept better as time went on."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import joinedload

from qa_app.access.rules import Role, Viewer
from qa_app.actions.models import Action, ActionChange
from qa_app.actions.operations.steps import EVENTS
from qa_app.actions.queries.owners import in_charge_of, latest_row_of, manager_for
from qa_app.actions.rules import Act, ForWhom, Helped, SourceKind, State
from qa_app.actions.rules.states import in_history
from qa_app.audits.models import Audit, Finding, FindingTheme
from qa_app.audits.rules import FindingKind
from qa_app.cli.demo.action_words import (
    CAME_OF_IT,
    HELPED,
    LOOKED_AT,
    NO_LONGER,
    PUT_OFF,
    SHARES,
    STILL_TO_DO,
    Words,
    words_about,
)
from qa_app.cli.demo.world import MONTHS, World
from qa_app.foundation.clock import london_day, start_of, working_days_after
from qa_app.foundation.database import db, new_public_id
from qa_app.rounds.models import Allocation, Round
from qa_app.trail.operations import record

# Another invention than the rest of the demonstration, so that neither changes the other.
SEED = 2411
HOW_MANY = (0, 1, 2, 3)
OFTEN = (15, 45, 30, 10)
WITHIN = (5, 10, 15, 20, 30)
# The QA lead asks after whatever has been overdue for longer, until it is seen to.
NOTHING_IS_OLDER = timedelta(days=120)
SIGNED_OFF_AFTER, CONFIRMED_AFTER = timedelta(days=9), timedelta(days=6)
# Of what was due in the first month and in the latest, so much was done on time.
FIRST_ON_TIME, LAST_ON_TIME = 0.5, 0.84
NEVER_DONE, SET_ASIDE, WAS_PUT_OFF, WAS_REOPENED, UNCONFIRMED = 0.12, 0.05, 0.09, 0.06, 0.03
DONE_AGAIN = 0.8


@dataclass
class Told:
    """One action as it is being told: its row, and each of its steps."""

    row: dict[str, Any]
    child: str | None
    steps: list[dict[str, Any]] = field(default_factory=list)

    def step(self, act: Act, at: datetime, by: int, why: str = "", **after: Any) -> None:
        self.steps.append(
            {
                "act": act,
                "at": at,
                "by_id": by,
                "why": why,
                "state_before": self.row["state"],
                "owner_before_id": self.row["owner_id"],
                "due_before": self.row["due_on"],
                "helped": after.get("helped") if act is Act.DONE else None,
            }
        )
        self.row |= after


@dataclass
class Teller:
    """Who acts, what is drawn, and how late it is."""

    world: World
    chance: Random
    lead: Viewer

    def one(self, words: tuple[str, ...]) -> str:
        return self.chance.choice(words)

    def drawn(self, shares: Mapping[Any, int]) -> Any:
        return self.chance.choices(list(shares), list(shares.values()))[0]

    def is_past(self, at: datetime) -> bool:
        return at <= self.world.at

    def on_time_in(self, day: date) -> float:
        months_ago = (self.world.today - day).days / 31
        through = max(0.0, min(1.0, 1 - months_ago / MONTHS))
        return FIRST_ON_TIME + (LAST_ON_TIME - FIRST_ON_TIME) * through


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


def live(teller: Teller, told: Told, audit: Audit, said: Words) -> None:
    """From the day it is owed to the day of the demonstration."""
    owed_at = audit.submitted_at
    assert owed_at is not None  # noqa: S101 – asked for
    if told.row["for_whom"] is not ForWhom.CHILD:
        owed_at += SIGNED_OFF_AFTER
    if not teller.is_past(owed_at):
        return
    due = working_days_after(london_day(owed_at), told.row["within"])
    owner = owner_of(told, audit, teller)
    by = audit.allocation.auditor_id if owed_at == audit.submitted_at else teller.lead.person_id
    told.step(
        Act.OWED, owed_at, by,
        state=State.OWED, owner_id=owner, given_at=owed_at, due_on=due, due_first_on=due,
    )  # fmt: skip
    if teller.chance.random() < WAS_PUT_OFF:
        later(teller, told)
    if teller.chance.random() < SET_ASIDE:
        at = owed_at + timedelta(days=teller.chance.randrange(4, 16))
        if teller.is_past(at):
            why = teller.one(NO_LONGER)
            told.step(Act.SET_ASIDE, at, teller.lead.person_id, why, state=State.NO_LONGER_RIGHT)
        return
    is_old = due < teller.world.today - NOTHING_IS_OLDER
    if is_old or teller.chance.random() >= NEVER_DONE:
        see_to(teller, told, owed_at, said)


def owner_of(told: Told, audit: Audit, teller: Teller) -> int | None:
    """As the service finds them; a practitioner owes what is for them."""
    given, today = audit.allocation, teller.world.today
    row = latest_row_of(given.child_id) if given.child_id else None
    practitioner = row.practitioner_id if row else None
    restricted = bool(given.child and given.child.restricted)
    if told.row["for_whom"] is ForWhom.PRACTITIONER and practitioner and not restricted:
        return practitioner
    if told.row["for_whom"] is ForWhom.SERVICE:
        heads = in_charge_of(given.place, today, Role.HEAD_OF_SERVICE)
        return heads[0] if heads else teller.lead.person_id
    return manager_for(practitioner, given.place, today, restricted=restricted)


def later(teller: Teller, told: Told) -> None:
    due = told.row["due_on"]
    at = start_of(due - timedelta(days=2)) + timedelta(hours=10)
    if teller.is_past(at) and at > told.steps[-1]["at"]:
        to = working_days_after(due, teller.chance.choice((5, 10)))
        told.step(Act.PUT_OFF, at, teller.lead.person_id, teller.one(PUT_OFF), due_on=to)


def see_to(teller: Teller, told: Told, owed_at: datetime, said: Words) -> None:
    """Done, on time or late; then looked at by the QA lead, who sometimes reopens it."""
    due, chance = told.row["due_on"], teller.chance
    room = max(1, (due - london_day(owed_at)).days)
    days = chance.randrange(max(1, room // 2), room + 1)
    if chance.random() > teller.on_time_in(due):
        days = room + chance.randrange(1, 25)
    at = owed_at + timedelta(days=days, hours=1)
    if not teller.is_past(at):
        return
    done(teller, told, at, said)
    at += CONFIRMED_AFTER + timedelta(days=chance.randrange(5))
    is_new = london_day(at) > teller.world.today - NOTHING_IS_OLDER
    if not teller.is_past(at) or (is_new and chance.random() < UNCONFIRMED):
        return
    if chance.random() < WAS_REOPENED:
        at = again(teller, told, at, said)
    if told.row["state"] is State.DONE and teller.is_past(at):
        looked = teller.one(LOOKED_AT)
        told.step(Act.CONFIRMED, at, teller.lead.person_id, looked, state=State.CONFIRMED)


def done(teller: Teller, told: Told, at: datetime, said: Words) -> None:
    helped: Helped = teller.drawn(HELPED)
    words = teller.one(CAME_OF_IT[helped])
    by = told.row["owner_id"] or teller.lead.person_id
    told.step(
        Act.DONE, at, by, in_history(said.done, helped, words),
        state=State.DONE, evidence=said.done, helped=helped, helped_words=words,
        done_on=london_day(at), done_by_id=by,
    )  # fmt: skip


def again(teller: Teller, told: Told, at: datetime, said: Words) -> datetime:
    """Reopened, and done a second time where there was time for it; when that was looked at."""
    due = working_days_after(london_day(at), 10)
    told.step(
        Act.REOPENED, at, teller.lead.person_id, teller.one(STILL_TO_DO),
        state=State.REOPENED, due_on=due, due_first_on=due, given_at=at,
        evidence="", helped=None, helped_words="", done_on=None, done_by_id=None,
    )  # fmt: skip
    at += timedelta(days=teller.chance.randrange(5, 13))
    is_old = london_day(at) < teller.world.today - NOTHING_IS_OLDER
    if teller.is_past(at) and (is_old or teller.chance.random() < DONE_AGAIN):
        done(teller, told, at, said)
    return at + CONFIRMED_AFTER


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
