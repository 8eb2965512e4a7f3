"""Who would read which of the records that were drawn, before anything is given out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from qa_app.children.models import Child
from qa_app.foundation.database import db
from qa_app.rounds.models import Allocation, AllocationChange, Draw, DrawnRecord, Round
from qa_app.rounds.queries.auditors import Panel, leaders_of
from qa_app.rounds.queries.drawing import panel_of
from qa_app.rounds.queries.pools import paths_of
from qa_app.rounds.queries.standing import still_in
from qa_app.rounds.rules.changes import Act
from qa_app.rounds.rules.independence import Bar, Record, chain_above
from qa_app.rounds.rules.proposals import Proposal, propose


@dataclass(frozen=True)
class Proposed:
    """A proposal with the rows and the people it is about."""

    draw: Draw
    drawn: list[DrawnRecord]
    panel: Panel
    proposal: Proposal


def proposal_for(draw: Draw, waived: Collection[Bar] = ()) -> Proposed:
    round_ = draw.round
    drawn = still_in(draw)
    panel = panel_of(round_)
    records = records_of(drawn, panel, round_)
    proposal = propose(
        records, panel.auditors, panel.times, round_.programme.plan.within, waived, draw.seed
    )
    return Proposed(draw, drawn, panel, proposal)


def records_of(drawn: Collection[DrawnRecord], panel: Panel, round_: Round) -> list[Record]:
    """As the rules of independence see them: where each is today, and who stands above its practitioner."""
    paths = paths_of(round_.council_id)
    leaders = leaders_of(round_.council_id, round_.due_on)
    children = [one.child_id for one in drawn if one.child_id]
    restricted = _restricted(round_.council_id)
    readers = last_readers(children, round_.council_id)
    return [
        Record(
            reference=one.reference,
            path=(path := paths.get(one.place_id, "")),
            practitioners=(one.practitioner_id,) if one.practitioner_id else (),
            led_by=_led_by(one.practitioner_id, leaders.get(path, ()), panel.manager_of),
            is_restricted=one.child_id in restricted,
            read_last_by=readers.get(one.child_id or 0),
        )
        for one in drawn
    ]


def _led_by(
    practitioner: int | None, leaders: Collection[int], manager_of: Mapping[int, int | None]
) -> frozenset[int]:
    above = {*leaders, *chain_above(practitioner, manager_of)}
    for leader in leaders:
        above |= chain_above(leader, manager_of)
    return frozenset(above)


def _restricted(council_id: int) -> set[int]:
    return set(
        db.session.scalars(select(Child.id).where(Child.council_id == council_id, Child.restricted))
    )


def last_readers(children: Collection[int], council_id: int) -> dict[int, int]:
    """Who read each of these records last."""
    rows = db.session.execute(
        select(Allocation.child_id, Allocation.auditor_id)
        .where(
            Allocation.council_id == council_id,
            Allocation.child_id.in_(children),
            Allocation.done_at.is_not(None),
        )
        .order_by(Allocation.done_at)
    )
    return {child: auditor for child, auditor in rows if child}


def declined_by(allocation: Allocation) -> frozenset[int]:
    """Whoever said that they cannot read this record."""
    rows = select(AllocationChange.auditor_before_id).where(
        AllocationChange.allocation_id == allocation.id, AllocationChange.act == Act.DECLINED
    )
    return frozenset(one for one in db.session.scalars(rows) if one)
