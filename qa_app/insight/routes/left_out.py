"""The records that are paused or exempt, with who granted it and why."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may
from qa_app.foundation.clock import london_day
from qa_app.insight import queries
from qa_app.insight.queries.left_out import Granted
from qa_app.insight.routes.asked import month_chosen, months_to_choose, service_asked
from qa_app.insight.routes.blueprint import insight
from qa_app.insight.rules import months_offered, written
from qa_app.rounds.queries import children_in
from qa_app.trail.operations import look
from qa_app.web.csv_files import TellsOf, csv_file
from qa_app.web.sheets import sheet_of

HEADERS = ("Reference", "Team", "Auditor", "State", "Granted by", "On", "Why", "Until")


@insight.get("/completion/left-out")
@requires(Permission.ROUND_READ)
def left_out() -> ResponseReturnValue:
    months = months_to_choose()
    month = month_chosen(request.args.get("month", ""), months)
    services = queries.list_services(viewer())
    service = service_asked(services)
    below = service.path if service else ""
    sheet = sheet_of(queries.count_left_out(viewer(), month, below))
    rows = queries.list_left_out(viewer(), month, below, limit=sheet.on_a_page, offset=sheet.offset)
    look("audits:listed", viewer(), ids=children_in([one for one, _ in rows]))
    return render_template(
        "insight/left_out.html",
        month=month,
        months=months_offered(months, "")[: len(months)],
        services=[(place.public_id, place.name) for place in services],
        service=service,
        sheet=sheet,
        rows=rows,
        written=written,
        may_count=may(viewer(), Permission.COMPLETION_READ),
    )


@insight.get("/completion/left-out/download")
@requires(Permission.ROUND_READ)
def left_out_file() -> ResponseReturnValue:
    months = months_to_choose()
    month = month_chosen(request.args.get("month", ""), months)
    service = service_asked(queries.list_services(viewer()))
    rows = queries.list_left_out(viewer(), month, service.path if service else "")
    ids = children_in([one for one, _ in rows])
    look("audits:exported", viewer(), rows=len(rows), ids=ids)
    return csv_file(
        f"left-out-{written(month)}", HEADERS, [_as_row(one) for one in rows], TellsOf.RECORDS
    )


def _as_row(granted: Granted) -> tuple[object, ...]:
    one, change = granted
    said = (
        (change.by_name, london_day(change.at), change.why, change.until)
        if change
        else ("", "", "", "")
    )
    return (one.subject, one.place.name, one.auditor_name, one.state.value, *said)
