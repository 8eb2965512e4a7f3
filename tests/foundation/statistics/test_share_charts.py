import pytest

from qa_app.foundation.statistics.runs import least_crossings, longest_allowed, runs_about
from qa_app.foundation.statistics.share_charts import ShareChart, share_chart

STEADY = [(7, 10), (8, 10), (6, 10), (7, 10), (8, 10), (7, 10)] * 3


def test_months_without_anything_to_count_are_a_gap():
    chart = share_chart([*STEADY, (0, 0)])
    assert (chart.shares[-1], chart.limits[-1], chart.outside[-1]) == (None, None, False)


def test_nothing_at_all_cannot_be_charted():
    with pytest.raises(ValueError, match="something to count"):
        share_chart([(0, 0)])


@pytest.mark.parametrize("kind", ShareChart)
def test_all_months_alike_have_limits_that_call_nothing_outside(kind):
    assert not any(share_chart([(10, 10)] * 14, kind).outside)
    assert not any(share_chart([(7, 10)] * 14, kind).outside)


def test_a_month_far_off_is_outside_and_left_out_it_moves_nothing():
    with_odd = [*STEADY, (0, 10)]
    assert share_chart(with_odd).outside[-1]
    left_out = share_chart(with_odd, left_out=[18])
    assert left_out.centre == share_chart(STEADY).centre
    assert left_out.outside[-1]


def test_the_baseline_alone_makes_the_limits():
    assert share_chart([*STEADY, *[(1, 10)] * 6], baseline=18).centre == share_chart(STEADY).centre


@pytest.mark.parametrize("kind", [ShareChart.P_PRIME, ShareChart.I_PRIME])
def test_screening_leaves_out_one_great_step(kind):
    jump = [*[(7, 10), (8, 10)] * 6, (0, 10), *[(7, 10), (8, 10)] * 3]
    screened, plain = (share_chart(jump, kind, screen=screen) for screen in (True, False))
    assert screened.limits[0][0] > plain.limits[0][0]


def test_points_on_the_centre_are_passed_over():
    runs = runs_about([1, 3, 2, 3, None, 1, 1], 2)
    assert (runs.useful, runs.longest, runs.crossings) == (5, 2, 2)


def test_twenty_four_points_signal_from_a_run_of_nine():
    """A library that rounds down where Anhoej rounds would signal at seven."""
    assert (longest_allowed(24), least_crossings(24)) == (8, 8)
    assert not runs_about([1] * 8 + [-1, 1] * 8, 0).signals
    assert runs_about([1] * 9 + [-1, 1] * 8, 0).signals


def test_no_points_have_no_runs():
    assert not runs_about([], 0).signals
