"""Actions out of the audits that count, as far as the person sees actions."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import func, literal, select

from qa_app.access.rules import Permission, Viewer
from qa_app.actions.models import CLOSED, NOBODY, Action
from qa_app.actions.queries.actions import visible_to
from qa_app.actions.queries.words import words_are_open
from qa_app.actions.rules import ForWhom, SourceKind, State
from qa_app.actions.rules.states import OPEN
from qa_app.audits.models import Audit
from qa_app.children.models import Child
from qa_app.foundation.database import db
from qa_app.organisation.models import Membership, Place
from qa_app.reports.queries.asking import Ask
from qa_app.reports.queries.streams import Wanted, portions
from qa_app.reports.rules.hiding import shown_table
from qa_app.reports.rules.tables import Column, Kind, Row, Table, numbers

Counts = Counter[tuple[ForWhom, State]]
STATES = [one for one in State if one is not State.PROPOSED]


def count_actions(ask: Ask) -> Counts:
    by = (Action.for_whom, Action.state)
    rows = db.session.execute(
        _of_these(ask).with_only_columns(*by, func.count()).group_by(*by).order_by(None)
    )
    return Counter({(whom, state): number for whom, state, number in rows})


def action_counts(ask: Ask, counts: Counts) -> Table:
    whom = [one for one in ForWhom if any(one is each for each, _ in counts) and not ask.wholes_only]  # fmt: skip
    shown = shown_table([[counts[one, state] for state in STATES] for one in whom], ask.level)
    rows = [(one.value, *cells) for one, cells in zip(whom, shown, strict=True)]
    return Table(
        "Action counts",
        "action_counts",
        "Actions out of these audits, by whom they are for and how they stand.",
        [Column("For whom", width=30), *numbers(*(one.value for one in STATES))],
        rows,
    )


def actions(ask: Ask) -> Table:
    return Table(
        "Actions",
        "actions",
        "A row for each action out of these audits that you may see. Words that wait for a second opinion are closed.",
        [
            Column("Action", width=15),
            Column("Audit", width=15),
            Column("Record", width=15),
            Column("For whom", width=20),
            Column("Owner", width=24),
            Column("Place", width=26),
            Column("Due", Kind.DAY),
            Column("State", width=20),
            Column("Overdue", width=10),
            Column("Done on", Kind.DAY),
            Column("Did it help?", width=16),
            Column("What will be done", Kind.LONG),
            Column("How we will know it helped", Kind.LONG),
        ],
        _rows(ask),
        keys=3,
        noted=True,
    )


def _rows(ask: Ask) -> Iterator[Row]:
    for portion in portions(_wanted(ask)):
        for one in portion:
            yield _row(ask, one)


def _row(ask: Ask, one: Any) -> Sequence[Any]:
    overdue = one.state in OPEN and one.due_on is not None and one.due_on < ask.today
    return (
        ask.names.of("T", one.public_id),
        ask.audit(one.source_id),
        ask.record(one.reference, one.child_id) if one.reference else "",
        one.for_whom.value,
        one.owner or NOBODY,
        one.place,
        one.due_on,
        one.state.value,
        "Yes" if overdue else "No",
        one.done_on,
        one.helped.value if one.helped and one.is_open else "",
        one.what if one.is_open else CLOSED,
        one.how_we_will_know if one.is_open else "",
    )


def _wanted(ask: Ask) -> Wanted:
    """What is due first comes first."""
    return (
        _of_these(ask)
        .outerjoin(Child, Child.id == Action.child_id)
        .outerjoin(
            Membership,
            (Membership.person_id == Action.owner_id)
            & (Membership.council_id == Action.council_id),
        )
        .with_only_columns(
            Action.public_id,
            Action.source_id,
            Action.for_whom,
            Action.state,
            Action.due_on,
            Action.done_on,
            Action.helped,
            Action.what,
            Action.how_we_will_know,
            Action.child_id,
            Child.reference,
            Membership.name.label("owner"),
            Place.name.label("place"),
            (_is_open(ask.viewer)).label("is_open"),
        )
        .order_by(Action.due_on, Action.id)
    )


def _of_these(ask: Ask) -> Wanted:
    ids = ask.audits().with_only_columns(Audit.public_id)
    return (
        visible_to(ask.viewer, Permission.ACTION_READ)
        .options()
        .where(Action.source_kind == SourceKind.AUDIT, Action.source_id.in_(ids))
    )


def _is_open(viewer: Viewer) -> Any:
    condition = words_are_open(viewer)
    return select(literal(1)).where(condition).correlate(Action).exists()
