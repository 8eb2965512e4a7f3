"""What a paper is written on: the council's own styles, header and footer, or ours; and numbered headings."""

import copy
import io
from typing import Any

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart
from docx.shared import Mm, Pt, RGBColor

FONT = "Arial"
A4, MARGIN = (Mm(210), Mm(297)), Mm(22)
INK = RGBColor(0x0B, 0x0C, 0x0C)
# What a paper uses. Where the council's own document lacks one, ours is taken.
NEEDED = ("Title", "Subtitle", "Heading 1", "Heading 2", "Caption", "List Bullet", "Quote", "Table Grid")  # fmt: skip
HEADINGS = (("Title", 22), ("Subtitle", 13), ("Heading 1", 15), ("Heading 2", 12))


def based_on(style: bytes | None) -> Doc:
    document = Document(io.BytesIO(style)) if style else _ours()
    ours = Document()
    there = {one.name for one in document.styles}
    for name in NEEDED:
        if name not in there:
            document.styles.element.append(_borrowed(ours, name, document))
    return document


def _borrowed(ours: Doc, name: str, document: Doc) -> Any:
    """A style without its links to others and to lists, which may not be there."""
    element = copy.deepcopy(ours.styles[name].element)
    for tag in ("w:link", "w:next", "w:basedOn"):
        for one in element.findall(qn(tag)):
            element.remove(one)
    for one in element.iter(qn("w:numPr")):
        one.getparent().remove(one)
        break
    normal = document.styles.element.find(f"{qn('w:style')}[@{qn('w:default')}='1']")
    if normal is not None and name != "Table Grid":
        based = OxmlElement("w:basedOn")
        based.set(qn("w:val"), normal.get(qn("w:styleId")))
        element.find(qn("w:name")).addnext(based)
    return element


def _ours() -> Doc:
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    for name, size in HEADINGS:
        style = document.styles[name]
        style.font.size, style.font.color.rgb, style.font.bold = Pt(size), INK, name != "Subtitle"
        style.font.italic = False
        _plain_font(style.element)
    for edge in document.styles["Title"].element.iter(qn("w:pBdr")):
        edge.getparent().remove(edge)
        break
    document.styles["Heading 1"].paragraph_format.space_before = Pt(18)
    for name in ("Caption", "Quote"):
        style = document.styles[name]
        style.font.color.rgb, style.font.size = INK, Pt(10 if name == "Caption" else 11)
    page = document.sections[0]
    page.page_width, page.page_height = A4
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    return document


def _plain_font(style: Any) -> None:
    fonts = style.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), FONT)


def foot_pages(document: Doc, words: str) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(f"{words}, page ")
    run.font.size = Pt(9)
    for kind in ("begin", "", "separate", "1", "end"):
        number = paragraph.add_run()
        number.font.size = Pt(9)
        if kind == "1":
            number.text = kind
            continue
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = "PAGE"
        number._r.append(part)


def leave_out(heading: Any) -> None:
    """A heading that is not counted."""
    none = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
    heading._p.get_or_add_pPr()._insert_numPr(parse_xml(none))


def number_headings(document: Doc) -> None:
    """As the council's own style counts them; where it does not, 1, 2 and 2.1.

    Word counts, so that a heading that is added or moved afterwards is counted too.
    """
    styles = [document.styles[f"Heading {level}"] for level in (1, 2)]
    bullets = document.styles["List Bullet"]
    numbering = _numbering(document)
    if not _is_counted(styles[0]):
        levels = "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
            f'<w:pStyle w:val="{style.style_id}"/><w:lvlText w:val="{words}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="567" w:hanging="567"/></w:pPr></w:lvl>'
            for at, (style, words) in enumerate(zip(styles, ("%1", "%1.%2"), strict=True))
        )
        number = _list_of(numbering, "multilevel", levels)
        for at, style in enumerate(styles):
            _count(style.element, at, number)
    if not _is_counted(bullets):
        one = (
            '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>'
            '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="567" w:hanging="283"/></w:pPr></w:lvl>'
        )
        _count(bullets.element, 0, _list_of(numbering, "singleLevel", one))


def _is_counted(style: Any) -> bool:
    return style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None


def _numbering(document: Doc) -> Any:
    for relation in document.part.rels.values():
        if relation.reltype == RT.NUMBERING:
            return relation.target_part.element
    element = parse_xml(f"<w:numbering {nsdecls('w')}/>")
    part = NumberingPart(
        PackURI("/word/numbering.xml"), CT.WML_NUMBERING, element, document.part.package
    )
    document.part.relate_to(part, RT.NUMBERING)
    return element


def _list_of(numbering: Any, kind: str, levels: str) -> int:
    """Lists stand before those who use them, and each under a number of its own."""
    used = [int(one.get(qn("w:abstractNumId"))) for one in numbering.findall(qn("w:abstractNum"))]
    taken = [int(one.get(qn("w:numId"))) for one in numbering.findall(qn("w:num"))]
    abstract, number = max(used, default=-1) + 1, max(taken, default=0) + 1
    element = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}">'
        f'<w:multiLevelType w:val="{kind}"/>{levels}</w:abstractNum>'
    )
    first = numbering.find(qn("w:num"))
    if first is None:
        numbering.append(element)
    else:
        first.addprevious(element)
    numbering.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/></w:num>'
        )
    )
    return number


def _count(style: Any, level: int, number: int) -> None:
    properties = style.get_or_add_pPr()
    for one in properties.findall(qn("w:numPr")):
        properties.remove(one)
    said = parse_xml(
        f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    )
    properties._insert_numPr(said)
