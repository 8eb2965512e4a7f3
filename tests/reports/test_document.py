"""What Word opens: numbered headings, charts that are described, tables that are named, the council's own style."""

from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt

from qa_app.reports.document import cleaned, drawn, write
from qa_app.reports.document.blocks import shares_of
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
from tests.reports.style_makers import CANARY, everything, own_style, packed, part_of

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


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "paper.docx"


def made(path, style=None):
    write(PAPER, style, path, AT)
    return docx.Document(str(path))


def test_headings_are_counted_by_word_itself(path):
    document = made(path)
    style = document.styles["Heading 1"].element
    (number,) = style.findall(f"{qn('w:pPr')}/{qn('w:numPr')}")
    assert number.find(qn("w:numId")).get(qn("w:val")) != "0"
    counted, left_out = [one for one in document.paragraphs if one.style.name == "Heading 1"]
    assert counted._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is None
    assert left_out._p.find(f".//{qn('w:numId')}").get(qn("w:val")) == "0"
    assert counted.text == "Nine of twelve were good"


def test_a_long_word_heads_a_wider_column_of_figures():
    grid = Grid("Actions", ("For whom", "Owed", "Confirmed"), (("The child", "5", "12"),))
    words, owed, confirmed = shares_of(grid)
    assert owed < confirmed < words


def test_a_column_whose_counts_are_all_hidden_is_one_of_figures():
    grid = Grid("By place", ("Place", "Good", "Graded"), (("East", "c", "11"), ("West", "c", "c")))
    words, good, graded = shares_of(grid)
    assert good == graded < words


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


def test_a_template_language_in_it_is_words_and_nothing_more(path):
    content = cleaned(own_style("{{ 7 * 7 }} {% raise %}"), "house.docx")
    document = made(path, content)
    assert document.sections[0].header.paragraphs[0].text == "{{ 7 * 7 }} {% raise %}"


def test_characters_that_no_document_can_hold_stand_as_a_sign():
    grid = Grid("Caption\x01", ("One",), (("a\x0bb\x00",),))
    section = Section("Head", (Said("said\x1f"), grid))
    paper = Paper("Title", "Sub", "Council", "Foot", (("Meeting", "\ufffe"),), (section,)).readable
    assert paper.sections[0].blocks == (Said("said�"), Grid("Caption�", ("One",), (("a�b�",),)))
    assert paper.front == (("Meeting", "�"),)
