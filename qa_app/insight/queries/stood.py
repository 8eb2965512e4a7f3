"""What was kept of closed months beside what counts now: of what the viewer may see, on both sides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select

from qa_app.access.queries import where_permitted, within
from qa_app.access.rules import Permission, Viewer
from qa_app.audit_templates.rules.asking import Theme
from qa_app.audits.models import Audit
from qa_app.audits.queries import visible_to
from qa_app.audits.rules import Part
from qa_app.foundation.database import db
from qa_app.insight.models import KeptAllocation, KeptReading, KeptRound
from qa_app.insight.queries.by_allocation import themes_by_allocation, voices_by_allocation
from qa_app.insight.queries.completion import counts_for, given_with
from qa_app.insight.queries.counted import about_audits, picked_as, that_count
from qa_app.insight.queries.narrowing import conditions
from qa_app.insight.queries.themes import counting_of
from qa_app.insight.rules import Given
from qa_app.insight.rules.auditors import AuditorKind
from qa_app.insight.rules.completion import counts_as
from qa_app.insight.rules.filters import Filters, Period
from qa_app.insight.rules.stood import Themes, Voices, themes_kept, voices_kept
from qa_app.organisation.models import Place
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.queries import is_open_to, is_reached_by, not_hidden_from

# By the table, for what is shut is asked for here, and nothing of it but that it is.
AUDITS = Audit.__table__
One = TypeVar("One")
OPENS_AN_AUDIT = (Permission.AUDIT_READ, Permission.AUDIT_WRITE)


@dataclass(frozen=True)
class Both(Generic[One]):
    """By the number of what was given out: what was kept, what counts now, and the months of both."""

    then: Mapping[int, One]
    now: Mapping[int, One]
    months: Mapping[int, date]


def given_then_and_now(
    viewer: Viewer, period: Period, below: str, at: datetime
) -> Both[Sequence[str]]:
    """Under which names completion counts each. Two queries."""
    here = [*counts_for(viewer), Round.month.between(period.first, period.last)]
    if below:
        here.append(within(Allocation.place_then, below))
    kept = (
        select(KeptAllocation.allocation_id, Round.month, KeptAllocation.counted_as)
        .join(Allocation, Allocation.id == KeptAllocation.allocation_id)
        .join(Allocation.place)
        .join(Allocation.round)
        .where(*here)
    )
    rows = db.session.execute(kept).all()
    now = given_with(Allocation.id).where(*here, _is_kept())
    given = {number: Given(*one) for number, *one in db.session.execute(now)}
    return Both(
        {number: names for number, _, names in rows},
        {number: counts_as(one, at) for number, one in given.items()},
        {
            **{number: month for number, month, _ in rows},
            **{number: one.month for number, one in given.items()},
        },
    )


def themes_then_and_now(viewer: Viewer, filters: Filters, themes: Sequence[Theme]) -> Both[Themes]:
    """Five queries, however many audits there are."""
    audits = _that_count_now(viewer, filters)
    now = themes_by_allocation(counting_of(viewer.council_id, audits, filters, themes))
    kept = _kept(viewer, filters, KeptReading.themes)
    then = {number: themes_kept(one) for number, _, one in kept}
    return Both(then, now, _months(kept, audits))


def voices_then_and_now(viewer: Viewer, filters: Filters) -> Both[Voices]:
    """Of children and families where the viewer may count these, as on the page of voices."""
    audits = _that_count_now(viewer, filters)
    may_count = where_permitted(Place.path, viewer, Permission.FAMILY_COUNT)
    now = voices_by_allocation(audits.where(may_count), audits)
    kept = _kept(viewer, filters, KeptReading.voices)
    of_families = {number for number, *_ in _kept(viewer, filters, KeptReading.id, may_count)}
    then = {
        number: {
            who: said
            for who, said in voices_kept(one).items()
            if who is Part.PRACTITIONER or number in of_families
        }
        for number, _, one in kept
    }
    return Both(then, now, _months(kept, audits))


def _that_count_now(viewer: Viewer, filters: Filters) -> Select[Any]:
    return that_count(viewer, filters).options().order_by(None).where(_is_kept())


def kept_readings(viewer: Viewer, filters: Filters) -> Select[KeptReading]:
    """What was kept of audits, of the filters as they held then."""
    return (
        select(KeptReading)
        .join(Allocation, Allocation.id == KeptReading.allocation_id)
        .join(Allocation.place)
        .join(Allocation.round)
        .join(Round.programme)
        .where(
            KeptReading.council_id == viewer.council_id,
            KeptReading.template_version_id.not_in(about_audits(viewer.council_id)),
            where_permitted(Place.path, viewer, Permission.INSIGHT_READ),
            or_(_may_be_opened(viewer), and_(_is_gone(), _might_be_opened(viewer))),
            picked_as(viewer.council_id) == filters.picked.name,
            Round.month.between(filters.period.first, filters.period.last),
            *conditions(viewer, filters, KeptReading, _was_by),
        )
    )


def _kept(
    viewer: Viewer, filters: Filters, column: Any, *also: ColumnElement[bool]
) -> Sequence[Any]:
    """Number, month and what was kept beside grades."""
    wanted = kept_readings(viewer, filters).where(_is_kept(), *also).order_by(KeptReading.id)
    columns = (KeptReading.allocation_id, Round.month, column)
    return db.session.execute(wanted.with_only_columns(*columns)).all()


def _may_be_opened(viewer: Viewer) -> ColumnElement[bool]:
    """Whatever became of it since, withdrawn or not agreed."""
    audits = visible_to(viewer, Permission.AUDIT_READ).options().order_by(None)
    return KeptReading.allocation_id.in_(
        audits.with_only_columns(Audit.allocation_id).correlate(None)
    )


def _is_gone() -> ColumnElement[bool]:
    """Shut, moved to another record or destroyed."""
    there = exists().where(
        AUDITS.c.allocation_id == KeptReading.allocation_id, AUDITS.c.shut_at.is_(None)
    )
    return ~there.correlate(KeptReading)


def _might_be_opened(viewer: Viewer) -> ColumnElement[bool]:
    """What decides of a record who opens its audit, where there is none any more to ask."""
    return and_(
        or_(*(is_reached_by(viewer, one) for one in OPENS_AN_AUDIT)),
        not_hidden_from(viewer),
        is_open_to(viewer, Permission.OWN_WORK_READ),
        or_(
            KeptReading.practitioner_then_id.is_(None),
            KeptReading.practitioner_then_id != viewer.person_id,
            Allocation.auditor_id == viewer.person_id,
        ),
    )


def _months(kept: Sequence[Any], audits: Select[Any]) -> dict[int, date]:
    now = db.session.execute(audits.with_only_columns(Audit.allocation_id, Round.month))
    return {
        **{number: month for number, month, _ in kept},
        **{number: month for number, month in now},
    }


def _is_kept() -> ColumnElement[bool]:
    return Round.id.in_(select(KeptRound.round_id).where(KeptRound.keeps_all))


def _was_by(kind: AuditorKind) -> ColumnElement[bool]:
    return KeptReading.auditor == kind.name
