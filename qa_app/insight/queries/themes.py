"""What audits found of themes, grouped by the database: by month or place, and by what they ask about."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    SQLColumnExpression,
    Subquery,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    union,
)

from qa_app.access.rules import Viewer
from qa_app.audit_templates.queries.read import templates_of
from qa_app.audit_templates.rules.asking import Theme, ages_that_matter, sections_on_answers
from qa_app.audits.models import Audit, Finding, FindingTheme, SectionReading
from qa_app.audits.rules import FindingKind
from qa_app.foundation.database import db
from qa_app.insight.queries.auditor_kinds import kind_of_auditor
from qa_app.insight.queries.counted import place_of, that_count
from qa_app.insight.rules.filters import Filters
from qa_app.insight.rules.themes import Alike, Asking, Audits, Found, Tally, tallies_of
from qa_app.learning.models import CheckedTheme, FindingCheck
from qa_app.rounds.models import Round

# Tables by themselves: the audits that they are joined to are not shut, and nothing more has to be asked of each row.
AUDITS = Audit.__table__
READINGS, FINDINGS = SectionReading.__table__, Finding.__table__
OWN, CHECKS, CHECKED = FindingTheme.__table__, FindingCheck.__table__, CheckedTheme.__table__
# Sections are told apart by the bits of a whole number.
MOST_SECTIONS = 60
Column = SQLColumnExpression[Any]
ALIKE = ("version_id", "status", "on_plan", "age", "shown")


@dataclass(frozen=True)
class Counting:
    """The audits of a page, what their templates ask, and how sections that hang on answers are told apart."""

    audits: Select[Audit]
    asking: Asking
    sections: Sequence[str]
    filters: Filters

    @property
    def by_month(self) -> Column:
        return Round.month

    @property
    def by_place(self) -> Column:
        return place_of(self.filters)


def counting(viewer: Viewer, filters: Filters, themes: Sequence[Theme]) -> Counting:
    audits = that_count(viewer, filters).options().order_by(None)
    return counting_of(viewer.council_id, audits, filters, themes)


def counting_of(
    council_id: int, audits: Select[Any], filters: Filters, themes: Sequence[Theme]
) -> Counting:
    # By the table, and of the whole council: which versions are in use tells nothing of any audit.
    versions = select(AUDITS.c.template_version_id).where(AUDITS.c.council_id == council_id)
    templates = templates_of(versions)
    sections = {id_: None for one in templates.values() for id_ in sections_on_answers(one)}
    return Counting(audits, Asking(templates, themes), [*sections][:MOST_SECTIONS], filters)


def in_pooled(there: Counting, viewer: Viewer) -> Counting:
    """The same over its last year: what stands beside a trend is counted together."""
    return counted_as(there, replace(there.filters, period=there.filters.period.pooled), viewer)


def in_judged(there: Counting, viewer: Viewer) -> Counting:
    """The same over all months in which change is judged."""
    return counted_as(there, there.filters.judged, viewer)


def counted_as(there: Counting, filters: Filters, viewer: Viewer) -> Counting:
    audits = that_count(viewer, filters).options().order_by(None)
    return replace(there, audits=audits, filters=filters)


def tallies(there: Counting, by: Column) -> dict[str, Tally[Any]]:
    """Of each theme, by months or by places. Two queries, however many audits there are."""
    placed = _placed(there, by)
    alike = [placed.c[name] for name in ("of", *ALIKE)]
    audits = select(*alike, func.count()).group_by(*alike)
    rows = _found_in(placed)
    by_theme = [rows.c[name] for name in ("of", *ALIKE, "kind", "theme")]
    found = select(*by_theme, func.count()).group_by(*by_theme)
    return tallies_of(
        [Audits(of, _alike(rest, there), number) for of, *rest, number in _rows(audits)],
        [
            Found(of, _alike(rest, there), kind, theme, number)
            for of, *rest, kind, theme, number in _rows(found)
        ],
        there.asking,
    )


def tally_of(theme: Theme, there: Counting, by: Column) -> Tally[Any]:
    """Of one theme, in one query."""
    kinds = [*FindingKind]
    found = [case((_has_found(theme.code, kind), 1), else_=0).label(kind.name) for kind in kinds]
    placed = _placed(there, by, kind_of_auditor().label("auditor"), *found)
    alike = [placed.c[name] for name in ("of", *ALIKE, "auditor")]
    numbers = (func.sum(placed.c[kind.name]) for kind in kinds)
    rows = _rows(select(*alike, func.count(), *numbers).group_by(*alike))
    audits, named = [], []
    for of, version_id, status, on_plan, age, bits, auditor, number, *counts in rows:
        asks = _alike((version_id, status, on_plan, age, bits), there)
        audits.append(Audits(of, asks, number, auditor))
        for kind, count in zip(kinds, counts, strict=True):
            named.append(Found(of, asks, kind, theme.code, int(count)))
    return tallies_of(audits, named, there.asking)[theme.code]


def _has_found(code: str, kind: FindingKind) -> ColumnElement[bool]:
    own = select(OWN.c.id).where(OWN.c.finding_id == FINDINGS.c.id, OWN.c.theme == code)
    checked = select(CHECKED.c.id).where(
        CHECKED.c.finding_id == FINDINGS.c.id, CHECKED.c.theme == code
    )
    is_own = and_(CHECKS.c.id.is_(None), own.correlate(FINDINGS).exists())
    return (
        select(FINDINGS.c.id)
        .outerjoin(CHECKS, CHECKS.c.finding_id == FINDINGS.c.id)
        .where(
            FINDINGS.c.audit_id == Audit.id,
            FINDINGS.c.kind == kind,
            or_(is_own, checked.correlate(FINDINGS).exists()),
        )
        .correlate(Audit)
        .exists()
    )


def _rows(wanted: Select[Any]) -> Sequence[Any]:
    return db.session.execute(wanted).all()


def _alike(values: Sequence[Any], there: Counting) -> Alike:
    version_id, status, on_plan, age, bits = values
    shown = (one for at, one in enumerate(there.sections) if bits >> at & 1)
    return Alike(version_id, status, on_plan, age, frozenset(shown))


def _placed(there: Counting, by: Column, *more: Column) -> CTE:
    columns: tuple[Column, ...] = (
        Audit.id.label("audit_id"),
        by.label("of"),
        Audit.template_version_id.label("version_id"),
        Audit.status_then.label("status"),
        Audit.on_plan_then.label("on_plan"),
        _age(there.asking).label("age"),
        _shown(there).label("shown"),
        *more,
    )
    # It is read for strengths and developments alike: without the word, SQLite would find the audits each time.
    return there.audits.with_only_columns(*columns).cte("placed").prefix_with("MATERIALIZED")


def _age(asking: Asking) -> ColumnElement[Any]:
    """The youngest age that asks the same, so that groups are as few as they can be."""
    ages = ages_that_matter(asking.templates.values(), asking.themes)
    steps = [(Audit.age_then >= age, literal(age)) for age in reversed(ages)]
    if not steps:
        return literal(None)
    return case((Audit.age_then.is_(None), literal(None)), *steps, else_=literal(ages[0] - 1))


def _shown(there: Counting) -> ColumnElement[Any]:
    """Which of the sections that hang on an answer an audit showed, a bit for each."""
    if not there.sections:
        return literal(0)
    bits = {one: 2**at for at, one in enumerate(there.sections)}
    shown = (
        select(func.coalesce(func.sum(case(bits, value=READINGS.c.section, else_=0)), 0))
        .where(READINGS.c.audit_id == Audit.id, READINGS.c.section.in_(there.sections))
        .correlate(Audit)
        .scalar_subquery()
    )
    versions = [
        version_id
        for version_id, template in there.asking.templates.items()
        if sections_on_answers(template)
    ]
    return case((Audit.template_version_id.in_(versions), shown), else_=0)


def _found_in(placed: CTE) -> Subquery:
    """Each theme once for an audit and kind: as it was checked, and as its auditor chose until then."""
    unchecked = _themes_in(placed, OWN).outerjoin(CHECKS, FINDINGS.c.id == CHECKS.c.finding_id)
    return union(unchecked.where(CHECKS.c.id.is_(None)), _themes_in(placed, CHECKED)).subquery()


def _themes_in(placed: CTE, table: Any) -> Select[Any]:
    """All of them; those that no list has any more are left out later."""
    return (
        select(*placed.c, FINDINGS.c.kind, table.c.theme)
        .select_from(placed)
        .join(FINDINGS, FINDINGS.c.audit_id == placed.c.audit_id)
        .join(table, table.c.finding_id == FINDINGS.c.id)
    )
