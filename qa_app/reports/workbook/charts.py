"""Native line charts: Excel draws them from the cells, so that whoever changes a cell sees it."""

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from qa_app.reports.rules.tables import Drawing, Line, Table

INK, LIGHT, GRID = "#1d70b8", "#505a5f", "#dee0e2"


def chart_of(book: Workbook, table: Table, one: Drawing) -> Chart:
    chart = book.add_chart({"type": "line"})
    for line in one.lines:
        chart.add_series(_series(table, one, line))
    chart.set_title({"name": one.title, "name_font": {"size": 12}, "overlay": False})
    chart.set_y_axis(
        {
            "min": 0,
            "max": 1,
            "major_unit": 0.25,
            "num_format": "0%",
            "major_gridlines": {"visible": True, "line": {"color": GRID, "width": 0.75}},
            "line": {"none": True},
        }
    )
    chart.set_x_axis({"num_format": "mmm yy", "text_axis": True, "num_font": {"rotation": -45}})
    chart.set_legend({"position": "bottom"})
    chart.show_blanks_as("gap")
    chart.set_size({"width": 960, "height": 400})
    return chart


def _series(table: Table, one: Drawing, line: Line) -> dict[str, object]:
    first, last = one.first + 1, one.last + 1
    at, along = table.headings.index(line.column), table.headings.index(one.along)
    series: dict[str, object] = {
        "name": [table.title, 0, at],
        "categories": [table.title, first, along, last, along],
        "values": [table.title, first, at, last, at],
    }
    if line.is_limit:
        return {**series, "line": {"color": LIGHT, "width": 1, "dash_type": "dash"}}
    marker = {"type": "circle", "size": 6, "fill": {"color": INK}, "border": {"color": INK}}
    return {**series, "line": {"color": INK, "width": 2}, "marker": marker}
