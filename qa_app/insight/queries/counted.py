"""The audits that count in figures of what audits say: one select, from which every such figure is made.

Counted are audits of records that are agreed or signed off and that the viewer may open. A record belongs
to the month of its round, as in completion, whenever it was handed in; and to the place, status and age that
it had when its audit was begun. The grade that counts is the agreed one, where there is one.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    Subquery,
    and_,
    case,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.sql.base import ReadOnlyColumnCollection
from sqlalchemy.sql.elements import KeyedColumnElement

from qa_app.access.queries import where_permitted
from qa_app.access.rules import Permission, Viewer
from qa_app.audit_templates.models import TemplateVersion
from qa_app.audit_templates.rules.words import Subject
from qa_app.audits.models import Audit, SectionReading
from qa_app.audits.queries import is_waiting, visible_to
from qa_app.audits.rules import Status
from qa_app.foundation.database import db
from qa_app.insight.queries.auditor_kinds import is_by, kind_of_auditor
from qa_app.insight.queries.narrowing import conditions
from qa_app.insight.queries.versions import Version, is_doubled, place_on_scale
from qa_app.insight.rules.filters import APART, BY_NAME, Filters, Picked, PlacesAs
from qa_app.organisation.models import Place
from qa_app.rounds.models import Allocation, Draw, Programme, Round
from qa_app.rounds.queries import is_own_work
from qa_app.rounds.queries.kinds import is_from, is_of_kind
from qa_app.rounds.rules import State
from qa_app.rounds.rules.plans import Source

# By itself, for it is only ever joined to audits that are not shut.
READINGS = SectionReading.__table__

SETTLED = (Status.AGREED, Status.SIGNED_OFF)


def that_count(
    viewer: Viewer, filters: Filters, *, picked: Collection[Picked] | None = None
) -> Select[Audit]:
    """The audits themselves, for lists; of how they were picked as the filters say, or in any of these ways."""
    ways = [filters.picked] if picked is None else picked
    wanted = _filtered(visible_to(viewer, Permission.AUDIT_READ), viewer, filters)
    are_picked = picked_as(viewer.council_id).in_([one.name for one in ways])
    return wanted.where(Audit.status.in_(SETTLED), are_picked)


def that_may_count(viewer: Viewer, filters: Filters) -> Select[Audit]:
    """The same, whatever became of them since: withdrawn, or not agreed."""
    wanted = _filtered(visible_to(viewer, Permission.AUDIT_READ), viewer, filters, withdrawn=True)
    return wanted.where(picked_as(viewer.council_id) == filters.picked.name)


def counted(
    viewer: Viewer, filters: Filters, *, picked: Collection[Picked] | None = None
) -> Subquery:
    """To be grouped: audit_id, month, place, status, age, version_id, programme_id, picked, grade, impact and auditor.

    One row an audit; grade and impact are those of the whole.
    """
    whole = func.coalesce(Audit.agreed_grade, Audit.grade)
    wanted = that_count(viewer, filters, picked=picked)
    return wanted.with_only_columns(*_columns(viewer, filters, whole, Audit.impact)).subquery(
        "counted"
    )


def counted_sections(
    viewer: Viewer,
    filters: Filters,
    versions: Mapping[int, Version],
    *,
    concept: str = "",
    section: str = "",
    picked: Collection[Picked] | None = None,
) -> Subquery:
    """The same by what sections are about: of one concept, of one section of a template, or of every concept.

    One row an audit and concept. An audit with several sections about the same counts once, with the lowest
    of their grades: they were graded by one person in one sitting, and are not two judgements.
    """
    wanted = that_count(viewer, filters, picked=picked).join(
        READINGS, READINGS.c.audit_id == Audit.id
    )
    if concept:
        wanted = wanted.where(READINGS.c.concept == concept)
    if section:
        wanted = wanted.where(READINGS.c.section == section)
    columns = _columns(viewer, filters, _grade(READINGS.c), READINGS.c.impact)
    rows = wanted.with_only_columns(*columns, READINGS.c.concept)
    if section:
        return rows.subquery("counted")
    stands = stands_for_its_concept(Audit.template_version_id, versions)
    return rows.where(stands).subquery("counted")


def stands_for_its_concept(
    of: SQLColumnExpression[Any], versions: Mapping[Any, Version]
) -> ColumnElement[bool]:
    """That no other section of the audit about the same has a lower grade, or as low a one and comes first.

    Versions are told apart by a column of each audit, like their number or what they digest to.
    """
    this, other = READINGS.c, READINGS.alias().c
    lower = place_on_scale(_grade(other), of, versions)
    here = place_on_scale(_grade(this), of, versions)
    of_other, of_this = func.coalesce(lower, -1), func.coalesce(here, -1)
    beaten = (
        select(other.id)
        .where(
            other.audit_id == this.audit_id,
            other.concept == this.concept,
            other.id != this.id,
            or_(of_other > of_this, and_(of_other == of_this, other.id < this.id)),
        )
        .correlate(READINGS, Audit, TemplateVersion)
    )
    # Where one section alone is about it there is nothing to compare, which is slow.
    return or_(~is_doubled(of, this.concept, versions), ~beaten.exists())


def _grade(readings: ReadOnlyColumnCollection[str, KeyedColumnElement[Any]]) -> ColumnElement[str]:
    return func.coalesce(readings.agreed_grade, readings.grade)


def count_waiting(viewer: Viewer, filters: Filters) -> Counter[date]:
    rows = db.session.execute(that_wait(viewer, filters))
    return Counter({month: number for month, number in rows})


def that_wait(viewer: Viewer, filters: Filters) -> Select[date, int]:
    """By month, how many wait for a second opinion: that they do is known to whoever may not read them yet."""
    return (
        _filtered(visible_to(viewer, Permission.INSIGHT_READ), viewer, filters)
        .where(is_waiting(), picked_as(viewer.council_id) == filters.picked.name)
        .with_only_columns(Round.month, func.count())
        .group_by(Round.month)
    )


def count_left_out(viewer: Viewer, filters: Filters) -> dict[Picked, int]:
    """Audits of the same filters that were picked in another way, and so are in no figure beside these."""
    others = [one for one in Picked if one is not filters.picked]
    rows = counted(viewer, filters, picked=others)
    wanted = select(rows.c.picked, func.count()).group_by(rows.c.picked)
    return {Picked[name]: number for name, number in db.session.execute(wanted)}


def picked_as(council_id: int | None) -> ColumnElement[str]:
    """As rules.filters says it of a programme. By name is also what was asked for beside a draw.
    No council stands for all of them.

    A round that was never drawn is one whose records were given out by hand, as councils do at first.
    """
    drawn = select(Draw.round_id).where(_of_council(Draw, council_id))
    beside = and_(Allocation.drawn_record_id.is_(None), Allocation.round_id.in_(drawn))
    by_name = _programmes_where(council_id, is_of_kind(*BY_NAME))
    apart = _programmes_where(council_id, or_(is_of_kind(*APART), is_from(Source.REFERENCES)))
    return case(
        (or_(Round.programme_id.in_(by_name), beside), Picked.BY_NAME.name),
        (Round.programme_id.in_(apart), Picked.APART.name),
        else_=Picked.USUAL.name,
    )


def _programmes_where(council_id: int | None, they_are: ColumnElement[bool]) -> Select[int]:
    """Asked once for all rows: plans are kept as text, which is slow to look into."""
    wanted = select(Programme.id).where(_of_council(Programme, council_id), they_are)
    return wanted.correlate(None)


def _of_council(table: type[Draw] | type[Programme], council_id: int | None) -> ColumnElement[bool]:
    return true() if council_id is None else table.council_id == council_id


def place_of(filters: Filters) -> SQLColumnExpression[str]:
    return Place.path if filters.places is PlacesAs.NOW else Audit.place_then


def _columns(
    viewer: Viewer,
    filters: Filters,
    grade: ColumnElement[Any],
    impact: SQLColumnExpression[Any],
) -> tuple[ColumnElement[Any], ...]:
    return (
        Audit.id.label("audit_id"),
        Round.month.label("month"),
        place_of(filters).label("place"),
        Audit.status_then.label("status"),
        Audit.age_then.label("age"),
        Audit.template_version_id.label("version_id"),
        Round.programme_id.label("programme_id"),
        picked_as(viewer.council_id).label("picked"),
        grade.label("grade"),
        impact.label("impact"),
        kind_of_auditor().label("auditor"),
    )


def _filtered(
    audits: Select[Audit], viewer: Viewer, filters: Filters, *, withdrawn: bool = False
) -> Select[Audit]:
    return (
        audits.join(Allocation.round)
        .join(Round.programme)
        .where(
            where_permitted(Place.path, viewer, Permission.INSIGHT_READ),
            ~is_own_work(),
            Audit.template_version_id.not_in(about_audits(viewer.council_id)),
            true() if withdrawn else Allocation.state != State.WITHDRAWN,
            Round.council_id == viewer.council_id,
            Round.month.between(filters.period.first, filters.period.last),
            *conditions(viewer, filters, Audit, is_by),
        )
    )


def about_audits(council_id: int) -> Select[int]:
    """Templates that look at an audit: what is found there is no practice with children."""
    return select(TemplateVersion.id).where(
        TemplateVersion.council_id == council_id, TemplateVersion.subject == Subject.AUDIT
    )
