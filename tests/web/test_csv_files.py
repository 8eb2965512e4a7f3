import pytest

from qa_app.web.csv_files import as_cell


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r"])
def test_text_that_a_spreadsheet_would_work_out_is_kept_as_text(start):
    assert as_cell(f"{start}1+1") == f"'{start}1+1"


def test_numbers_and_ordinary_text_stay_as_they_are():
    assert [as_cell(value) for value in (-1, 0.5, "0012345", None)] == ["-1", "0.5", "0012345", ""]
