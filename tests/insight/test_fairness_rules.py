"""Which groups may be told apart, and when one of them is said to stand apart."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_app.insight.rules.fairness import (
    LEAST,
    Characteristic,
    Group,
    Line,
    Tally,
    as_it_may_leave,
    in_words,
    lines_by,
    sentence_of,
    told_apart,
    year_to_quarter,
)
from qa_app.insight.rules.grades import Scale
from qa_app.insight.rules.proportions import gap_in_words

SCALE = Scale(("good", "less", "low"), ("Good", "Less", "Low"), ("good",))
ETHNICITY = Characteristic.ETHNICITY


def group(ethnic_group, grade, number):
    return Group(ethnic_group, "Female", None, 1, grade, number)


def lines_of(*groups):
    return lines_by(ETHNICITY, groups, {1: SCALE})


@pytest.mark.parametrize(
    ("month", "first", "last"),
    [
        (date(2026, 11, 1), date(2025, 10, 1), date(2026, 9, 1)),
        (date(2026, 10, 1), date(2025, 10, 1), date(2026, 9, 1)),
        (date(2026, 12, 1), date(2025, 10, 1), date(2026, 9, 1)),
        (date(2027, 1, 1), date(2026, 1, 1), date(2026, 12, 1)),
    ],
)
def test_the_year_ends_with_a_quarter(month, first, last):
    period = year_to_quarter(month)
    assert (period.first, period.last) == (first, last)
    assert len(period.months) == 12


def test_groups_are_counted_in_the_order_of_the_codes():
    lines = lines_of(
        group("Black", "good", 8), group("Black", "low", 4),
        group("White", "good", 30), group("White", "less", 10),
    )  # fmt: skip
    assert [(one.name, one.tally) for one in lines] == [
        ("White", Tally(30, 0, 40)),
        ("Black", Tally(8, 4, 12)),
    ]
    assert lines[1].others == Tally(30, 0, 40)


def test_what_no_list_says_is_not_known_with_what_nobody_knows():
    lines = lines_of(
        group("", "good", 6), group("Not known", "less", 5), group("White", "less", 10)
    )
    assert [(one.name, one.tally.of) for one in lines] == [("White", 10), ("Not known", 11)]


def test_a_small_group_is_never_shown_by_itself_nor_what_would_give_it_away():
    lines = lines_of(
        group("White", "good", 40), group("Mixed", "good", 12), group("Asian", "less", 3)
    )
    assert [(one.name, one.tally.of) for one in lines] == [
        ("White", 40),
        ("Mixed and Asian, together", 15),
    ]
    assert lines_of(group("White", "good", 40), group("Asian", "less", 3)) == []
    assert lines_of(group("White", "good", 40)) == []
    assert lines_of() == []


@given(st.dictionaries(st.text("abcdefgh", min_size=1), st.integers(1, 40), max_size=8))
def test_no_line_is_small_and_nothing_is_lost(numbers):
    parted = told_apart({name: Tally(0, 0, of) for name, of in numbers.items()})
    assert all(one.of >= LEAST for one in parted.values())
    assert len(parted) != 1
    if parted:
        assert sum(one.of for one in parted.values()) == sum(numbers.values())


def test_a_group_stands_apart_only_where_the_gap_is_wide_sure_and_of_enough_audits():
    wide = Line("Black", Tally(8, 0, 40), Tally(140, 0, 200))
    assert wide.stands_apart
    assert not Line("Black", Tally(3, 0, 15), Tally(140, 0, 200)).stands_apart
    assert not Line("Black", Tally(24, 0, 40), Tally(140, 0, 200)).stands_apart
    assert not Line("Black", Tally(1820, 0, 2000), Tally(1900, 0, 2000)).stands_apart
    # Which side is the line is no matter.
    assert Line("White", wide.others, wide.tally).stands_apart


def test_the_sentence_says_who_stands_apart_and_when_nothing_can_be_said():
    apart = lines_of(
        group("White", "good", 140), group("White", "less", 60),
        group("Black", "good", 8), group("Black", "low", 32),
    )  # fmt: skip
    said = sentence_of(ETHNICITY, apart)
    assert "Black: good or better in 8 of 40 (20%), and in 140 of 200 (70%) of all others." in said
    alike = lines_of(group("White", "good", 40), group("Black", "good", 30))
    assert sentence_of(ETHNICITY, alike) == (
        "No group stands apart from the others further than chance may put it."
    )
    few = lines_of(group("White", "good", 40), group("Black", "good", 11))
    assert "too few graded audits to compare" in sentence_of(ETHNICITY, few)
    assert "too few graded audits to tell" in sentence_of(ETHNICITY, [])


def test_how_far_apart_is_said_as_a_range():
    line = Line("Black", Tally(20, 0, 40), Tally(20, 0, 40))
    assert gap_in_words(line.apart) == "27 points lower to 27 points higher"
    assert gap_in_words(Line("Black", Tally(), Tally()).apart) == ""
    assert gap_in_words((-0.01, 0.001)) == "1 point lower to no different"
    assert in_words(["Asian"]) == "Asian"


def test_a_file_holds_no_small_count_and_nothing_to_work_one_out():
    lines = lines_of(
        group("White", "good", 40), group("White", "low", 12), group("White", "less", 9),
        group("Black", "good", 8), group("Black", "low", 3), group("Black", "less", 14),
        group("Asian", "good", 20), group("Asian", "low", 9), group("Asian", "less", 7),
    )  # fmt: skip
    found = as_it_may_leave(lines)
    assert found is not None and found.is_safe
    cells = [cell for row in found.shown for cell in row]
    assert "c" in cells and not {1, 2, 3, 4, 5} & {one for one in cells if one != "c"}
    # With the small count more is hidden, for the total would give it away.
    assert cells.count("c") >= 4
    assert as_it_may_leave([]) is None
