import csv
from datetime import date

import pytest

from qa_app.web.csv_files import as_cell, csv_file


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r"])
def test_text_that_a_spreadsheet_would_work_out_is_kept_as_text(start):
    assert as_cell(f"{start}1+1") == f"'{start}1+1"


def test_numbers_and_ordinary_text_stay_as_they_are():
    assert [as_cell(value) for value in (-1, 0.5, "0012345", None)] == ["-1", "0.5", "0012345", ""]


def test_a_file_says_its_letters_ends_its_lines_and_writes_days_as_every_program_reads_them():
    answer = csv_file(
        "list", ("Record", "Due"), [("00123", date(2026, 11, 3)), ("Zoë,\n“x”", None)]
    )
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert answer.data.count(b"\r\n") == 3
    rows = [*csv.reader(answer.data.decode("utf-8-sig").splitlines(keepends=True))]
    assert rows == [["Record", "Due"], ["00123", "2026-11-03"], ["Zoë,\n“x”", ""]]
