"""Words, tables and charts as PowerPoint has them, each readable by a screen reader."""

import io
from collections.abc import Sequence
from typing import Any

from PIL import Image
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from qa_app.reports.document.blocks import is_figures
from qa_app.reports.rules.paper import Picture
from qa_app.reports.slides.cells import ABOVE, ASIDE, SIZE, Cells
from qa_app.reports.slides.measuring import height
from qa_app.reports.slides.plan import GAP, INDENT, LEAST, WORDS, Line
from qa_app.web.charts.png import as_png

FONT, INK, LANGUAGE = "Arial", RGBColor(0x0B, 0x0C, 0x0C), "en-GB"
# PowerPoint's own “No style, table grid”.
GRID = "{5940675A-B579-460E-94D1-54222C63F5DA}"


def put(shape: Any, left: float, top: float, wide: float, high: float) -> None:
    shape.left, shape.top, shape.width, shape.height = Pt(left), Pt(top), Pt(wide), Pt(high)


def words(shape: Any, said: Sequence[str], size: float, *, bold: bool = False) -> None:
    frame = shape.text_frame
    _bare(frame)
    for at, one in enumerate(said):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        _run(paragraph, one, size, bold=bold)


def lines(slide: Any, said: Sequence[Line], left: float, top: float, wide: float, high: float) -> None:  # fmt: skip
    box = slide.shapes.add_textbox(Pt(left), Pt(top), Pt(wide), Pt(high))
    box.name = "What it says"
    _bare(box.text_frame)
    for at, one in enumerate(said):
        paragraph = box.text_frame.paragraphs[0] if at == 0 else box.text_frame.add_paragraph()
        paragraph.space_after = Pt(GAP)
        _run(paragraph, one.words, WORDS, italic=one.is_quote)
        if one.in_list or one.is_quote:
            _indent(paragraph, bullet=one.in_list and not one.goes_on)


def caption(slide: Any, said: str, left: float, top: float, wide: float) -> float:
    """How much room it took."""
    high = height(said, WORDS, wide) + GAP
    box = slide.shapes.add_textbox(Pt(left), Pt(top), Pt(wide), Pt(high))
    box.name = "Caption"
    _bare(box.text_frame)
    _run(box.text_frame.paragraphs[0], said, WORDS)
    return high


def table(slide: Any, cells: Cells, left: float, top: float) -> None:
    grid, wide = cells.grid, sum(cells.widths)
    rows = [grid.headings, *grid.rows] if cells.has_headings else [*grid.rows]
    shape = slide.shapes.add_table(len(rows), len(grid.headings), Pt(left), Pt(top), Pt(wide), Pt(1))  # fmt: skip
    _described(shape, grid.caption, f"Table. {grid.caption}")
    made = shape.table
    made.first_row, made.first_col, made.horz_banding = cells.has_headings, True, False
    made._tbl.tblPr.find(qn("a:tableStyleId")).text = GRID
    for column, width in zip(made.columns, cells.widths, strict=True):
        column.width = Pt(width)
    for number, (row, said) in enumerate(zip(made.rows, rows, strict=True)):
        is_head = cells.has_headings and number == 0
        row.height = Pt(cells.height_of(said, bold=is_head))
        for at, (cell, one) in enumerate(zip(row.cells, said, strict=True)):
            _fill(cell, one, bold=is_head or at == 0, right=is_figures(grid, at))
    shape.height = sum(row.height for row in made.rows)


def picture(slide: Any, one: Picture, left: float, top: float, wide: float, high: float) -> None:
    """As large as there is room."""
    png = as_png(one.svg)
    with Image.open(io.BytesIO(png)) as drawn:
        scale = min(wide / drawn.width, high / drawn.height)
        size = Pt(drawn.width * scale), Pt(drawn.height * scale)
    shape = slide.shapes.add_picture(io.BytesIO(png), Pt(left), Pt(top), *size)
    _described(shape, one.caption, one.described)


def number(slide: Any, said: int, left: float, top: float, wide: float, high: float) -> None:
    """PowerPoint counts it anew where a slide is moved."""
    box = slide.shapes.add_textbox(Pt(left), Pt(top), Pt(wide), Pt(high))
    box.name = "Slide number"
    _bare(box.text_frame)
    paragraph = box.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    field = parse_xml(
        f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
        f'<a:rPr lang="{LANGUAGE}" sz="{LEAST * 100}"><a:latin typeface="{FONT}"/></a:rPr><a:t>{said}</a:t></a:fld>'
    )
    paragraph._p.append(field)


def _fill(cell: Any, said: str, *, bold: bool, right: bool) -> None:
    cell.margin_left = cell.margin_right = Pt(ASIDE)
    cell.margin_top = cell.margin_bottom = Pt(ABOVE)
    cell.vertical_anchor = MSO_ANCHOR.TOP
    for at, line in enumerate(said.split("\n")):
        frame = cell.text_frame
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        if right:
            paragraph.alignment = PP_ALIGN.RIGHT
        _run(paragraph, line, SIZE, bold=bold)


def _run(paragraph: Any, said: str, size: float, *, bold: bool = False, italic: bool = False) -> None:  # fmt: skip
    run = paragraph.add_run()
    run.text = said
    run.font.name, run.font.size, run.font.bold, run.font.italic = FONT, Pt(size), bold, italic
    run.font.color.rgb = INK
    run._r.get_or_add_rPr().set("lang", LANGUAGE)


def _bare(frame: Any) -> None:
    """Nothing is made smaller by PowerPoint: there is room for all of it."""
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def _indent(paragraph: Any, *, bullet: bool) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(Pt(INDENT)))
    properties.set("indent", str(-Pt(INDENT) if bullet else 0))
    if bullet:
        properties.append(parse_xml(f'<a:buFont {nsdecls("a")} typeface="{FONT}"/>'))
        properties.append(parse_xml(f'<a:buChar {nsdecls("a")} char="•"/>'))


def _described(shape: Any, name: str, said: str) -> None:
    about = shape._element.xpath(".//p:cNvPr")[0]
    about.set("name", name)
    about.set("descr", said)
