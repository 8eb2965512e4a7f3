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
from qa_app.insight.rules.filters import Filters, Picked
from qa_app.insight.rules.grades import About, Group, OfChildren, Share

# What a chart of months shows beside the trend: months in which nothing else was audited.
SHOWN = (Picked.USUAL, Picked.APART)


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


def count_grades(asking: Asking) -> list[Group]:
    """By month, version, grade and difference made: as many rows as there are such groups."""
    picked = SHOWN if asking.filters.picked is Picked.USUAL else None
    rows = asking.rows(picked=picked)
    by = (rows.c.month, rows.c.version_id, rows.c.grade, rows.c.impact, rows.c.picked)
    wanted = select(*by, func.count()).group_by(*by)
    return [
        Group(month, version, grade, impact, Picked[picked_as], number)
        for month, version, grade, impact, picked_as, number in db.session.execute(wanted)
    ]


def count_picked_otherwise(asking: Asking) -> tuple[dict[Picked, int], dict[Picked, int]]:
    """How many were picked in another way, and so are in no figure beside these; and how many of them are graded
    for what is asked about. In one query.
    """
    others = [one for one in Picked if one is not asking.filters.picked]
    every = counted(asking.viewer, asking.filters, picked=others)
    rows = asking.rows(picked=others)
    all_of_them = select(every.c.picked, literal(0).label("graded"), func.count())
    graded = select(rows.c.picked, literal(1), func.count()).where(rows.c.grade.is_not(None))
    found: tuple[dict[Picked, int], dict[Picked, int]] = ({}, {})
    each = union_all(all_of_them.group_by(every.c.picked), graded.group_by(rows.c.picked))
    for name, is_graded, number in db.session.execute(each):
        found[is_graded][Picked[name]] = number
    return found


def shares_by_place(asking: Asking) -> dict[str, Share]:
    """By path, as they were then or as they are now."""
    rows = asking.rows()
    return {path: share for (path,), share in _shares(rows, asking, rows.c.place)}


def shares_by_child(asking: Asking) -> list[OfChildren]:
    """By month, and by the status and the age that children had when the audit was begun."""
    rows = asking.rows()
    found = _shares(rows, asking, rows.c.month, rows.c.status, _band(rows))
    return [
        OfChildren(month, status, AgeBand[band] if band else None, share)
        for (month, status, band), share in found
    ]


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


def _shares(
    rows: Subquery, asking: Asking, *by: ColumnElement[Any]
) -> list[tuple[tuple[Any, ...], Share]]:
    return _as_shares(_sums(rows, asking, *by))


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
