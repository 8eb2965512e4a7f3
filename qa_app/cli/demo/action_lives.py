"""One action from the day on which it is owed to the day of the demonstration."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from qa_app.access.rules import Role, Viewer
from qa_app.actions.queries.owners import in_charge_of, latest_row_of, manager_for
from qa_app.actions.rules import Act, ForWhom, Helped, State
from qa_app.actions.rules.states import in_history
from qa_app.audits.models import Audit
from qa_app.cli.demo.action_words import (
    CAME_OF_IT,
    HELPED,
    LOOKED_AT,
    NO_LONGER,
    PUT_OFF,
    STILL_TO_DO,
    Words,
)
from qa_app.cli.demo.world import MONTHS, World
from qa_app.foundation.clock import london_day, start_of, working_days_after
from qa_app.organisation.models import Place

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
    # Found once for each practitioner and place.
    managers: dict[tuple[int | None, int, bool], int | None] = field(default_factory=dict)

    def manager_of(self, practitioner: int | None, place: Place, restricted: bool) -> int | None:
        key = (practitioner, place.id, restricted)
        if key not in self.managers:
            today = self.world.today
            self.managers[key] = manager_for(practitioner, place, today, restricted=restricted)
        return self.managers[key]

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
    return teller.manager_of(practitioner, given.place, restricted)


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
