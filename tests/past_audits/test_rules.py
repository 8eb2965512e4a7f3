import string
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_app.past_audits.rules.grades import NO_GRADE, WORDS, Grade, How, read_grade
from qa_app.past_audits.rules.months import Year, month_in_name, read_month, year_in

MONTHS = st.dates(date(2001, 4, 1), date(2049, 12, 1)).map(lambda day: day.replace(day=1))
KNOWN = [(grade, word) for grade, words in WORDS.items() for word in words]
AROUND = st.text(" .\u00a0*", max_size=3)
WAYS_TO_WRITE = (
    "%b %y",
    "%b-%y",
    "%B %Y",
    "%m/%Y",
    "%Y-%m",
    "%d/%m/%Y",
    "%d.%m.%y",
    "%b'%y",
    "%Y%m",
)


@given(st.sampled_from(KNOWN), AROUND, AROUND, st.booleans())
def test_a_known_word_is_its_grade_however_it_is_written(known, before, after, is_shouted):
    grade, word = known
    written = before + (word.upper() if is_shouted else word.title()) + after

    assert read_grade(written).grade is grade
    assert read_grade(written).how is How.CERTAIN


@given(st.sampled_from([(g, w) for g, w in KNOWN if len(w) > 7]), st.data())
def test_one_letter_too_many_or_too_few_is_guessed_and_never_another_grade(known, data):
    grade, word = known
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from(["", *string.ascii_lowercase]))
    found = read_grade(word[:at] + letter + word[at + 1 :])

    assert found.grade in (grade, None)
    assert found.how in (How.CERTAIN, How.GUESSED, How.UNKNOWN)


@given(st.sampled_from(KNOWN), st.sampled_from(KNOWN), st.sampled_from(["/", " / ", " to ", " or ", "-", " → "]))  # fmt: skip
def test_two_grades_in_one_cell_are_neither(one, other, between):
    found = read_grade(f"{one[1]}{between}{other[1]}")

    if one[0] is not other[0]:
        assert found.grade is None
        assert found.how is How.UNKNOWN


@given(st.text(max_size=80))
def test_no_text_stops_the_reading_of_grades_and_months(text):
    read_grade(text)
    read_month(text, Year(2024))


@pytest.mark.parametrize(
    "word", ["", " ", "-", "N/A", "#REF!", "not graded", "Not completed", None]
)
def test_what_says_nothing_is_no_grade_and_no_question(word):
    assert read_grade(word).grade is None
    assert read_grade(word).is_known


@pytest.mark.parametrize(
    ("word", "grade"),
    [
        ("Req. Improvement", Grade.REQUIRES_IMPROVEMENT),
        ("RI ", Grade.REQUIRES_IMPROVEMENT),
        ("Requries improvment", Grade.REQUIRES_IMPROVEMENT),
        ("Requries improvement", Grade.REQUIRES_IMPROVEMENT),
        ("3 - RI", Grade.REQUIRES_IMPROVEMENT),
        ("Requires improvement to be good (RI)", Grade.REQUIRES_IMPROVEMENT),
        ("Inadaquate", Grade.INADEQUATE),
        ("O/S", Grade.OUTSTANDING),
        ("Grade 2", Grade.GOOD),
        (2.0, Grade.GOOD),
        ("2.0", Grade.GOOD),
    ],
)
def test_words_of_real_workbooks(word, grade):
    assert read_grade(word).grade is grade


@pytest.mark.parametrize("word", ["G/RI", "Good with RI", "not good", "nearly good", "2 RI", "Amber", "I", "see comments"])  # fmt: skip
def test_what_could_be_two_things_is_asked_for(word):
    assert not read_grade(word).is_known


@pytest.mark.parametrize(
    ("written", "grade"),
    [
        ("Good - see comments", Grade.GOOD),
        ("Good (see notes)", Grade.GOOD),
        ("Inadequate: escalated to the head", None),
        ("Inadequate, escalated", Grade.INADEQUATE),
        ("RI - moderated to Good", None),
        ("Good, but RI for recording", None),
        ("Good (3 actions)", None),
    ],
)
def test_a_remark_behind_a_grade_is_passed_over_unless_it_turns_it(written, grade):
    assert read_grade(written).grade is grade
    assert read_grade(written).how is (How.GUESSED if grade else How.UNKNOWN)


def test_what_the_council_has_said_of_a_word_comes_first():
    assert read_grade("G / RI", {"g/ri": "GOOD"}).grade is Grade.GOOD
    assert read_grade("Good", {"good": NO_GRADE}).grade is None
    assert read_grade("Amber", {"amber": "REQUIRES_IMPROVEMENT"}).how is How.CHOSEN


@given(MONTHS, st.sampled_from(WAYS_TO_WRITE))
def test_a_month_is_read_however_it_is_written(month, way):
    assert read_month(month.strftime(way)).month == month


@given(MONTHS, st.integers(1, 28))
def test_a_day_and_its_number_in_excel_are_in_its_month(month, day):
    there = month.replace(day=day)

    assert read_month(datetime.combine(there, time(9))).month == month
    assert read_month((there - date(1899, 12, 30)).days).month == month


@given(MONTHS)
def test_a_month_alone_is_in_the_year_of_its_sheet(month):
    begins = month.year if month.month > 3 else month.year - 1
    named = f"{begins}-{(begins + 1) % 100:02}"

    assert read_month(f"{month:%B}", year_in(f"Audits {named}")).month == month
    assert read_month(f"{month:%b}", year_in(f"{month.year}")).month == month
    assert read_month(f"{month:%B}").month is None


@pytest.mark.parametrize("written", ["31/02/2025", "13/2024", "Q1 24", "Mayor 24", "99999999", "soon", -5, True])  # fmt: skip
def test_what_is_no_month_is_none(written):
    assert read_month(written).month is None


def test_a_month_and_two_digits_are_a_month_where_they_can_be_nothing_else():
    assert read_month("9/24").month == date(2024, 9, 1)
    assert read_month("9/11").month is None
    assert read_month("10", Year(2024, is_financial=True)).month == date(2024, 10, 1)
    assert read_month("10").month is None


def test_a_misspelt_month_is_guessed_and_says_so():
    assert read_month("Feburary 2025").month == date(2025, 2, 1)
    assert read_month("Feburary 2025").is_guessed


def test_the_name_of_a_sheet_may_say_the_year_or_the_month():
    assert year_in("2024/25") == Year(2024, is_financial=True)
    assert year_in("Audits 2024") == Year(2024)
    assert year_in("Audit log 24-26") is None
    assert month_in_name("Audits Jan 24") == date(2024, 1, 1)
    assert month_in_name("January", Year(2024, is_financial=True)) == date(2025, 1, 1)
    assert month_in_name("Safeguarding East") is None
