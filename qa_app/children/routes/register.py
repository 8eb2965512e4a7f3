"""The list in force: children as far as the viewer may see them, or how many there are."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from qa_app.access.gate import may_open, requires, viewer
from qa_app.access.rules import Permission, may
from qa_app.children.models import ChildOnList
from qa_app.children.queries import children as queries
from qa_app.children.queries.counts import count_children
from qa_app.children.queries.left import left_on, list_left
from qa_app.children.queries.lists import list_in_force, status_names
from qa_app.children.routes.blueprint import children
from qa_app.children.rules.ages import AgeBand
from qa_app.foundation.clock import today
from qa_app.organisation.queries.people import names_of
from qa_app.trail.operations import look
from qa_app.web.csv_files import TellsOf, csv_file
from qa_app.web.searches import asked as asked_for
from qa_app.web.searches import searched_by
from qa_app.web.sheets import sheet_of

SORTS = tuple(queries.ORDERS)


@children.route("", methods=["GET", "POST"])
@requires(Permission.CHILD_READ, Permission.CHILD_COUNT)
@searched_by("reference")
def index() -> ResponseReturnValue:
    if not may(viewer(), Permission.CHILD_READ):
        return counted()
    asked = sought()
    wanted = queries.sought(queries.visible_to(viewer()), asked)
    sheet = sheet_of(queries.count(wanted), sorts=SORTS)
    rows = queries.list_children(wanted, sheet.sort, limit=sheet.on_a_page, offset=sheet.offset)
    left = list_left(viewer(), asked.reference) if asked.reference else []
    look("children:listed", viewer(), ids=queries.public_ids([*rows, *left]))
    teams, people = queries.teams_and_practitioners(queries.visible_to(viewer()))
    names = names_of({*people, *(row.practitioner_id for row in rows)}, viewer().council_id)
    statuses = status_names(viewer().council_id)
    practitioners = sorted(
        ((public_id, names.get(one, "")) for one, public_id in people.items()), key=lambda p: p[1]
    )
    return render_template(
        "children/index.html",
        rows=rows,
        left=left,
        left_on=left_on(left, viewer().council_id),
        sheet=sheet,
        asked=asked,
        chips=chips(asked, statuses, dict(teams), dict(practitioners)),
        statuses=statuses,
        teams=teams,
        practitioners=practitioners,
        ages=[(band.name, band.value) for band in AgeBand],
        names=names,
        in_force=list_in_force(viewer().council_id),
        may_import=may_open("children.list_imports"),
    )


@children.get("/counts")
@requires(Permission.CHILD_COUNT)
def counts() -> ResponseReturnValue:
    return counted()


def counted() -> ResponseReturnValue:
    return render_template(
        "children/counts.html",
        counts=count_children(viewer()),
        statuses=status_names(viewer().council_id),
        in_force=list_in_force(viewer().council_id),
        may_import=may_open("children.list_imports"),
    )


@children.route("/download", methods=["GET", "POST"])
@requires(Permission.CHILD_READ)
@searched_by("reference")
def download() -> ResponseReturnValue:
    wanted = queries.sought(queries.visible_to(viewer()), sought())
    rows = queries.list_children(wanted)
    look("children:exported", viewer(), ids=queries.public_ids(rows))
    statuses = status_names(viewer().council_id)
    names = names_of({row.practitioner_id for row in rows}, viewer().council_id)
    return csv_file(
        f"children-{today().isoformat()}",
        ("Reference", "Status", "Since", "Team", "Practitioner", "Age", "Last seen", "Last review"),
        [exported(row, statuses, names) for row in rows],
        TellsOf.RECORDS,
    )


def exported(row: ChildOnList, statuses: dict[str, str], names: dict[int, str]) -> list[Any]:
    """Dates as machines read them; the age as a number, also before birth."""
    return [
        row.child.reference,
        statuses.get(row.status, row.status),
        row.status_since,
        row.place.name,
        names.get(row.practitioner_id or 0, row.practitioner_written),
        AgeBand.UNBORN.value if row.age == -1 else row.age,
        row.last_seen,
        row.last_review,
    ]


def sought() -> queries.Sought:
    """The filters of the list; what makes no sense there filters nothing."""
    given = asked_for()
    age = given.get("age", "")
    return queries.Sought(
        reference=given.get("reference", "").strip()[:40],
        status=given.get("status", "")[:40],
        team=given.get("team", "")[:40],
        practitioner=given.get("practitioner", "")[:40],
        age=AgeBand[age] if age in AgeBand.__members__ else None,
    )


def chips(
    asked: queries.Sought,
    statuses: dict[str, str],
    teams: dict[str, str],
    practitioners: dict[str, str],
) -> list[tuple[str, str]]:
    """Each filter in use: in words, and its name."""
    words = {
        "reference": asked.reference and f"Reference begins with {asked.reference}",
        "status": asked.status and statuses.get(asked.status, asked.status),
        "team": asked.team and teams.get(asked.team, "Another team"),
        "practitioner": asked.practitioner
        and practitioners.get(asked.practitioner, "Somebody else"),
        "age": asked.age.value if asked.age else "",
    }
    return [(said, name) for name, said in words.items() if said]
