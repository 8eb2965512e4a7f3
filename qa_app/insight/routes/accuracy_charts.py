"""The chart of agreement from month to month, as a file by itself."""

from flask import Response, abort

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.foundation.clock import today
from qa_app.insight.queries.accuracy import count_waiting, list_judged
from qa_app.insight.routes.accuracy_pages import asked_in_address, over_time
from qa_app.insight.routes.blueprint import accuracy
from qa_app.insight.routes.chart_files import picture_of, table_of
from qa_app.insight.rules import MONTHS_SHOWN
from qa_app.insight.rules.series import Settling
from qa_app.rounds.rules import first_of_month, months_back
from qa_app.web.charts.drawing import Chart

READ = Permission.ACCURACY_READ


@accuracy.get("/picture")
@requires(READ)
def picture() -> Response:
    return picture_of(_chart_asked(), "accuracy")


@accuracy.get("/download")
@requires(READ)
def download() -> Response:
    return table_of(_chart_asked(), "accuracy")


def _chart_asked() -> Chart:
    asked = asked_in_address()
    months = months_back(first_of_month(today()), MONTHS_SHOWN)[::-1]
    judged = list_judged(viewer(), months, below=asked.below)
    waiting, everywhere = (
        count_waiting(viewer(), months[0], below=below)[asked.how.is_by_chance]
        for below in (asked.below, "")
    )
    return over_time(judged, asked, Settling(months[-1], waiting, everywhere), months) or abort(404)
