"""Everything a draw may choose from, as the council's lists and rounds know it on a day.

A draw is the council's: it weighs restricted records as well, which only cleared auditors are given. What
of it a viewer may see is decided where it is shown.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, case, func, not_, or_, select

from qa_app.children.models import CaseList, Child, ChildOnList
from qa_app.children.queries.lists import list_in_force
from qa_app.foundation.clock import start_of
from qa_app.foundation.database import db
from qa_app.organisation.models import Membership, Person, Place
from qa_app.organisation.queries.viewers import works_here
from qa_app.rounds.models import Allocation, DrawHold
from qa_app.rounds.queries.holds import holds_on
from qa_app.rounds.rules import OPEN, State
from qa_app.rounds.rules.chasing import is_chased_no_more
from qa_app.rounds.rules.eligibility import Facts, Unfinished
from qa_app.rounds.rules.pools import Pool, digest_of_references

# Columns rather than whole rows, which take twice as long for thousands of records.
KNOWN_OF_A_RECORD = (
    Child.id,
    Child.reference,
    Child.family_reference,
    Child.restricted,
    Place.path,
    ChildOnList.place_id,
    ChildOnList.is_open,
    ChildOnList.status,
    ChildOnList.status_since,
    ChildOnList.age,
    ChildOnList.practitioner_id,
    ChildOnList.second_practitioner_id,
)


@dataclass(frozen=True)
class _Known:
    """What rounds and people have said of a council's children."""

    held: set[int]
    being_audited: Mapping[int, Unfinished]
    last_audited: Mapping[int, date]


def open_list(council_id: int, on: date) -> Pool | None:
    """The list in force; None as long as there is none."""
    newest = list_in_force(council_id)
    return pool_of(newest, on) if newest else None


def pool_of(case_list: CaseList, on: date) -> Pool:
    """A list with what was known on that day. It may be past, where nothing was given out since."""
    rows = db.session.execute(
        select(*KNOWN_OF_A_RECORD)
        .select_from(ChildOnList)
        .join(ChildOnList.child)
        .join(ChildOnList.place)
        .where(ChildOnList.case_list_id == case_list.id, Child.merged_into_id.is_(None))
    ).all()
    known = known_of(case_list.council_id, on)
    facts = tuple(facts_of(row, known) for row in rows)
    return Pool(facts, case_list.as_at, case_list.digest, case_list.id)


def facts_of(row: Row[*tuple[Any, ...]], known: _Known) -> Facts:
    both = (row.practitioner_id, row.second_practitioner_id)
    return Facts(
        reference=row.reference,
        child_id=row.id,
        place_id=row.place_id,
        is_open=row.is_open,
        status=row.status,
        status_since=row.status_since,
        age=row.age,
        path=row.path,
        family=row.family_reference,
        practitioners=tuple(one for one in both if one is not None),
        is_restricted=row.restricted,
        held=row.id in known.held,
        open_audit=known.being_audited.get(row.id),
        last_audited=known.last_audited.get(row.id),
    )


def known_of(council_id: int, on: date) -> _Known:
    return _Known(held_on(council_id, on), *_audits_of(council_id, on))


def held_on(council_id: int, on: date) -> set[int]:
    """Children out of draws that day; a merged reference holds the one it became."""
    return set(
        db.session.scalars(
            select(func.coalesce(Child.merged_into_id, Child.id))
            .join(DrawHold, DrawHold.child_id == Child.id)
            .where(DrawHold.council_id == council_id, *holds_on(on))
        )
    )


def _audits_of(council_id: int, on: date) -> tuple[dict[int, Unfinished], dict[int, date]]:
    """Who is being audited that day, and when each was last; work left out or withdrawn is neither."""
    done_by_then = Allocation.done_at < start_of(on + timedelta(days=1))
    still_open = or_(Allocation.state.in_((*OPEN, State.PAUSED)), not_(done_by_then))
    is_paused = Allocation.state == State.PAUSED
    is_open = func.max(case((still_open, 1), else_=0))
    latest = func.max(case((still_open, case((is_paused, on), else_=Allocation.due_on))))
    last = func.max(case((done_by_then, Allocation.done_at)))
    rows = db.session.execute(
        select(Allocation.child_id, is_open, latest, last)
        .where(Allocation.council_id == council_id, Allocation.child_id.is_not(None))
        .group_by(Allocation.child_id)
    )
    now_read, last_read = {}, {}
    for child_id, open_now, due_on, done_at in rows:
        if open_now:
            forgotten = is_chased_no_more(due_on, on)
            now_read[child_id] = Unfinished.CHASED_NO_MORE if forgotten else Unfinished.CHASED
        if done_at is not None:
            last_read[child_id] = done_at.date()
    return now_read, last_read


def practitioners_pool(council_id: int, on: date) -> Pool:
    """Whoever a child on the list in force is with: their own work is what is looked at."""
    places = _where_they_work(council_id)
    paths = paths_of(council_id)
    rows = db.session.execute(
        select(Membership.person_id, Person.public_id)
        .join(Membership.person)
        .where(Membership.council_id == council_id, works_here(on))
        .order_by(Membership.id)
    )
    public = {person: public_id for person, public_id in rows if person in places}
    last = _last_looked_at(council_id)
    facts = []
    for person, public_id in public.items():
        mostly = max(places[person], key=lambda place: (places[person][place], -place))
        facts.append(
            Facts(
                reference=public_id,
                place_id=mostly,
                path=paths.get(mostly, ""),
                practitioners=(person,),
                last_audited=last.get(person),
            )
        )
    return Pool(tuple(facts), on, digest_of_references([one.reference for one in facts]), None)


def _where_they_work(council_id: int) -> dict[int, Counter[int]]:
    """How many open records each practitioner has in each place."""
    newest = list_in_force(council_id)
    places: dict[int, Counter[int]] = defaultdict(Counter)
    if newest is None:
        return places
    rows = db.session.execute(
        select(ChildOnList.practitioner_id, ChildOnList.place_id).where(
            ChildOnList.case_list_id == newest.id,
            ChildOnList.practitioner_id.is_not(None),
            ChildOnList.is_open,
        )
    )
    for person, place in rows:
        if person is not None:
            places[person][place] += 1
    return places


def _last_looked_at(council_id: int) -> dict[int, date]:
    rows = db.session.execute(
        select(Allocation.practitioner_id, func.max(Allocation.done_at))
        .where(Allocation.council_id == council_id, Allocation.practitioner_id.is_not(None))
        .group_by(Allocation.practitioner_id)
    )
    return {person: done_at.date() for person, done_at in rows if person and done_at}


def paths_of(council_id: int) -> dict[int, str]:
    rows = select(Place.id, Place.path).where(Place.council_id == council_id)
    return {place_id: path for place_id, path in db.session.execute(rows)}
