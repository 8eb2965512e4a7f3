import pytest

from qa_app.foundation.statistics.shares import likely_range


def test_the_range_of_seven_in_ten():
    assert likely_range(7, 10) == pytest.approx((0.3968, 0.8922), abs=0.0001)


def test_the_ends_are_exact():
    assert likely_range(0, 5)[0] == 0.0
    assert likely_range(5, 5)[1] == 1.0


def test_nothing_has_no_range():
    assert likely_range(0, 0) is None
