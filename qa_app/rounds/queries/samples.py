"""Dip samples that somebody was given: many records of one round, looked at together."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.queries.kinds import is_of_kind
from qa_app.rounds.queries.own import mine
from qa_app.rounds.rules import OPEN, State
from qa_app.rounds.rules.dip_samples import Sample
from qa_app.rounds.rules.plans import Kind


def is_of_a_sample() -> ColumnElement[bool]:
    of_a_sample = select(Round.id).join(Round.programme).where(is_of_kind(Kind.DIP_SAMPLE))
    return Allocation.round_id.in_(of_a_sample)


def list_samples(viewer: Viewer, *states: State) -> list[tuple[Round, Sample]]:
    """Those of the viewer's own with a record in one of these states, the first due first."""
    own = mine(viewer).where(is_of_a_sample()).subquery()
    in_open = func.count().filter(own.c.state.in_(OPEN))
    wanted_here = func.count().filter(own.c.state.in_(states or [*State]))
    rows = db.session.execute(
        select(
            own.c.round_id,
            func.count(),
            func.count().filter(own.c.state == State.DONE),
            in_open,
        )
        .group_by(own.c.round_id)
        .having(wanted_here > 0)
    )
    counts = {round_id: tuple(counted) for round_id, *counted in rows}
    return [(one, Sample(one.programme.name, *counts[one.id])) for one in _rounds(counts)]


def _rounds(ids: Collection[int]) -> list[Round]:
    wanted = (
        select(Round)
        .where(Round.id.in_(ids))
        .options(joinedload(Round.programme), joinedload(Round.template_version))
        .order_by(Round.due_on, Round.id)
    )
    return list(db.session.scalars(wanted))


def find_sample(public_id: str, viewer: Viewer) -> Round:
    """A dip sample of which the viewer has records; whoever was given none finds nothing there."""
    own = mine(viewer).where(Allocation.round_id == Round.id).with_only_columns(Allocation.id)
    return db.session.scalars(
        select(Round)
        .join(Round.programme)
        .options(joinedload(Round.programme), joinedload(Round.template_version))
        .where(
            Round.council_id == viewer.council_id,
            Round.public_id == public_id,
            is_of_kind(Kind.DIP_SAMPLE),
            own.correlate(Round).exists(),
        )
    ).one()


def list_of_sample(sample: Round, viewer: Viewer) -> list[Allocation]:
    """What the viewer was given of it, by reference."""
    wanted = (
        mine(viewer)
        .where(Allocation.round_id == sample.id)
        .order_by(Allocation.reference, Allocation.id)
    )
    return list(db.session.scalars(wanted))
