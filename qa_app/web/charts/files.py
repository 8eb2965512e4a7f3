"""A chart as a file by itself: dots for programs that take no SVG, lines for those that do, and its figures."""

from collections.abc import Mapping

from flask import Response

from qa_app.web.charts.drawing import Chart
from qa_app.web.charts.png import picture
from qa_app.web.charts.svg import standalone
from qa_app.web.csv_files import TellsOf, csv_file
from qa_app.web.searches import address_of

PNG = "png"
Links = list[tuple[str, str]]


def picture_file(chart: Chart, name: str, kind: str = "") -> Response:
    """As SVG, where no other kind is asked for."""
    is_png = kind == PNG
    content, mimetype = (
        (picture(chart), "image/png") if is_png else (standalone(chart), "image/svg+xml")
    )
    response = Response(content, mimetype=mimetype)
    ending = PNG if is_png else "svg"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response


def figures_file(chart: Chart, name: str) -> Response:
    return csv_file(name, [one.heading for one in chart.columns], chart.rows, TellsOf.NO_RECORD)


def picture_links(address: str, asked: Mapping[str, str]) -> Links:
    return [
        ("Download the chart as PNG", address_of(address, {**asked, "as": PNG})),
        ("Download the chart as SVG", address_of(address, asked)),
    ]


def figures_link(address: str, asked: Mapping[str, str]) -> Links:
    return [("Download the figures as CSV", address_of(address, asked))]
