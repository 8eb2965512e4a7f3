import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_app.uploads.rules.cells import cell_name, clean_text, is_empty, read_yes_or_no
from qa_app.uploads.rules.columns import likely_headings, why_not_columns
from qa_app.uploads.rules.dates import EXCEL_FIRST_DAY, read_date
from qa_app.uploads.rules.differences import Change, differences
from qa_app.uploads.rules.headers import Column, find_header, match_columns, rows_below
from qa_app.uploads.rules.identifiers import chosen_spelling, key_of, read_identifier
from qa_app.uploads.rules.sheets import Layout, recognise
from qa_app.uploads.spreadsheet import Sheet

THIRD = date(2026, 11, 3)
REFERENCE = Column("reference", "Reference", ("Child ID",), (r"\bchild\b.*\bid\b",), required=True)
AGE = Column("age", "Age", ("Age",), (r"\bage\b",))
TEAM = Column("team", "Team", ("Allocated Team",))
COLUMNS = (REFERENCE, AGE, TEAM)
DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))


@pytest.mark.parametrize(
    "written",
    [
        "03/11/2026", "3/11/26", "03-Nov-2026", "3 Nov 26", "03.11.26", "3-11-2026", "2026-11-03",
        "2026-11-03T09:30:00", "03/11/2026 00:00", "3 November 2026", "Tuesday 3rd November 2026",
        "20261103", 46329, 46329.75, "46329", datetime(2026, 11, 3, 23, 59, tzinfo=UTC), THIRD,
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(written):
    assert read_date(written).day == THIRD


@given(DAYS, st.sampled_from(["%d/%m/%Y", "%d-%b-%Y", "%d.%m.%y", "%Y-%m-%d", "%d %B %Y"]))
def test_every_day_comes_back_from_every_form(day, form):
    assert read_date(day.strftime(form)).day == day


@given(st.dates(date(1901, 1, 1), date(2099, 12, 31)))
def test_every_day_comes_back_from_its_number_in_excel(day):
    assert read_date((day - EXCEL_FIRST_DAY).days).day == day


@given(st.text(max_size=30))
def test_no_text_brings_a_date_down(text):
    answer = read_date(text)

    assert answer.day is None or answer.trouble is None


def test_thirty_one_february_is_named():
    assert read_date("31/02/2026").trouble == "31/02/2026 is not a real date"


def test_a_month_that_comes_first_is_refused_rather_than_guessed():
    assert "has the month first" in read_date("05/25/2026").trouble
    assert read_date("05/06/2026").day == date(2026, 6, 5)


def test_the_first_day_of_1900_is_no_date():
    for written in ("01/01/1900", date(1900, 1, 1), 1, 0, "1900-01-01"):
        answer = read_date(written)
        assert answer.day is None
        assert "1 January 1900" in answer.trouble


def test_a_moment_with_a_zone_is_the_day_it_was_in_london():
    assert read_date("2026-03-31T23:30:00Z").day == date(2026, 4, 1)


@pytest.mark.parametrize(
    "written",
    [
        "9999-12-31T23:59:59-12:00", "0002-01-01T00:00:00+12:00", "31/12/9999", 1e999, -1e999,
        float("nan"), 1e300, datetime(9999, 12, 31, 23, 59, tzinfo=UTC), "99999.9",
    ],
)  # fmt: skip
def test_a_moment_at_the_end_of_all_calendars_is_no_date_and_is_named(written):
    answer = read_date(written)

    assert answer.day is None
    assert answer.trouble.endswith(("is not between 1900 and 2100", "is not a date"))


@pytest.mark.parametrize(
    "written", ["0001-01-01T00:00:00Z", "0001-01-01", date(1, 1, 1), datetime(1, 1, 1, tzinfo=UTC)]
)
def test_the_empty_date_of_dot_net_is_no_date_and_is_named(written):
    answer = read_date(written)

    assert (answer.day, answer.trouble) == (None, "1 January 0001 was read as no date")


def test_words_in_a_date_column_are_not_repeated():
    assert "Dustin" not in read_date("Dustin Hazlett").trouble


def test_part_of_a_date_is_said_to_be_part():
    assert read_date("12/2026").trouble == "12/2026 is only part of a date"


@pytest.mark.parametrize("written", ["", " ", "\xa0", "-", "#N/A", "NULL", "nan", "N/A", None])
def test_stand_ins_for_nothing_are_nothing(written):
    assert is_empty(written)
    assert read_date(written).day is None
    assert read_date(written).trouble is None


def test_text_is_cleaned_of_what_does_not_show():
    assert clean_text(" Dustin\xa0 Hazlett\u200b ") == "Dustin Hazlett"
    assert clean_text(12.0) == "12"
    assert clean_text("'=1+1") == "=1+1"


def test_cells_are_named_as_a_spreadsheet_names_them():
    assert [cell_name(16, 16), cell_name(0, 26), cell_name(9, 701)] == ["Q17", "AA1", "ZZ10"]


def test_yes_and_no_are_read_with_their_codes():
    assert [read_yes_or_no(word) for word in ("a) Yes", "b) No", "1 - Yes", "c) Unknown", "")] == [
        True, False, True, None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "kept"),
    [("0012345", "0012345"), (12345.0, "12345"), ("12345.0", "12345"), (" 12345 ", "12345"), ("12 345", "12345"), ("A-17/b", "A-17/b")],
)  # fmt: skip
def test_an_identifier_is_text(written, kept):
    assert read_identifier(written).text == kept


@pytest.mark.parametrize(
    "written", ["", "Total: 351", "J. Smith", "1.2E+11", 12.5, 1e16, "x" * 41 + "1", True]
)
def test_what_cannot_be_an_identifier_is_refused_without_being_repeated(written):
    answer = read_identifier(written)

    assert answer.text == ""
    assert "Smith" not in answer.trouble


@given(st.integers(0, 10**12), st.integers(0, 6), st.sampled_from(["", " ", "\xa0", "  "]))
def test_noughts_and_spaces_make_no_other_child(number, noughts, space):
    written = f"{space}{'0' * noughts}{number}{space}"

    assert key_of(read_identifier(written).text) == str(number)


@given(st.from_regex(r"[A-Z]{1,3}[0-9]{1,8}", fullmatch=True))
def test_reading_an_identifier_twice_changes_nothing(text):
    once = read_identifier(text)

    assert read_identifier(once.text) == once


def test_the_commonest_spelling_is_kept():
    assert chosen_spelling(["0012", "12", "12"]) == "12"


def test_age_does_not_match_language():
    assert match_columns(["Child ID", "First Language", "Age (years)"], COLUMNS) == {
        "reference": 0,
        "age": 2,
    }


def test_a_heading_serves_once_and_what_was_chosen_comes_first():
    assert match_columns(["Child ID", "Age", "Unit"], COLUMNS, {"team": "unit"})["team"] == 2
    assert "age" not in match_columns(["Child ID", "Age"], COLUMNS, {"age": ""})


def test_a_heading_that_was_chosen_and_is_gone_is_guessed_again():
    chosen = {"reference": "Kid", "age": "Years"}
    assert match_columns(["Child ID", "Age"], COLUMNS, chosen) == {"reference": 0, "age": 1}


def test_the_words_of_a_table_that_was_not_understood_are_offered_and_a_name_is_not():
    rows = [["List of 3 November"], ["Kid", "Kind", "First name"], ["12", "CIN", "Zebedee"]]
    layout = Layout("report", "Report", COLUMNS, never_read=r"\bname\b")
    found = likely_headings([Sheet(" Sheet ", rows)], layout)
    assert found == [{"sheet": "Sheet", "headings": ["Kid", "Kind"]}]


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ({"colour": "Age"}, "cannot be chosen"),
        ({"age": "First name"}, "never read"),
        ({"age": "Years", "team": "Years"}, "each column once"),
        ({"reference": ""}, "Choose the column for “Reference”"),
    ],
)
def test_columns_that_will_not_do_are_said(chosen, says):
    layout = Layout("report", "Report", COLUMNS, never_read=r"\bname\b")
    assert says in why_not_columns(layout, chosen)[0]


