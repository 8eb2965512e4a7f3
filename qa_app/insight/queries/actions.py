"""Actions that the viewer may count, by month, place and what became of them; and the actions behind a figure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, case, func, null, select

from qa_app.access.queries import within
from qa_app.access.rules import Permission, Viewer
from qa_app.actions.models import Action
from qa_app.actions.queries.actions import visible_to, with_names
from qa_app.actions.queries.listing import in_the_teams_of
from qa_app.actions.queries.words import told_to, words_are_open
from qa_app.actions.rules import COUNTED, Helped
from qa_app.audits.models import Audit
from qa_app.audits.queries import visible_to as audits_visible_to
from qa_app.follow_up.models import EarlierAction, SecondAudit
from qa_app.follow_up.rules.second_audits import Outcome as FoundAgain
from qa_app.foundation.clock import start_of
from qa_app.foundation.database import db
from qa_app.insight.rules.actions import (
    DONE,
    HELPED,
    HELPED_SOME,
    NOT_SAID,
    Asked,
    Group,
    Narrowed,
    Outcome,
)
from qa_app.insight.rules.filters import PlacesAs
from qa_app.organisation.models import Place
from qa_app.rounds.rules.months import months_on
from qa_app.voices.queries.agreed import is_agreed

HELPED_BY = {HELPED_SOME: [one.name for one in HELPED]}
OUTCOME = case(
    (Action.done_on <= Action.due_on, Outcome.ON_TIME.name),
    (Action.done_on > Action.due_on, Outcome.LATE.name),
    else_=Outcome.OVERDUE.name,
)


def count_due(viewer: Viewer, asked: Asked, today: date) -> list[Group]:
    """As many rows as there are months, places and outcomes."""
    by: tuple[Any, ...] = (
        _month(asked),
        _place(asked).label("place"),
        OUTCOME.label("outcome"),
        _helped(viewer),
    )
    wanted = _bare(due_in(viewer, asked, today)).with_only_columns(*by, func.count()).group_by(*by)
    rows: Iterable[Any] = db.session.execute(wanted)
    return [
        Group(
            asked.period.months[at],
            place,
            Outcome[outcome],
            Helped[helped] if helped else None,
            number,
        )
        for at, place, outcome, helped, number in rows
    ]


def count_raised(viewer: Viewer, asked: Asked) -> int:
    """Whatever became of them: proposed in these months, and owed since."""
    after = months_on(asked.period.last, 1)
    raised = _counted(viewer, asked).where(
        Action.proposed_at >= start_of(asked.period.first), Action.proposed_at < start_of(after)
    )
    return db.session.scalar(_bare(raised).with_only_columns(func.count())) or 0


def due_in(viewer: Viewer, asked: Asked, today: date) -> Select[Action]:
    """What is due today is not overdue yet, and what is no longer right is nobody’s to do."""
    return _counted(viewer, asked).where(
        Action.state.in_(COUNTED),
        Action.due_on >= asked.period.first,
        Action.due_on < months_on(asked.period.last, 1),
        Action.due_on < today,
    )


def behind(viewer: Viewer, asked: Asked, narrowed: Narrowed, today: date) -> Select[Action]:
    wanted = due_in(viewer, asked, today)
    if narrowed.outcome:
        wanted = wanted.where(OUTCOME.in_([narrowed.outcome.name]))
    if narrowed.is_done or narrowed.helped:
        wanted = wanted.where(OUTCOME.in_([one.name for one in DONE]))
    if narrowed.helped == NOT_SAID:
        wanted = wanted.where(_helped(viewer).is_(None))
    elif narrowed.helped:
        names = HELPED_BY.get(narrowed.helped, [narrowed.helped])
        wanted = wanted.where(_helped(viewer).in_(names))
    return wanted


def list_behind(viewer: Viewer, wanted: Select[Action], limit: int, offset: int) -> list[Action]:
    """The newest first."""
    ordered = with_names(wanted).order_by(Action.due_on.desc(), Action.id.desc())
    return told_to(viewer, ordered.limit(limit).offset(offset))


def count_found_again(viewer: Viewer, asked: Asked) -> Counter[tuple[FoundAgain, Helped]]:
    """What second auditors found of actions out of first audits, where both audits stand and are open."""
    first = _readable(viewer)
    second = _readable(viewer).with_only_columns(Audit.allocation_id)
    seen = _counted(viewer, asked).with_only_columns(Action.id)
    wanted = (
        select(EarlierAction.outcome, EarlierAction.helped, func.count())
        .join(SecondAudit, EarlierAction.second_audit_id == SecondAudit.id)
        .join(Action, EarlierAction.action_id == Action.id)
        .where(
            Action.id.in_(seen),
            Action.due_on >= asked.period.first,
            Action.due_on < months_on(asked.period.last, 1),
            SecondAudit.audit_id.in_(first),
            SecondAudit.allocation_id.in_(second),
        )
        .group_by(EarlierAction.outcome, EarlierAction.helped)
    )
    return Counter(
        {(outcome, helped): number for outcome, helped, number in db.session.execute(wanted)}
    )


def _readable(viewer: Viewer) -> Select[Any]:
    agreed = audits_visible_to(viewer, Permission.AUDIT_READ).where(is_agreed())
    return agreed.with_only_columns(Audit.id)


def _counted(viewer: Viewer, asked: Asked) -> Select[Action]:
    wanted = visible_to(viewer).where(in_the_teams_of(viewer))
    if asked.below:
        column = Place.path if asked.places is PlacesAs.NOW else Action.place_then
        wanted = wanted.where(within(column, asked.below))
    return wanted.where(Action.for_whom == asked.whom) if asked.whom else wanted


def _bare(wanted: Select[Action]) -> Select[Any]:
    return wanted.order_by(None)


def _place(asked: Asked) -> SQLColumnExpression[str]:
    return Place.path if asked.places is PlacesAs.NOW else Action.place_then


def _month(asked: Asked) -> ColumnElement[int]:
    """Its number in the period: every database counts days alike."""
    months: Sequence[date] = asked.period.months
    return case(
        *(
            (and_(Action.due_on >= month, Action.due_on < months_on(month, 1)), at)
            for at, month in enumerate(months)
        )
    ).label("month")


def _helped(viewer: Viewer) -> ColumnElement[str | None]:
    """What came of an action is as closed as its words are."""
    is_open = words_are_open(viewer)
    said = [(and_(is_open, Action.helped == one), one.name) for one in Helped]
    return case(*said, else_=null()).label("helped")
