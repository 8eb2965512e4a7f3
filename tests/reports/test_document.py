"""What Word opens: numbered headings, charts that are described, tables that are named, the council's own style."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt

from qa_app.foundation.errors import DomainError
from qa_app.reports.document import cleaned, drawn, write
from qa_app.reports.document.style_file import MOST_BYTES
from qa_app.reports.rules.paper import (
    Bars,
    Grid,
    Paper,
    Quote,
    Said,
    Section,
    as_kept,
    to_keep,
)

AT = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
BLOCKS = (
    Said("A sentence."),
    Said("A line", in_list=True),
    Grid("What it holds", ("Name", "Count"), (("East", "12"), ("West", "c"))),
    Quote("The plan is clear", "Planning"),
    Bars("By team", "East is higher.", [("East", 7, 10), ("West", 3, 8)]),
)
PAPER = drawn(
    Paper(
        "Annual report",
        "The year",
        "Northshire",
        "Northshire, annual report",
        (("Meeting", "Scrutiny"),),
        (
            Section("Nine of twelve were good", BLOCKS),
            Section("Not counted", (Said("x"),), is_numbered=False),
        ),
    )
)
CANARY = "Kian born 3 May 2015"


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "paper.docx"


def made(path, style=None):
    write(PAPER, style, path, AT)
    return docx.Document(str(path))


def packed(document) -> bytes:
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def own_style(words="Northshire Council") -> bytes:
    """As a council has it: a heading of its own, a header, and an old paper still in it."""
    document = docx.Document()
    document.styles["Heading 1"].font.size = Pt(31)
    document.sections[0].header.paragraphs[0].text = words
    document.add_paragraph(CANARY)
    document.core_properties.author = CANARY
    return packed(document)


def changed(content: bytes, **parts: str | bytes) -> bytes:
    """The same file with some parts written otherwise or added; names have __ for a slash."""
    kept = io.BytesIO()
    given = {name.replace("__", "/").replace("_DOT_", "."): one for name, one in parts.items()}
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in given:
                new.writestr(name, old.read(name))
        for name, one in given.items():
            new.writestr(name, one)
    return kept.getvalue()


def part_of(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return file.read(name).decode()


def everything(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return "\n".join(file.read(name).decode(errors="replace") for name in file.namelist())


def test_headings_are_counted_by_word_itself(path):
    document = made(path)
    style = document.styles["Heading 1"].element
    (number,) = style.findall(f"{qn('w:pPr')}/{qn('w:numPr')}")
    assert number.find(qn("w:numId")).get(qn("w:val")) != "0"
    counted, left_out = [one for one in document.paragraphs if one.style.name == "Heading 1"]
    assert counted._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is None
    assert left_out._p.find(f".//{qn('w:numId')}").get(qn("w:val")) == "0"
    assert counted.text == "Nine of twelve were good"


def test_a_chart_says_what_it_shows(path):
    (shape,) = made(path).inline_shapes
    assert shape._inline.docPr.get("descr").startswith("Chart. By team. East is higher.")
    page = made(path).sections[0]
    assert shape.width <= page.page_width - page.left_margin - page.right_margin


def test_a_table_is_named_and_repeats_its_headings(path):
    table = made(path).tables[1]
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "What it holds"
    first, *rest = table.rows
    assert first._tr.find(f".//{qn('w:tblHeader')}") is not None
    assert all(one._tr.find(f".//{qn('w:cantSplit')}") is not None for one in table.rows)
    assert [one.cells[1].text for one in rest] == ["12", "c"]


def test_it_says_what_it_is_and_in_which_language(path):
    about = made(path).core_properties
    assert (about.title, about.author, about.language) == ("Annual report", "Northshire", "en-GB")
    assert about.created == AT


def test_the_same_paper_is_the_same_file(path, tmp_path):
    again = tmp_path / "again.docx"
    made(path)
    write(as_kept(to_keep(PAPER)), None, again, AT)
    assert path.read_bytes() == again.read_bytes()


def test_the_style_of_the_council_gives_styles_header_and_nothing_else(path):
    content = cleaned(own_style(), "house.docx")
    assert CANARY not in everything(content)
    document = made(path, content)
    assert document.styles["Heading 1"].font.size == Pt(31)
    assert document.sections[0].header.paragraphs[0].text == "Northshire Council"
    assert CANARY not in everything(path.read_bytes())
    assert document.paragraphs[0].text == "Annual report"


def test_a_style_that_lacks_what_a_paper_needs_is_helped_out(path):
    document = docx.Document()
    for name in ("Quote", "Caption", "List Bullet", "Table Grid", "Subtitle"):
        element = document.styles[name].element
        element.getparent().remove(element)
    made(path, cleaned(packed(document), "house.docx"))
    assert "The plan is clear" in everything(path.read_bytes())


def test_headings_that_the_style_counts_already_are_counted_its_way(path):
    style = path.with_name("own.docx")
    made(style)
    before = part_of(style.read_bytes(), "word/styles.xml").count("<w:numPr>")
    made(path, cleaned(style.read_bytes(), "own.docx"))
    assert part_of(path.read_bytes(), "word/styles.xml").count("<w:numPr>") == before


def relation(kind: str, target: str, *, outside: bool) -> str:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    mode = ' TargetMode="External"' if outside else ""
    return (
        f'<Relationship Id="rId99" Type="{base}/{kind}" Target="{target}"{mode}/></Relationships>'
    )


def with_relation(content: bytes, name: str, added: str) -> bytes:
    rels = part_of(content, name).replace("</Relationships>", added)
    return changed(content, **{name.replace("/", "__").replace(".", "_DOT_"): rels})


def test_nothing_it_leads_to_outside_is_kept():
    where = "https://tracker.example/a.dotm"
    added = relation("attachedTemplate", where, outside=True)
    with_template = with_relation(own_style(), "word/_rels/document.xml.rels", added)
    assert "tracker" in everything(with_template)
    assert "tracker" not in everything(cleaned(with_template, "house.docx"))


def header_of(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return next(one for one in file.namelist() if one.startswith("word/header"))


def test_a_header_that_fetches_a_picture_is_refused():
    base = "http://schemas.openxmlformats.org/package/2006/relationships"
    content, added = own_style(), relation("image", "https://tracker.example/a.png", outside=True)
    name = header_of(content).replace("word/", "word/_rels/") + ".rels"
    rels = f'<?xml version="1.0"?><Relationships xmlns="{base}">{added}'
    bad = changed(content, **{name.replace("/", "__").replace(".", "_DOT_"): rels})
    with pytest.raises(DomainError, match="from outside"):
        cleaned(bad, "house.docx")


@pytest.mark.parametrize("field", ['INCLUDEPICTURE "https://x.example/a"', "DDEAUTO cmd", "MACROBUTTON x"])  # fmt: skip
def test_a_header_with_a_field_that_runs_is_refused(field):
    content = own_style("WORDS")
    name = header_of(content)
    in_pieces = f'<w:fldChar w:fldCharType="begin"/><w:instrText>{field[:4]}</w:instrText><w:instrText>{field[4:]}</w:instrText><w:fldChar w:fldCharType="end"/>'
    text = part_of(content, name).replace("<w:t>WORDS</w:t>", in_pieces.replace('"', "&quot;").replace("&quot;begin&quot;", '"begin"').replace("&quot;end&quot;", '"end"'))  # fmt: skip
    bad = changed(content, **{name.replace("/", "__").replace(".", "_DOT_"): text})
    with pytest.raises(DomainError, match="field"):
        cleaned(bad, "house.docx")


def test_a_page_number_in_the_footer_is_no_harm(path):
    made(path)
    assert "PAGE" in everything(cleaned(path.read_bytes(), "house.docx"))


BOMB = b"<w>" + b" " * (9 * 1024 * 1024) + b"</w>"


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"word__vbaProject_DOT_bin": b"x"}, "macros"),
        ({"word__embeddings__oleObject1_DOT_bin": b"x"}, "macros"),
        ({"word__activeX__activeX1_DOT_xml": b"<a/>"}, "macros"),
        ({"word__extra_DOT_xml": BOMB}, "unpack"),
        ({"word__extra_DOT_xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "document type"),
        ({"word__extra_DOT_xml": '<a b="é"/>'.encode("utf-16")}, "could not be read"),
        ({"word__document_DOT_xml": b"<w:document"}, "could not be read"),
    ],
)
def test_what_could_harm_is_refused(parts, said):
    with pytest.raises(DomainError, match=said):
        cleaned(changed(own_style(), **parts), "house.docx")


def test_a_document_that_may_hold_macros_is_refused():
    content = own_style()
    types = part_of(content, "[Content_Types].xml").replace(
        "vnd.openxmlformats-officedocument.wordprocessingml.document.main",
        "vnd.ms-word.document.macroEnabled.main",
    )
    bad = changed(content, **{"[Content_Types]_DOT_xml": types})
    with pytest.raises(DomainError, match="macros"):
        cleaned(bad, "house.docm")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.4", "not a Word document"),
        (b"PK\x03\x04 and nothing", "could not be read"),
        (b"PK" + b"x" * MOST_BYTES, "larger than"),
    ],
)
def test_what_is_no_word_document_is_refused(content, said):
    with pytest.raises(DomainError, match=said):
        cleaned(content, "house.docx")


def test_a_directory_of_thousands_of_parts_is_refused():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as file:
        for number in range(600):
            file.writestr(f"word/{number}.xml", "<a/>")
    with pytest.raises(DomainError, match="unpack"):
        cleaned(kept.getvalue(), "house.docx")


def test_a_template_language_in_it_is_words_and_nothing_more(path):
    content = cleaned(own_style("{{ 7 * 7 }} {% raise %}"), "house.docx")
    document = made(path, content)
    assert document.sections[0].header.paragraphs[0].text == "{{ 7 * 7 }} {% raise %}"
