"""What is written into a cell comes back out of it, and is never a formula on the way."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from qa_app.foundation.csv_cells import (
    FORMULA_STARTS,
    as_cell,
    datatype_of,
    defused,
    described,
    restored,
)
from tests.reports.test_cells import PAYLOADS

AWKWARD = [
    "00123",
    "MAR1",
    "x" * 40_000,
    "a\x0bb\x1fc",
    "'quoted'",
    "'=1",
    "''=1",
    "1e5",
    " =1",
    "",
]


def again(text: str) -> str:
    """Through a file and back."""
    written = io.StringIO()
    csv.writer(written).writerow([as_cell(text), "end"])
    return restored(next(csv.reader(io.StringIO(written.getvalue(), newline="")))[0])


@pytest.mark.parametrize("text", [*PAYLOADS, *AWKWARD])
def test_text_comes_back_as_it_was(text):
    assert again(text) == text
    assert not as_cell(text).startswith(FORMULA_STARTS)


@given(some.text(alphabet=some.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
def test_any_text_comes_back_as_it_was(text):
    assert again(text) == text
    assert again(f"'{text}") == f"'{text}"
    assert not defused(text).startswith(FORMULA_STARTS)


def test_days_and_moments_are_written_as_every_program_reads_them():
    # The same hour comes twice on the day that summer time ends; what follows it says which one it is.
    first, second = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))
    assert as_cell(date(2028, 2, 29)) == "2028-02-29"
    assert as_cell(first) == "2026-10-25T01:30:00+01:00"
    assert as_cell(second) == "2026-10-25T01:30:00+00:00"


def test_numbers_stay_numbers_and_text_stays_text():
    assert [as_cell(one) for one in (-1, 0.5, True, None)] == ["-1", "0.5", "Yes", ""]


def test_a_description_says_what_columns_hold():
    rows = [("00123", 7, 0.5, date(2026, 11, 3), ""), ("MAR1", None, 1, None, "")]
    said = described("list", ("Reference", "Days", "Share", "Due", "Note"), rows)
    columns = said["tableSchema"]["columns"]
    assert [one["titles"] for one in columns] == ["Reference", "Days", "Share", "Due", "Note"]
    assert [one["datatype"] for one in columns] == [
        "string",
        "integer",
        "decimal",
        "date",
        "string",
    ]
    assert said["url"] == "list.csv"


def test_a_column_of_two_kinds_is_text():
    assert datatype_of([1, "Not known"]) == "string"
    assert datatype_of([date(2026, 1, 1), datetime(2026, 1, 1, tzinfo=UTC)]) == "string"
