"""A template as a Word form, for reading and writing on paper."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from qa_app.audit_templates.rules import Template
from qa_app.audit_templates.rules.reading import Line, Part
from qa_app.audit_templates.rules.words import ANSWERS, HEADER, Kind, Overall

BOX = "☐"
FONT, SIZE = "Arial", Pt(11)
A4, MARGIN = (Mm(210), Mm(297)), Mm(20)
NARROW, WIDE = Mm(50), Mm(120)
LINES_FOR_TEXT, LINES_FOR_EVIDENCE = 4, 2
SAFE_ENOUGH = ("Yes", "Not sure", "No")


def form(template: Template, parts: Sequence[Part]) -> bytes:
    """What is asked, with room for the answers. Nothing in it is about a real child."""
    document = Document()
    _style(document, template)
    document.add_heading(template.name, level=0)
    document.add_paragraph(template.purpose)
    document.add_paragraph(
        f"Version {template.number}. About {template.minutes} minutes. {template.look_back}".strip()
    )
    _head(document, template)
    if template.gate:
        document.add_heading("Before anything else", level=1)
        document.add_paragraph(template.gate)
        _boxes(document, SAFE_ENOUGH)
        document.add_paragraph(
            "Not sure, or no? Speak to somebody now. Write down what you saw, whom you told and when."
        )
    for part in parts:
        _section(document, part, template)
    _end(document, template)
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def _style(document: Any, template: Template) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, SIZE
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    for name in ("Title", "Heading 1", "Heading 2"):
        document.styles[name].font.name = FONT
        fonts = document.styles[name].element.rPr.rFonts
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
    normal.paragraph_format.space_after = Pt(4)
    page = document.sections[0]
    page.page_width, page.page_height = A4
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    document.core_properties.title = template.name
    document.core_properties.language = "en-GB"
    document.core_properties.author = ""
    _number_pages(document, f"{template.name}, version {template.number}")


def _number_pages(document: Any, words: str) -> None:
    footer = document.sections[0].footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run(f"{words}, page ")
    run = footer.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = text
        run._r.append(part)


def _head(document: Any, template: Template) -> None:
    rows = [("Reference (never a name)", ""), *((HEADER[one], "") for one in template.header)]
    _table(document, [*rows, ("Auditor", ""), ("Date", "")])


def _section(document: Any, part: Part, template: Template) -> None:
    document.add_heading(f"{part.number}. {part.section.heading}", level=1)
    for words in (part.shown, part.section.guidance):
        if words:
            document.add_paragraph(words)
    if part.section.good_looks_like:
        good = document.add_paragraph()
        good.add_run("What good looks like: ").bold = True
        good.add_run(part.section.good_looks_like)
    for line in part.lines:
        _question(document, line, template)
    if part.section.graded:
        _grade(document, part)


def _question(document: Any, line: Line, template: Template) -> None:
    asked = document.add_paragraph()
    asked.paragraph_format.keep_with_next = True
    asked.paragraph_format.space_before = Pt(10)
    asked.add_run(f"{line.number} {line.question.text}").bold = True
    beside = ". ".join([*line.marks, *filter(None, (line.shown, line.limit))])
    for words in (line.question.help, beside):
        if words:
            small = document.add_paragraph(words)
            small.paragraph_format.keep_with_next = True
            small.runs[0].italic = True
    _room(document, line, template)


def _room(document: Any, line: Line, template: Template) -> None:
    """Boxes to tick, or lines to write on."""
    kind = line.question.kind
    if line.how and (kind is Kind.SCALING or line.answers):
        document.add_paragraph(f"{line.how}:").paragraph_format.keep_with_next = True
    if kind is Kind.SCALING:
        _boxes(document, [str(number) for number in range(11)])
    elif kind is Kind.GRADE:
        _boxes(document, [grade.words for grade in template.scale])
    elif line.answers:
        _boxes(document, line.answers)
    elif kind is Kind.TEXT:
        _write_on(document, LINES_FOR_TEXT)
    else:
        document.add_paragraph(f"{line.how}: {'.' * 40}")
    if line.question.evidence != frozenset():
        document.add_paragraph("Where did you see this?")
        _write_on(document, LINES_FOR_EVIDENCE)


def _grade(document: Any, part: Part) -> None:
    sentence = document.add_paragraph()
    sentence.add_run("What is different for the child because of this work?").bold = True
    sentence.add_run(" Write that sentence first.")
    _write_on(document, LINES_FOR_EVIDENCE)
    document.add_heading("Which grade does that sentence support?", level=2)
    _table(document, [(f"{BOX} {grade}", words) for grade, words in part.descriptors])


def _end(document: Any, template: Template) -> None:
    document.add_heading("To finish", level=1)
    if template.overall is not Overall.NONE:
        document.add_paragraph("What difference did the work make for the child?")
        _boxes(document, ANSWERS[Kind.IMPACT].values())
    if template.overall is Overall.GRADED:
        document.add_paragraph("Overall grade")
        _boxes(document, [grade.words for grade in template.scale])
    for words, most in (
        ("Strengths", template.strengths),
        ("Areas for development", template.development),
    ):
        if most:
            document.add_paragraph(f"{words} (up to {most})").runs[0].bold = True
            _write_on(document, most)
    document.add_paragraph("What will be done, by whom, by when, and how will we know it helped?")
    _write_on(document, LINES_FOR_TEXT)


def _table(document: Any, rows: Iterable[tuple[str, str]]) -> None:
    """Two columns; a row never runs over to the next page."""
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, (NARROW, WIDE), strict=True):
        column.width = width
    for row in rows:
        added = table.add_row()
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, words, width in zip(added.cells, row, (NARROW, WIDE), strict=True):
            cell.text, cell.width = words, width


def _boxes(document: Any, words: Iterable[str]) -> None:
    document.add_paragraph("    ".join(f"{BOX} {one}" for one in words))


def _write_on(document: Any, number: int) -> None:
    for _ in range(number):
        document.add_paragraph("." * 100)
