"""A drawing as a picture of dots, for programs that do not take SVG: Word, slides, older mail."""

from pathlib import Path

import resvg_py

from qa_app.web.assets import FONTS_IN
from qa_app.web.charts.drawing import Chart
from qa_app.web.charts.svg import standalone, unframed

# Arimo is as wide as Arial, letter by letter: words stand where the drawing expects them on any server.
FAMILY = "Arimo"
FILES = ("Arimo_400Regular.ttf", "Arimo_700Bold.ttf")
# Of an inch on paper six are drawn; 300 dots of each are sharp in print.
SHARP = 3


def picture(chart: Chart, *, narrow: bool = False) -> bytes:
    """A whole file, with title, sentence and caution."""
    return as_png(standalone(chart, narrow=narrow))


def drawing_of(chart: Chart, *, narrow: bool = False) -> bytes:
    """The drawing alone, for a page that says in its own words what the chart shows."""
    return as_png(unframed(chart, narrow=narrow))


def fonts() -> list[Path]:
    """Regular and bold."""
    files = [FONTS_IN / name for name in FILES]
    for file in files:
        if not file.is_file():
            raise FileNotFoundError(f"{file.name} is missing: run “make set-up”")
    return files


def as_png(svg: str) -> bytes:
    """Written in our own font alone, so that a server without fonts does not leave the words out."""
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        background="#ffffff",
        zoom=SHARP,
        skip_system_fonts=True,
        font_files=[str(file) for file in fonts()],
        font_family=FAMILY,
        sans_serif_family=FAMILY,
    )
