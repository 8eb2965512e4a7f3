"""What a token reads: the tables of a report, made by the functions that make those of the pages."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from qa_app.access.rules import Viewer
from qa_app.api.models import ApiToken
from qa_app.api.rules.asked import Offered, Page
from qa_app.api.rules.published import AUDITS, By, Field, Resource
from qa_app.api.rules.rows import Json, as_json, grouped
from qa_app.api.rules.tokens import Reads
from qa_app.audits.models import Audit, Finding
from qa_app.children.models import Child
from qa_app.foundation.database import db
from qa_app.insight.queries.offered import list_offered_to
from qa_app.insight.rules.filters import Filters, Period
from qa_app.insight.rules.months import written
from qa_app.organisation.rules import Kind
from qa_app.reports.queries import answers, audits, completion, findings, grades, themes
from qa_app.reports.queries.asking import NOBODY, Ask, posts_of_nobody, viewpoint_of
from qa_app.reports.queries.streams import Part, Wanted
from qa_app.reports.queries.summary import list_groups
from qa_app.reports.queries.together import periods_of
from qa_app.reports.rules.pseudonyms import Pseudonyms
from qa_app.reports.rules.tables import Row, Table
from qa_app.rounds.models import Allocation


@dataclass(frozen=True)
class Answer:
    """A page of rows, how many there are in all, and a digest that changes when any of these do."""

    rows: Sequence[Json]
    total: int
    version: str
    about: str
    # Whose audits the rows are of, for the trail.
    children: Sequence[str] = ()


def viewer_of_token(token: ApiToken, reads: Reads) -> Viewer:
    """As a director of its place would see it: no answer of any token holds what is restricted or sealed.

    Counts are made from the same point of view as every report that leaves the service.
    """
    here = Viewer(
        NOBODY,
        token.public_id,
        token.purpose,
        token.council_id,
        token.council.path,
        posts_of_nobody(token.place.path),
        token.council.name,
    )
    return viewpoint_of(here, reads.level)


def below_of(token: ApiToken, reads: Reads) -> str:
    """Where counts leave the service, its place is asked for by name, as a report of it would."""
    is_part = token.place.kind is not Kind.COUNCIL
    return token.place.path if is_part and reads is Reads.COUNTS else ""


def offered_to(viewer: Viewer) -> Offered:
    offered = list_offered_to(viewer)
    return Offered(
        {one.public_id: one.path for one in offered.places},
        {one.public_id: one.picked for one in offered.programmes},
        [*offered.templates],
        [*offered.statuses],
    )


def asking(
    token: ApiToken, reads: Reads, viewer: Viewer, filters: Filters, key: bytes, at: datetime
) -> Ask:
    below = filters.below or below_of(token, reads)
    return Ask(
        viewer,
        replace(filters, below=below),
        reads.level,
        Pseudonyms(key),
        at,
        with_references=reads is Reads.REFERENCES,
    )


def answer_to(ask: Ask, resource: Resource, by: By | None, page: Page) -> Answer:
    if resource.needs.reaches(Reads.IN_FULL):
        return _rows_of(ask, resource, page)
    table, rows = _counted(ask, resource, by)
    shown = rows[page.offset : page.offset + page.size]
    return Answer(shown, len(rows), digest_of(map(str, rows)), table.about)


def _counted(ask: Ask, resource: Resource, by: By | None) -> tuple[Table, list[Json]]:
    fields = resource.fields[by]
    if resource.name == "completion":
        table = completion.completion(ask, completion.list_completion(ask))
        wanted = "Months" if by is By.MONTH else "Places"
        listed = [one for one in _by_heading(table) if one["By"] == wanted]
        return table, _in_time(fields, listed, ask) if by is By.MONTH else _all(fields, listed)
    if resource.name == "grades":
        table = _grades(ask, by)
        listed = _by_heading(table)
        return table, _in_time(fields, listed, ask) if by is By.MONTH else _all(fields, listed)
    if resource.name == "themes":
        table = themes.themes(ask, themes.list_lines(ask))
    else:
        table = answers.answers(ask, answers.list_used(ask))
    return table, _all(fields, _by_heading(table))


def _grades(ask: Ask, by: By | None) -> Table:
    if by is By.GRADE:
        return grades.by_grade(ask, list_groups(ask))
    shares = grades.list_shares(ask)
    if by is By.CONCEPT:
        return grades.by_section(ask, shares)
    there = grades.concepts_in(shares)
    if by is By.PLACE:
        return grades.by_place(ask, there)
    return grades.trends(ask, there, list_groups(ask))


def _rows_of(ask: Ask, resource: Resource, page: Page) -> Answer:
    """Of the database no more than the page; of a finding with two themes two rows stand on one page."""
    part, fields = Part(page.size, page.offset), resource.fields[None]
    if resource is AUDITS:
        table, wanted = audits.audits(ask, answers.list_used(ask), part), audits.wanted_rows(ask)
        ids = wanted.with_only_columns(Audit.public_id)
    else:
        table, wanted = findings.findings(ask, part), findings.wanted_rows(ask)
        ids = wanted.with_only_columns(Finding.public_id)
    names = [*db.session.scalars(ids)]
    rows = [_with_groups(fields, resource, table, one) for one in table.rows]
    return Answer(rows, len(names), digest_of(names), table.about, _children_in(wanted, part))


def _with_groups(fields: Sequence[Field], resource: Resource, table: Table, row: Row) -> Json:
    known = dict(zip(table.headings, row, strict=True))
    made = as_json(fields, known)
    del made["hidden"]  # nothing of a row is hidden: who may not see it has no row
    return {**made, **grouped(table.columns, row, [*resource.groups])} if resource.groups else made


def _children_in(wanted: Wanted, part: Part) -> list[str]:
    there = part.of(wanted.with_only_columns(Allocation.child_id)).subquery()
    ids = select(Child.public_id).where(Child.id.in_(select(there.c.child_id)))
    return list(db.session.scalars(ids.order_by(Child.public_id)))


def _by_heading(table: Table) -> list[Mapping[str, object]]:
    return [dict(zip(table.headings, row, strict=True)) for row in table.rows]


def _all(fields: Sequence[Field], listed: Sequence[Mapping]) -> list[Json]:
    return [as_json(fields, one) for one in listed]


def _in_time(fields: Sequence[Field], listed: Sequence[Mapping], ask: Ask) -> list[Json]:
    """A block of all periods for each thing that was graded, one below the other."""
    periods = periods_of(ask)
    return [
        as_json(fields, one, _written(periods[turn % len(periods)]))
        for turn, one in enumerate(listed)
    ]


def _written(period: Period) -> dict[str, str]:
    return {"from": written(period.first), "to": written(period.last)}


def digest_of(parts: Iterable[str]) -> str:
    whole = hashlib.sha256()
    for one in parts:
        whole.update(one.encode())
        whole.update(b"\n")
    return whole.hexdigest()[:32]
