"""Which teams, statuses and practitioners have not been looked at, and for how long."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may, may_at
from qa_app.children.queries.lists import list_in_force, status_names
from qa_app.foundation.clock import today
from qa_app.insight import queries
from qa_app.insight.routes.asked import service_asked
from qa_app.insight.routes.blueprint import coverage
from qa_app.insight.rules.coverage import (
    Looked,
    OpenRecord,
    coverage_sentence,
    least_first,
    looked_at,
    looked_by,
)
from qa_app.organisation.models import Membership
from qa_app.trail.operations import look
from qa_app.web.csv_files import TellsOf, csv_file

FIGURES = ("Open records", "Audited in the last 12 months", "Never audited", "Last audit")


@dataclass(frozen=True)
class Row:
    """A team, a status or a practitioner, and what is known of looking at it."""

    name: str
    looked: Looked
    above: str = ""
    place_id: str = ""
    status: str = ""
    person: Membership | None = None


@coverage.get("")
@requires(Permission.COMPLETION_READ)
def show() -> ResponseReturnValue:
    services = queries.list_services(viewer())
    service = service_asked(services)
    records = queries.list_open_records(viewer(), service.path if service else "")
    whole = looked_at(records, today())
    return render_template(
        "insight/coverage.html",
        whole=whole,
        sentence=coverage_sentence(whole),
        services=[(place.public_id, place.name) for place in services],
        service=service,
        teams=_teams(records),
        statuses=_statuses(records),
        practitioners=_practitioners(records),
        in_force=list_in_force(viewer().council_id),
        may_list=may(viewer(), Permission.CHILD_READ),
        may_name=may(viewer(), Permission.ROUND_READ),
        may_import=may(viewer(), Permission.CHILD_IMPORT),
    )


@coverage.get("/download")
@requires(Permission.COMPLETION_READ)
def download() -> ResponseReturnValue:
    """One of the tables; the names of practitioners for those alone who may see rounds."""
    service = service_asked(queries.list_services(viewer()))
    records = queries.list_open_records(viewer(), service.path if service else "")
    of = request.args.get("of", "")
    name, rows_of = TABLES.get(of, TABLES["team"])
    rows = rows_of(records)
    look("report:exported", viewer(), rows=len(rows), report="coverage")
    written = [(one.name, one.above, *_figures(one.looked)) for one in rows]
    return csv_file(
        f"coverage-by-{name.lower()}", (name, "Part of", *FIGURES), written, TellsOf.NO_RECORD
    )


def _figures(looked: Looked) -> tuple[object, ...]:
    return looked.records, looked.within_a_year, looked.never, looked.last_month


def _teams(records: Sequence[OpenRecord]) -> list[Row]:
    names = queries.names_at({one.path for one in records})
    places = {(one.path, one.team, one.place_id) for one in records}
    looked = looked_by(records, lambda one: one.path, today())
    rows = [
        Row(name, looked[path], queries.name_above(path, names), place_id=place_id)
        for path, name, place_id in places
    ]
    return sorted(rows, key=lambda row: least_first(row.looked, row.name))


def _statuses(records: Sequence[OpenRecord]) -> list[Row]:
    names = status_names(viewer().council_id)
    looked = looked_by(records, lambda one: one.status, today())
    rows = [Row(names.get(code, code), one, status=code) for code, one in looked.items()]
    return sorted(rows, key=lambda row: least_first(row.looked, row.name))


def _practitioners(records: Sequence[OpenRecord]) -> list[Row]:
    """Nobody audited a record of theirs within a year; without a share or a rank."""
    seen = [one for one in records if may_at(viewer(), Permission.ROUND_READ, one.path)]
    looked = looked_by(seen, lambda one: one.practitioner_id, today())
    teams = {one.practitioner_id: one.team for one in seen}
    waiting = [of for of, one in looked.items() if not one.within_a_year]
    return [
        Row(one.name, looked[one.person_id], teams[one.person_id], person=one)
        for one in queries.list_named(waiting, viewer(), today())
    ]


TABLES: dict[str, tuple[str, Callable[[Sequence[OpenRecord]], list[Row]]]] = {
    "team": ("Team", _teams),
    "status": ("Status", _statuses),
    "practitioner": ("Practitioner", _practitioners),
}
