import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_app.foundation.statistics.shares import likely_difference, likely_range

shares = st.integers(1, 3000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


def test_the_range_of_seven_in_ten():
    assert likely_range(7, 10) == pytest.approx((0.3968, 0.8922), abs=0.0001)


def test_the_ends_are_exact():
    assert likely_range(0, 5)[0] == 0.0
    assert likely_range(5, 5)[1] == 1.0


def test_nothing_has_no_range_and_no_difference():
    assert likely_range(0, 0) is None
    assert likely_difference((0, 0), (1, 2)) is None
    assert likely_difference((1, 2), (0, 0)) is None


@given(shares)
def test_a_range_holds_its_share_and_is_the_mirror_of_its_complement(share):
    count, of = share
    low, high = likely_range(count, of)
    assert 0 <= low <= count / of <= high <= 1
    assert likely_range(of - count, of) == pytest.approx((1 - high, 1 - low))


@given(shares, shares)
def test_a_difference_holds_what_was_found_and_turns_round(first, second):
    low, high = likely_difference(first, second)
    apart = first[0] / first[1] - second[0] / second[1]
    assert -1 - 1e-9 <= low <= apart + 1e-12
    assert apart - 1e-12 <= high <= 1 + 1e-9
    assert likely_difference(second, first) == pytest.approx((-high, -low))
