"""A chart of a page as a file by itself, and the table behind it."""

from collections.abc import Mapping

from flask import Response, url_for

from qa_app.access.gate import viewer
from qa_app.trail.operations import look
from qa_app.web.charts.drawing import Chart
from qa_app.web.charts.svg import standalone
from qa_app.web.csv_files import csv_file
from qa_app.web.searches import address_of


def picture_of(chart: Chart, report: str) -> Response:
    look("report:exported", viewer(), rows=len(chart.rows), report=report)
    response = Response(standalone(chart), mimetype="image/svg+xml")
    response.headers["Content-Disposition"] = f'attachment; filename="{report}.svg"'
    return response


def table_of(chart: Chart, report: str) -> Response:
    look("report:exported", viewer(), rows=len(chart.rows), report=report)
    return csv_file(report, [one.heading for one in chart.columns], chart.rows)


def files_of(address: Mapping[str, str]) -> list[tuple[str, str]]:
    """Words and addresses of both, of the page that is open."""
    return [
        ("Download the chart as SVG", address_of(url_for(".picture"), address)),
        ("Download the figures as CSV", address_of(url_for(".download"), address)),
    ]
