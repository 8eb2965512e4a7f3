"""What was given out and what became of it, one row an audit, for rules to count."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, case, func, or_, select

from qa_app.access.queries import where_permitted, within
from qa_app.access.rules import Permission, Viewer
from qa_app.audit_templates.models import TemplateVersion
from qa_app.foundation.database import db
from qa_app.insight.rules import Completion, Given
from qa_app.organisation.models import Place
from qa_app.rounds.models import Allocation, Programme, Round
from qa_app.rounds.queries import is_own_work, not_hidden_from
from qa_app.rounds.rules import State
from qa_app.rounds.rules.changes import LEFT_OUT


def completion_in(month: date, viewer: Viewer, below: str = "") -> Completion:
    """Done of those not paused or exempt, counted by the database: the first page asks for this alone."""
    is_done = Allocation.done_at.is_not(None)
    done = func.coalesce(func.sum(case((is_done, 1), else_=0)), 0)
    is_due = or_(is_done, Allocation.state.not_in(LEFT_OUT))
    wanted = (
        select(done, func.count())
        .select_from(Allocation)
        .join(Allocation.place)
        .join(Allocation.round)
        .where(*counts_for(viewer), Allocation.state != State.WITHDRAWN, is_due)
        .where(Round.month == month)
    )
    if below:
        wanted = wanted.where(within(Allocation.place_then, below))
    counted, due = db.session.execute(wanted).one()
    return Completion(int(counted), due)


def list_given(
    viewer: Viewer, months: Sequence[date], *, below: str = "", by_auditor: bool = False
) -> list[Given]:
    """Of these months, in one query however many there were; below one place, as it was then.

    Who audits what is for those alone who may see rounds.
    """
    wanted = given_with().where(*counts_for(viewer), Round.month.in_(months))
    if below:
        wanted = wanted.where(within(Allocation.place_then, below))
    if by_auditor:
        wanted = wanted.where(where_permitted(Place.path, viewer, Permission.ROUND_READ))
    return [Given(*tuple(row)) for row in db.session.execute(wanted)]


def given_with(*before: SQLColumnExpression[Any]) -> Select[*tuple[Any, ...]]:
    """The columns of Given, after some others."""
    return (
        select(
            *before,
            Round.month,
            Allocation.round_id,
            Allocation.place_then,
            Allocation.auditor_id,
            Allocation.state,
            Allocation.due_on,
            Round.due_on,
            Allocation.done_at,
            Place.name,
            Allocation.due_at,
        )
        .select_from(Allocation)
        .join(Allocation.place)
        .join(Allocation.round)
    )


def counts_for(viewer: Viewer) -> tuple[ColumnElement[bool], ...]:
    """Which audits count in the figures that this viewer sees: of records, never of a practitioner's own work."""
    return (
        ~is_own_work(),
        Allocation.council_id == viewer.council_id,
        where_permitted(Place.path, viewer, Permission.COMPLETION_READ),
        not_hidden_from(viewer),
    )


def list_later_months(viewer: Viewer, than: date) -> list[date]:
    """Months to come of which the viewer counts audits already, the furthest first."""
    wanted = (
        select(Round.month)
        .select_from(Allocation)
        .join(Allocation.place)
        .join(Allocation.round)
        .where(*counts_for(viewer), Round.month > than)
        .distinct()
        .order_by(Round.month.desc())
    )
    return list(db.session.scalars(wanted))


@dataclass(frozen=True)
class RoundNames:
    """Under which names a round is counted."""

    public_id: str
    programme: str
    month: date
    template_code: str
    template: str

    @property
    def named_with_month(self) -> str:
        return f"{self.programme}, {self.month:%B %Y}"


def names_of_rounds(round_ids: Collection[int], viewer: Viewer) -> dict[int, RoundNames]:
    rows = db.session.execute(
        select(
            Round.id,
            Round.public_id,
            Programme.name,
            Round.month,
            TemplateVersion.code,
            TemplateVersion.name,
        )
        .join(Round.programme)
        .join(Round.template_version)
        .where(Round.council_id == viewer.council_id, Round.id.in_(round_ids))
    )
    return {row[0]: RoundNames(*row[1:]) for row in rows}
