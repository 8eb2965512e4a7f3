import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_app.foundation.statistics.funnel import (
    Stands,
    centre_of,
    exact_limits,
    limits_for,
    normal_limits,
    spread_of,
    type_seven,
)

ALIKE = [(7, 10)] * 12
UNLIKE = [(2, 40), (38, 40)] * 6


def test_a_team_on_a_line_is_inside_it():
    limits = normal_limits(0.7, 40)
    assert limits.stands(limits.low) is Stands.WITHIN
    assert limits.stands(limits.low - 1e-9) is Stands.BELOW
    assert limits.stands(limits.outer_low - 1e-9) is Stands.FAR_BELOW
    assert limits.stands(limits.high + 1e-9) is Stands.ABOVE
    assert limits.stands(limits.outer_high + 1e-9) is Stands.FAR_ABOVE


@given(st.floats(0.01, 0.99), st.integers(1, 300))
def test_exact_limits_lie_in_order_round_the_centre(centre, of):
    limits = exact_limits(centre, of)
    assert 0 <= limits.outer_low <= limits.low <= centre + 1 / of
    assert centre - 1 / of <= limits.high <= limits.outer_high <= 1


@given(st.floats(0.1, 0.9))
def test_with_many_audits_exact_limits_are_those_of_the_normal_curve(centre):
    exact, normal = exact_limits(centre, 5000), normal_limits(centre, 5000)
    assert exact.low == pytest.approx(normal.low, abs=0.001)
    assert exact.outer_high == pytest.approx(normal.outer_high, abs=0.001)


def test_where_all_are_good_there_is_nothing_to_judge_by():
    assert exact_limits(1.0, 20).stands(1.0) is Stands.WITHIN


def test_no_audits_have_no_funnel():
    assert centre_of([]) is None
    assert spread_of([]) is None
    assert limits_for([(0, 0)], 10) is None
    assert limits_for(ALIKE, 0) is None


def test_ten_teams_that_differ_by_more_than_chance_widen_the_lines():
    assert spread_of(ALIKE).between == 0
    assert limits_for(ALIKE, 10) == exact_limits(0.7, 10)
    assert limits_for(UNLIKE, 40).low < exact_limits(0.5, 40).low
    assert limits_for(UNLIKE[:9], 40) == exact_limits(centre_of(UNLIKE[:9]), 40)
    assert limits_for([*UNLIKE, (0, 0)], 40) == limits_for(UNLIKE, 40)


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=30), st.floats(0, 1))
def test_the_quantile_is_that_of_numpy(values, level):
    assert type_seven(values, level) == pytest.approx(numpy.quantile(values, level), abs=1e-9)
