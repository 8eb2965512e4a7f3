"""From a paper to slides. The same paper gives the same bytes."""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.util import Pt

from qa_app.reports.document import without_moments
from qa_app.reports.rules.paper import Paper
from qa_app.reports.slides import shapes
from qa_app.reports.slides.cells import Cells
from qa_app.reports.slides.plan import EDGE, FOOT, GAP, HIGH, ROOM, WIDE, WORDS, Titled, slides_of

TITLE_SLIDE, TITLE_ONLY = 0, 5


def write(paper: Paper, path: Path, at: datetime) -> None:
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Pt(WIDE), Pt(HIGH)
    _properties(presentation, paper, at)
    _first(presentation, paper)
    for number, one in enumerate(slides_of(paper), 2):
        _slide(presentation, one, number)
    written = io.BytesIO()
    presentation.save(written)
    path.write_bytes(without_moments(written.getvalue()))


def _properties(presentation: Any, paper: Paper, at: datetime) -> None:
    about = presentation.core_properties
    about.title, about.author, about.subject = paper.title, paper.council, paper.subtitle
    about.last_modified_by, about.comments, about.keywords = paper.council, "", ""
    about.language, about.revision = "en-GB", 1
    about.created = about.modified = at.astimezone(UTC).replace(tzinfo=None, microsecond=0)


def _first(presentation: Any, paper: Paper) -> None:
    slide = presentation.slides.add_slide(presentation.slide_layouts[TITLE_SLIDE])
    title, under = slide.shapes.title, slide.placeholders[1]
    shapes.put(title, EDGE, 130, ROOM, 130)
    shapes.words(title, [paper.title], 40, bold=True)
    shapes.put(under, EDGE, 270, ROOM, 160)
    shapes.words(under, [paper.subtitle, paper.council], 24)


def _slide(presentation: Any, one: Titled, number: int) -> None:
    """In the order in which it is read aloud: title, words, table or chart, number."""
    made = presentation.slides.add_slide(presentation.slide_layouts[TITLE_ONLY])
    shapes.put(made.shapes.title, EDGE, EDGE * 0.6, ROOM, one.top - EDGE * 0.6 - GAP)
    shapes.words(made.shapes.title, [one.title], one.size, bold=True)
    top = one.top
    if one.slide.lines:
        shapes.lines(made, one.slide.lines, EDGE, top, ROOM, one.slide.tall)
        top += one.slide.tall
    if grid := one.slide.grid:
        shown = grid if grid.caption != one.title else None
        top += shapes.caption(made, grid.caption, EDGE, top, ROOM) if shown else 0
        shapes.table(made, Cells(grid, one.slide.widths), EDGE, top)
    if picture := one.slide.picture:
        if not one.title.startswith(picture.caption):
            top += shapes.caption(made, picture.caption, EDGE, top, ROOM)
        shapes.picture(made, picture, EDGE, top, ROOM, HIGH - FOOT - top)
    shapes.number(made, number, WIDE - EDGE - 60, HIGH - FOOT + 4, 60, WORDS + 10)
