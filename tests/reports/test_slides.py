"""What PowerPoint opens: a title on each slide, nothing small, nothing cut, read aloud in its order."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.util import Pt

from qa_app.reports.document import drawn
from qa_app.reports.rules.paper import (
    Bars,
    Grid,
    Paper,
    Picture,
    Quote,
    Said,
    Section,
    as_kept,
    to_keep,
)
from qa_app.reports.slides import write
from qa_app.reports.slides.cells import Cells, split, widths_of
from qa_app.reports.slides.measuring import lines_of, width
from qa_app.reports.slides.plan import FOOT, HIGH, LEAST, ROOM

AT = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
LONG = Grid(
    "Good or better, by place",
    ("Place", "Good or better", "Graded", "Share"),
    tuple((f"Assessment and planning team {at}", "7", "10", "70%") for at in range(40)),
)
METHOD = Section("How these figures were made", (Said("By counting."),), is_method=True)
PAPER = drawn(
    Paper(
        "Annual report",
        "The year",
        "Northshire",
        "Northshire, annual report",
        (("Meeting", "Scrutiny"),),
        (
            Section(
                "Nine of twelve were good",
                (
                    Said("A sentence."),
                    Said("A line", in_list=True),
                    LONG,
                    Quote("The plan is clear", "Planning"),
                    Bars("By team", "East is higher.", [("East", 7, 10), ("West", 3, 8)]),
                ),
            ),
            METHOD,
            Section("Implications", (Said("Legal."),)),
        ),
    )
)


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "paper.pptx"


def made(path, paper=PAPER):
    write(paper, path, AT)
    return Presentation(str(path))


def runs_of(presentation):
    for slide in presentation.slides:
        for shape in slide.shapes:
            frames = [shape.text_frame] if shape.has_text_frame else []
            if shape.has_table:
                frames = [cell.text_frame for row in shape.table.rows for cell in row.cells]
            for frame in frames:
                for paragraph in frame.paragraphs:
                    yield from paragraph.runs


def rows_of(presentation):
    """Of all its tables, without their headings."""
    return [
        [cell.text for cell in row.cells]
        for slide in presentation.slides
        for shape in slide.shapes
        if shape.has_table
        for row in [*shape.table.rows][shape.table.first_row :]
    ]


def test_every_slide_has_a_title_of_its_own(path):
    titles = [one.shapes.title.text for one in made(path).slides]
    assert all(titles)
    assert len({*titles}) == len(titles)
    assert titles[:3] == ["Annual report", "About this paper", "Nine of twelve were good"]


def test_a_table_that_is_longer_than_a_slide_goes_on_with_its_headings(path):
    there = made(path)
    assert [row for row in rows_of(there) if row[0] != "Meeting"] == [[*row] for row in LONG.rows]
    tables = [s.table for one in there.slides for s in one.shapes if s.has_table][1:]
    assert len(tables) > 2
    assert {tuple(cell.text for cell in one.rows[0].cells) for one in tables} == {LONG.headings}
    titles = [one.shapes.title.text.replace("\xa0", " ") for one in there.slides]
    assert any(one.startswith("Nine of twelve were good, continued (2 of") for one in titles)


def test_no_words_are_small(path):
    assert min(run.font.size for run in runs_of(made(path))) >= Pt(LEAST)


def test_nothing_lies_beyond_the_edge_of_a_slide(path):
    there = made(path)
    for slide in there.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= there.slide_width
            assert shape.top + shape.height <= there.slide_height


def test_it_is_read_aloud_from_the_title_to_the_number(path):
    slide = made(path).slides[2]
    assert [one.name for one in slide.shapes][1:] == [
        "What it says",
        "Caption",
        LONG.caption,
        "Slide number",
    ]
    assert slide.shapes[0] == slide.shapes.title


def test_a_chart_says_what_it_shows(path):
    (shape,) = [s for one in made(path).slides for s in one.shapes if s.shape_type == 13]
    about = shape._element.xpath(".//p:cNvPr")[0]
    assert about.get("descr").startswith("Chart. By team. East is higher.")


def test_how_it_was_made_stands_last(path):
    assert [*made(path).slides][-1].shapes.title.text == METHOD.heading


def test_it_says_what_it_is_and_in_which_language(path):
    about = made(path).core_properties
    assert (about.title, about.author, about.language) == ("Annual report", "Northshire", "en-GB")
    assert about.created.replace(tzinfo=UTC) == AT


def test_the_same_paper_is_the_same_file(path, tmp_path):
    again = tmp_path / "again.pptx"
    made(path)
    made(again, as_kept(to_keep(PAPER)))
    assert path.read_bytes() == again.read_bytes()


def test_a_chart_that_was_kept_before_there_were_slides_is_shown_as_it_was(path):
    kept = to_keep(PAPER)
    for section in kept["sections"]:
        section.pop("is_method")
        for block in section["blocks"]:
            block.pop("slides", None)
    paper = as_kept(kept)
    (picture,) = [b for one in paper.sections for b in one.blocks if isinstance(b, Picture)]
    assert picture.on_slides == (picture.svg,)
    assert len(made(path, paper).slides) > 4


def test_a_cell_that_is_taller_than_a_slide_goes_on_and_says_whose_it_is():
    said = " ".join(f"word{at}" for at in range(900))
    grid = Grid("Supervision", ("What", "What is said"), (("How it went", said),))
    cells, room = Cells(grid, widths_of(grid, ROOM)), HIGH - FOOT - 120
    first, *others = split(cells, grid.rows[0], room)
    assert others
    assert " ".join([first[1], *(one[1] for one in others)]) == said
    assert {one[0] for one in others} == {"How it went (continued)"}
    assert all(cells.tall([one]) <= room for one in (first, *others))


def test_a_word_that_is_wider_than_its_room_is_broken_and_not_lost():
    word = "Donaudampfschifffahrt" * 5
    lines = lines_of(f"A {word} line", 18, 200)
    assert "".join(lines).replace(" ", "") == f"A{word}line"
    assert all(width(one, 18) <= 200 for one in lines)


def test_a_long_line_goes_on_on_the_next_slide(path):
    said = " ".join(f"word{at}" for at in range(700))
    there = made(path, replace(PAPER, sections=(Section("Long", (Said(said),)),)))
    shown = [s.text_frame.text for one in there.slides for s in one.shapes if s.name == "What it says"]  # fmt: skip
    assert len(shown) > 1
    assert " ".join(shown) == said
