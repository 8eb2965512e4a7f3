"""Grades counted together, by month, place, child and section. Nothing here is about one person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Label,
    Select,
    Subquery,
    case,
    func,
    literal,
    select,
    union_all,
)

from qa_app.access.rules import Viewer
from qa_app.children.rules.ages import AGES, AgeBand
from qa_app.foundation.database import db
from qa_app.insight.queries.counted import counted, counted_sections
from qa_app.insight.queries.versions import Version, is_good
from qa_app.insight.rules.auditors import AuditorKind
from qa_app.insight.rules.filters import Filters, Picked
from qa_app.insight.rules.gathered import Alike, Gathered
from qa_app.insight.rules.grades import About, Share

Selected = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]


@dataclass(frozen=True)
class Asking:
    """Who asks, for which audits, about which of their grades, on which scales."""

    viewer: Viewer
    filters: Filters
    about: About
    versions: Mapping[int, Version]

    def rows(self, *, picked: Sequence[Picked] | None = None) -> Subquery:
        if self.about.is_whole:
            return counted(self.viewer, self.filters, picked=picked)
        return counted_sections(
            self.viewer,
            self.filters,
            self.versions,
            concept=self.about.concept,
            section=self.about.section,
            picked=picked,
        )


def gather(asking: Asking) -> Gathered:
    """In one query, of which there are as many rows as groups of audits that are alike."""
    rows = asking.rows(picked=[*Picked])
    names = ("month", "place", "status", "version_id", "grade", "impact", "picked", "auditor")
    by = [*(rows.c[name] for name in names), _band(rows).label("band")]
    found = db.session.execute(select(*by, func.count().label("number")).group_by(*by))
    alike = [
        Alike(
            one.month,
            one.place,
            one.status,
            AgeBand[one.band] if one.band else None,
            one.version_id,
            one.grade,
            one.impact,
            Picked[one.picked],
            AuditorKind[one.auditor],
            one.number,
        )
        for one in found
    ]
    scales = {number: one.scale for number, one in asking.versions.items()}
    return Gathered(alike, scales, asking.filters.picked)


def shares_by_concept(asking: Asking, *, with_whole: bool = False) -> dict[tuple[str, date], Share]:
    """By what sections are about and by month, whatever is asked about; the whole under no concept."""
    rows = counted_sections(asking.viewer, asking.filters, asking.versions)
    wanted: Selected = _sums(rows, asking, rows.c.concept, rows.c.month)
    if with_whole:
        whole = counted(asking.viewer, asking.filters)
        wanted = union_all(
            wanted, _sums(whole, asking, literal("").label("concept"), whole.c.month)
        )
    return {(concept, month): share for (concept, month), share in _as_shares(wanted)}


def _sums(rows: Subquery, asking: Asking, *by: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    """What comes first, then how many are good or better, and of how many."""
    good = func.sum(case((is_good(rows.c.grade, rows.c.version_id, asking.versions), 1), else_=0))
    in_groups = [one for one in by if not isinstance(one, Label)]
    wanted = select(*by, good.label("good"), func.count().label("of"))
    return wanted.where(rows.c.grade.is_not(None)).group_by(*in_groups)


def _as_shares(wanted: Selected) -> list[tuple[tuple[Any, ...], Share]]:
    return [
        (tuple(row[:-2]), Share(int(row[-2]), int(row[-1]))) for row in db.session.execute(wanted)
    ]


def _band(rows: Subquery) -> ColumnElement[str]:
    """As children.rules.ages has it; empty for an age that is not known."""
    bands = [(rows.c.age.between(*ages), band.name) for band, ages in AGES.items()]
    return case(*bands, else_="")
