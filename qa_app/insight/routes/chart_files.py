"""A chart of a page as a file by itself, and the table behind it."""

from collections.abc import Mapping
from typing import Any

from flask import Response, request, url_for

from qa_app.access.gate import viewer
from qa_app.trail.operations import look
from qa_app.web.charts.drawing import Chart
from qa_app.web.charts.files import (
    Links,
    figures_file,
    figures_link,
    picture_file,
    picture_links,
)


def picture_of(chart: Chart, report: str, name: str = "") -> Response:
    """`report` is what the trail calls it, `name` the file, where a page has several."""
    look("report:exported", viewer(), rows=len(chart.rows), report=report)
    return picture_file(chart, name or report, request.args.get("as", ""))


def table_of(chart: Chart, report: str, name: str = "") -> Response:
    look("report:exported", viewer(), rows=len(chart.rows), report=report)
    return figures_file(chart, name or report)


def files_of(address: Mapping[str, str], **of: Any) -> Links:
    """Words and addresses of all, of the page that is open; `of` is what else its address names."""
    pictures = picture_links(url_for(".picture", **of), address)
    return [*pictures, *figures_link(url_for(".download", **of), address)]
