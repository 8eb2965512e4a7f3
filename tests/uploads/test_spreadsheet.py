import io

import pytest
import xlsxwriter
from openpyxl import Workbook

from qa_app.foundation.errors import DomainError
from qa_app.uploads.spreadsheet import read

ROWS = [["Child ID", "Allocated Worker"], ["0012", "Zoë Ravensdale"]]


def as_text(delimiter: str) -> str:
    return "\r\n".join(delimiter.join(row) for row in ROWS)


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("cp1252", "Windows-1252")],
)  # fmt: skip
@pytest.mark.parametrize(
    ("delimiter", "words"), [(",", "commas"), (";", "semicolons"), ("\t", "tabs")]
)
def test_text_is_read_in_every_encoding_that_councils_send(encoding, named, delimiter, words):
    found = read(as_text(delimiter).encode(encoding), "list 7.csv")

    assert found.how == f"Text in {named}, separated by {words}"
    assert found.sheets[0].rows == ROWS


def test_an_unknown_encoding_is_named():
    with pytest.raises(DomainError) as refused:
        read(b"Child ID,Worker\r\n1,\x81\x8d\xff", "list.csv")

    assert "unknown encoding" in refused.value.reasons[0]


def test_a_title_above_the_table_does_not_hide_the_delimiter():
    text = "Open records, by team\n\nChild ID;Team;Status\n1;North;CIN\n2;East, South;CP\n"

    assert read(text.encode(), "a.csv").sheets[0].rows[-1] == ["2", "East, South", "CP"]


def test_dates_and_numbers_keep_their_kind_and_rows_their_place():
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("List_6")
        sheet.write("B3", "Child ID")
        sheet.write("B4", 12345)

    rows = read(file.getvalue(), "a.xlsx").sheets[0].rows

    assert rows[2][1] == "Child ID"
    assert rows[3][1] == 12345


def test_a_formula_without_its_answer_is_flagged_and_one_with_it_is_not():
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("List_6")
        sheet.write_formula("A1", "=1+1", None, 2)
        sheet.write("B1", "x")
    answered = read(file.getvalue(), "a.xlsx").sheets[0]
    unanswered = io.BytesIO()
    book = Workbook()
    book.active["A1"] = "=1+1"
    book.save(unanswered)

    assert answered.without_value == ()
    assert read(unanswered.getvalue(), "a.xlsx").sheets[0].without_value == ("A1",)


def test_a_hidden_sheet_is_known_to_be_hidden():
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet("List_6").write("A1", "x")
        book.add_worksheet("Sheet1").hide()

    assert [sheet.hidden for sheet in read(file.getvalue(), "a.xlsx").sheets] == [False, True]


def test_empty_cells_without_end_are_cut_off_and_filled_ones_refused():
    empty = b"Child ID,Status\n1,CIN" + b"," * 1_000_000

    assert max(len(row) for row in read(empty, "a.csv").sheets[0].rows) == 500
    with pytest.raises(DomainError) as refused:
        read(b"Child ID,Status\n1" + b",2" * 500, "a.csv")

    assert "more than 500 cells" in refused.value.reasons[0]


def test_more_cells_than_a_workbook_may_have_are_refused_in_text_too():
    with pytest.raises(DomainError) as refused:
        read(b",".join([b"1"] * 100) + b"\n" + (b"," * 499 + b"\n") * 4001, "a.csv")

    assert "600,000 cells" in refused.value.reasons[0]


def test_rows_that_are_hidden_are_read_and_named():
    book = Workbook()
    for number in range(4):
        book.active.append([f"001{number}", "Ada"])
    book.active.row_dimensions[3].hidden = True
    content = io.BytesIO()
    book.save(content)

    (sheet,) = read(content.getvalue(), "a.xlsx").sheets
    assert (len(sheet.rows), sheet.hidden_rows) == (4, (3,))