@given(st.lists(st.lists(st.sampled_from(["", "Title", "Note 1"]), max_size=4), max_size=20))
def test_headings_are_found_below_whatever_stands_above(above):
    rows = [*above, ["Child’s  ID", "Age ", "Allocated Team"], [1, 2, "North"]]

    header = find_header(rows, COLUMNS)

    assert header.row == len(above)
    assert [row.cells["team"] for row in rows_below(rows, header)] == ["North"]


def test_without_the_column_that_is_needed_there_are_no_headings():
    assert find_header([["Age", "Allocated Team"]], COLUMNS) is None


def test_empty_rows_are_passed_over_and_the_others_keep_their_numbers():
    rows = [["Child ID", "Age"], [1, 2], ["", "-"], [3, 4]]

    found = list(rows_below(rows, find_header(rows, COLUMNS)))

    assert [(row.number, row.cell("age")) for row in found] == [(2, "B2"), (4, "B4")]


def test_sheets_are_known_by_name_by_columns_or_by_order():
    first = Layout("a", "A", COLUMNS, names=(r"\blist 6\b",), telling=("age", "team"))
    second = Layout("b", "B", (REFERENCE, TEAM), names=(r"\blist 7\b",), telling=("team",), tell_at_least=1)  # fmt: skip
    table = [["Child ID", "Age", "Allocated Team"]]
    other = [["Child ID", "Allocated Team"]]

    by_name = recognise([("List_7 ", other), ("List_6", table)], (first, second))
    by_columns = recognise([("Sheet1", table)], (first, second))

    assert [(one.layout.code, one.sheet) for one in by_name] == [("a", 1), ("b", 0)]
    assert [one.layout.code for one in by_columns] == ["a"]


def test_looking_for_headings_does_not_grow_with_the_width_of_the_rows():
    layouts = [Layout(str(at), str(at), COLUMNS, telling=("age",)) for at in range(5)]
    rows = [[f"words of {at}" for at in range(500_000)]] * 25
    began = time.monotonic()

    assert recognise([("Sheet1", rows)], layouts) == []
    assert time.monotonic() - began < 1


def test_differences_name_what_is_new_gone_and_changed():
    found = differences({1: {"team": "N"}, 2: {"team": "S"}}, {2: {"team": "E"}, 3: {}}, ["team"])

    assert (found.new, found.gone, found.same) == ((3,), (1,), ())
    assert found.changes == (Change(2, "team", "S", "E"),)
