import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_app.foundation.statistics.sampling import half_width, size_by_bristol, size_for
from qa_app.foundation.statistics.stratified import Stratum, estimate


@pytest.mark.parametrize(("number", "points"), [(10, 31), (20, 21), (40, 15), (80, 10)])
def test_a_sample_of_four_hundred_tells_as_much_as_the_table_says(number, points):
    assert round(100 * half_width(number, 400)) == points


@pytest.mark.parametrize(("of", "number"), [(100, 50), (200, 66), (400, 78), (800, 86), (2000, 92)])
def test_as_many_are_read_for_ten_points_as_the_table_says(of, number):
    assert size_for(0.1, of) == number


def test_nothing_says_nothing_and_all_leave_nothing_to_chance():
    assert half_width(0, 400) is None
    assert half_width(5, 0) is None
    assert half_width(1, 1) == 0.0
    assert half_width(400, 400) == half_width(500, 400) == 0.0
    assert size_for(0.1, 0) == 0


@given(st.integers(2, 100_000), st.floats(0.01, 0.4), st.floats(0.05, 0.95))
def test_so_many_as_are_asked_for_are_enough_and_one_fewer_is_not(of, reach, share):
    number = size_for(reach, of, share)
    assert 1 <= number <= of
    assert half_width(number, of, share) <= reach + 1e-9
    assert number == 1 or half_width(number - 1, of, share) > reach - 1e-9


def test_bristol_asks_for_a_hair_less():
    assert size_by_bristol(0.05, 500) == pytest.approx(217.24, abs=0.01)


def test_what_was_read_more_often_counts_no_more():
    found = estimate([Stratum(9, 30, 30), Stratum(5, 10, 170)])
    assert found.share == pytest.approx(0.15 * 0.3 + 0.85 * 0.5)
    assert found.interval[0] < found.share < found.interval[1]


def test_a_kind_that_was_not_read_leaves_no_estimate():
    assert estimate([Stratum(3, 10, 40), Stratum(0, 0, 5)]) is None
    assert estimate([]) is None
    assert estimate([Stratum(3, 10, 40), Stratum(0, 0, 0)]) is not None


def test_a_kind_read_once_leaves_no_range():
    found = estimate([Stratum(3, 10, 40), Stratum(1, 1, 5)])
    assert (found.standard_error, found.interval) == (None, None)
    assert estimate([Stratum(3, 10, 40), Stratum(1, 1, 1)]).interval is not None
