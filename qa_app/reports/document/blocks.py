"""Tables, charts and quotes as Word has them, each readable by a screen reader."""

import io
from collections.abc import Sequence
from typing import Any

from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Pt

from qa_app.foundation.statistics.suppression.small_counts import HIDDEN, ROUNDED_HIDDEN
from qa_app.reports.rules.paper import Grid, Picture, Quote
from qa_app.web.charts.png import as_png

# Columns of figures are this much narrower than words.
FIGURES, WORDS = 1.15, 2.6
LONG_WORDS = 60
# So many letters of a heading stand in a column of figures; a longer word would be broken.
LETTERS = 7
# What stands where a count is not shown.
WITHHELD = (HIDDEN, ROUNDED_HIDDEN)
# A table of so few rows stands on one page.
KEPT_TOGETHER = 8


def facts(document: Doc, rows: Sequence[tuple[str, str]], about: str) -> None:
    """Names on the left, what is said of them on the right."""
    made = _made(document, about, len(rows), 2)
    for row, (name, words) in zip(made.rows, rows, strict=True):
        _fill(row.cells[0], name, bold=True)
        _fill(row.cells[1], words)
        _whole(row)
    _widths(document, made, (1.0, 2.4))
    _space(document)


def table(document: Doc, grid: Grid) -> None:
    caption = document.add_paragraph(grid.caption, style="Caption")
    caption.paragraph_format.keep_with_next = True
    made = _made(document, grid.caption, 1 + len(grid.rows), len(grid.headings))
    figures = [is_figures(grid, at) for at in range(len(grid.headings))]
    for number, (row, words) in enumerate(zip(made.rows, (grid.headings, *grid.rows), strict=True)):
        for at, (cell, said) in enumerate(zip(row.cells, words, strict=True)):
            _fill(cell, said, bold=number == 0 or at == 0, right=figures[at])
        _whole(row)
    _repeat(made.rows[0])
    _widths(document, made, shares_of(grid))
    if len(grid.rows) <= KEPT_TOGETHER:
        _keep_together(made)
    _space(document)


def quote(document: Doc, one: Quote) -> None:
    said = document.add_paragraph(style="Quote")
    said.add_run(f"“{one.words}”")
    if one.about:
        said.add_run(f" ({one.about})")


def picture(document: Doc, one: Picture) -> None:
    caption = document.add_paragraph(one.caption, style="Caption")
    caption.paragraph_format.keep_with_next = True
    png = io.BytesIO(as_png(one.svg))
    shape = document.add_picture(png, width=_room(document))
    about = shape._inline.docPr
    about.set("descr", one.described)
    about.set("title", one.caption)
    about.set("name", one.caption)


def _made(document: Doc, about: str, rows: int, columns: int) -> Any:
    made = document.add_table(rows, columns, style="Table Grid")
    made.autofit = False
    properties = made._tbl.tblPr
    for tag in ("w:tblCaption", "w:tblDescription"):
        said = OxmlElement(tag)
        said.set(qn("w:val"), about)
        properties.append(said)
    return made


def _fill(cell: Any, words: str, *, bold: bool = False, right: bool = False) -> None:
    first, *more = words.split("\n")
    paragraph = cell.paragraphs[0]
    for at, said in enumerate((first, *more)):
        paragraph = paragraph if at == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.add_run(said).bold = bold or None


def _whole(row: Any) -> None:
    """A row goes on no other page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _keep_together(made: Any) -> None:
    for row in made.rows[:-1]:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def _space(document: Doc) -> None:
    """Word puts two tables into one where nothing stands between them."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(8)


def _repeat(row: Any) -> None:
    """The headings stand on every page that the table goes on to."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def is_figures(grid: Grid, at: int) -> bool:
    cells = [row[at] for row in grid.rows]
    has_figure = any(one[:1].isdigit() or one in WITHHELD for one in cells)
    return (
        at > 0
        and has_figure
        and all(one == "–" or len(one) < 12 and _has_figure(one) for one in cells)
    )


def _has_figure(words: str) -> bool:
    return words in (*WITHHELD, "") or words[:1].isdigit()


def shares_of(grid: Grid) -> list[float]:
    """How wide each column is beside the others."""
    found = []
    for at in range(len(grid.headings)):
        longest = max((len(row[at]) for row in grid.rows), default=0)
        if is_figures(grid, at):
            word = max(map(len, grid.headings[at].split()), default=0)
            found.append(FIGURES * max(1, word / LETTERS))
        else:
            found.append(WORDS * (2 if longest > LONG_WORDS else 1))
    return found


def _widths(document: Doc, made: Any, shares: Sequence[float]) -> None:
    room, whole = _room(document), sum(shares)
    for column, share in zip(made.columns, shares, strict=True):
        column.width = Emu(int(room * share / whole))
        for cell in column.cells:
            cell.width = column.width


def _room(document: Doc) -> Emu:
    page = document.sections[-1]
    width, left, right = page.page_width, page.left_margin, page.right_margin
    return Emu((width or 0) - (left or 0) - (right or 0))
