import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from qa_app.web import jinja, page_tables
from qa_app.web.charts.drawing import STYLES, Chart, Drawing, circle, words
from qa_app.web.charts.range_bars import Group, Groups, range_bars
from qa_app.web.charts.svg import inline, standalone
from tests.web.charts.reading import NO_STYLE

SHEET = Path(jinja.__file__).parent / "static" / "app.css"
DRAWN = Drawing(200, 100, 13, (circle("odd", 3.14159, 5, 4), words("R&D < 5", 10, 20)))
SVG = "{http://www.w3.org/2000/svg}"


def test_words_are_text_and_cannot_break_out():
    written = inline(DRAWN, "A & B", "<script>", "one")
    assert "R&amp;D &lt; 5" in written
    assert "A &amp; B" in written
    assert not NO_STYLE.search(written)


def test_a_drawing_is_named_and_described():
    page = BeautifulSoup(inline(DRAWN, "Title", "Sentence.", "one"), "html.parser")
    named = page.svg["aria-labelledby"].split()
    assert [page.find(id=one).text for one in named] == ["Title", "Sentence."]
    assert page.svg["role"] == "img"


def test_numbers_are_rounded_to_what_can_be_seen():
    assert 'cx="3.1" cy="5" r="4"' in inline(DRAWN, "Title", "Sentence.", "one")


def test_a_file_by_itself_keeps_its_colours_and_says_its_title():
    chart = Chart("Title & more", "Sentence.", "Beware.", DRAWN, DRAWN, (), ())
    written = standalone(chart)
    tree = ElementTree.fromstring(written.encode())
    texts = [one.text for one in tree.iter(f"{SVG}text")]
    assert texts == ["Title & more", "Sentence.", "Beware.", "R&D < 5"]
    assert next(tree.iter(f"{SVG}circle")).get("fill") == STYLES["odd"]["fill"]
    assert float(tree.get("height")) > 100


@pytest.mark.parametrize("style", STYLES)
def test_every_style_has_its_rule_for_forced_colours(style):
    forced = SHEET.read_text(encoding="utf-8").split("@media (forced-colors: active)")
    assert any(
        re.search(rf"\.app-drawing__{style}\b(?!-)", part.split("\n}\n")[0]) for part in forced[1:]
    )


def test_the_component_shows_both_drawings_and_every_figure():
    app = Flask("charts")
    jinja.attach(app)
    page_tables.attach(app)
    drawn = range_bars(
        Groups("By group", "One sentence.", [Group("White", 7, 10), Group("Other", 1, 4)])
    )
    source = '{% from "components/chart.html" import chart %}{{ chart(drawn, "groups") }}'
    with app.test_request_context("/figures"):
        shown = app.jinja_env.from_string(source).render(drawn=drawn)
    page = BeautifulSoup(shown, "html.parser")
    ids = [one["id"] for one in page.select("[id]")]
    assert len(ids) == len({*ids})
    assert len(page.select("svg")) == 2
    assert page.h2.text == "By group"
    cells = [cell.text for cell in page.select("tbody tr:first-child > *")]
    assert cells == ["White", "7 of 10 (70%)", "Likely between 40% and 89%"]
    assert not NO_STYLE.search(str(page))
