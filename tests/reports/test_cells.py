"""What may stand in a cell: nothing is cut, and nothing is changed without saying so."""

import warnings
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from qa_app.reports.rules.cells import CHANGED, GOES_ON, MOST_IN_A_CELL, WENT_ON, made_fit, parts_of
from qa_app.reports.rules.tables import TEXT_NOTE, Column, Drawing, Kind, Line, Table
from qa_app.reports.workbook import Book, Facts
from qa_app.reports.workbook.sheet import MOST_IN_A_TABLE
from tests.makers import NOON

PAYLOADS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", "＋1", "－1", "＠A1",
    '=HYPERLINK("http://a.example","x")',
]  # fmt: skip
FACTS = Facts("Title", "Author", "Council", "Subject", NOON)


def write(tmp_path: Path, *tables: Table) -> Path:
    book = Book(tmp_path / "made.xlsx", FACTS, tmp_path)
    for table in tables:
        book.add(table, lambda _: None)
    book.draw()
    book.explain([("About", "words")])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        book.close()
    return book.path


def a_table(rows, *columns: Column, **about) -> Table:
    return Table("Trial", "trial", "A trial", columns, rows, **about)


def test_text_is_kept_as_it_is_where_a_workbook_can_hold_it():
    assert made_fit("Zoë said “no” – 😀\n") == ("Zoë said “no” – 😀\n", False)


def test_what_a_workbook_cannot_hold_is_replaced_and_told():
    assert made_fit("a\x00b\x0bc\x1f\ud800\ufffe") == ("a�b�c���", True)


def test_what_looks_like_marked_up_text_cannot_bring_marks_into_the_file(tmp_path):
    words = '<r><t>a</t></r></is></c><c r="Z9"><v>1</v></c><r>'
    assert made_fit("<r>&</r>") == ("�<r>&</r>", True)
    path = write(tmp_path, a_table([[f"{words}</r>"]], Column("Words", Kind.LONG)))
    assert openpyxl.load_workbook(path)["Trial"]["A2"].value == f"�{words}</r>"


def test_long_text_is_parted_by_units_of_excel_and_nothing_is_lost():
    text = "a" + "😀" * MOST_IN_A_CELL
    parts = parts_of(text)
    assert "".join(parts) == text
    assert all(len(one.encode("utf-16-le")) // 2 <= MOST_IN_A_CELL for one in parts)
    assert parts_of("a" * MOST_IN_A_CELL) == ["a" * MOST_IN_A_CELL]


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.LONG])
def test_no_text_becomes_a_formula_or_a_number(tmp_path, kind):
    asked = [*PAYLOADS, "00123", "MAR1", "1E5", "TRUE", "_x0041_", " led by a space"]
    path = write(tmp_path, a_table([[one] for one in asked], Column("Words", kind)))
    cells = [row[0] for row in openpyxl.load_workbook(path)["Trial"].iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    assert not any(cell.data_type == "f" for cell in cells)
    told = [cell.value.replace("_x005F_", "_") for cell in cells]
    assert told == [one.replace("\r", "\n") for one in asked]


def test_text_longer_than_a_cell_goes_on_in_rows_that_say_so(tmp_path):
    words = "".join(chr(97 + at % 26) for at in range(70_000))
    columns = (Column("Record"), Column("Number", Kind.NUMBER), Column("Words", Kind.LONG))
    path = write(
        tmp_path, a_table([["00123", 1, words], ["00124", 2, "short"]], *columns, noted=True)
    )
    rows = [*openpyxl.load_workbook(path)["Trial"].iter_rows(min_row=2, values_only=True)]
    assert "".join(row[2] for row in rows[:3]) == words
    assert [row[0] for row in rows] == ["00123"] * 3 + ["00124"]
    # A number stands once, so that a sum is right.
    assert [row[1] for row in rows] == [1, None, None, 2]
    assert [row[3] for row in rows] == [GOES_ON, f"{WENT_ON}. {GOES_ON}", WENT_ON, None]


def test_changed_text_says_so_in_its_row(tmp_path):
    path = write(tmp_path, a_table([["a\x0bb"]], Column("Words", Kind.LONG), noted=True))
    assert [*openpyxl.load_workbook(path)["Trial"].values] == [
        ("Words", TEXT_NOTE),
        ("a�b", CHANGED),
    ]


def test_dates_and_numbers_are_real_and_a_sheet_is_a_table_with_a_frozen_head(tmp_path):
    columns = (Column("Day", Kind.DAY), Column("Share", Kind.SHARE), Column("Number", Kind.NUMBER))
    path = write(tmp_path, a_table([[date(2026, 11, 3), 0.5, 7]], *columns))
    sheet = openpyxl.load_workbook(path)["Trial"]
    day, share, number = sheet[2]
    assert (day.is_date, day.value.date()) == (True, date(2026, 11, 3))
    assert (share.value, share.number_format, number.value) == (0.5, "0%", 7)
    assert sheet.tables["trial"].ref == "A1:C2"
    assert sheet.freeze_panes == "B2"
    assert sheet.print_area
    assert not sheet.merged_cells.ranges


def test_a_list_too_long_for_a_table_has_a_filter_and_a_name(tmp_path):
    rows = ([f"x{at}"] for at in range(MOST_IN_A_TABLE + 1))
    path = write(tmp_path, a_table(rows, Column("Words")))
    book = openpyxl.load_workbook(path)
    assert not book["Trial"].tables
    assert book["Trial"].auto_filter.ref == f"A1:A{MOST_IN_A_TABLE + 2}"
    assert book.defined_names["trial"].attr_text == f"'Trial'!$A$1:$A${MOST_IN_A_TABLE + 2}"


def test_a_chart_says_in_words_what_it_shows(tmp_path):
    drawing = Drawing("Title", "What it shows", 0, 1, "Month", [Line("Share")])
    columns = (Column("Month", Kind.MONTH), Column("Share", Kind.SHARE))
    rows = [[date(2026, 10, 1), 0.5], [date(2026, 11, 1), 0.6]]
    path = write(tmp_path, a_table(rows, *columns, drawings=[drawing]))
    with ZipFile(path) as file:
        assert 'descr="What it shows"' in file.read("xl/drawings/drawing1.xml").decode()
        assert "$A$2:$A$3" in file.read("xl/charts/chart1.xml").decode()


def test_a_table_without_rows_says_so(tmp_path):
    path = write(tmp_path, a_table([], Column("Words")))
    assert openpyxl.load_workbook(path)["Trial"]["A2"].value == "Nothing to show with these filters"


def test_the_document_says_what_it_is(tmp_path):
    said = openpyxl.load_workbook(write(tmp_path, a_table([], Column("Words")))).properties
    assert (said.title, said.creator, said.subject) == ("Title", "Author", "Subject")
