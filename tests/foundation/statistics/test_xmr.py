import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_app.foundation.statistics.assurance import Assurance, assurance
from qa_app.foundation.statistics.special_causes import Limits, Signal, trends
from qa_app.foundation.statistics.xmr import xmr
from qa_app.foundation.statistics.xmr_settings import (
    NHSR_PLOT_THE_DOTS,
    Better,
    Conflict,
    Ties,
    XmrSettings,
)

FLAT = [70, 74, 68, 72, 71, 75, 69, 73, 70, 74, 71, 72]
MOSTLY_ALL = [100.0] * 9 + [80.0] + [100.0] * 4
values = st.lists(st.one_of(st.none(), st.floats(-1e6, 1e6)), max_size=40)


def signals(chart):
    return [point.signal for point in chart.points]


def test_mostly_hundreds_fall_back_to_all_steps_and_the_package_does_not():
    ours, package = xmr(MOSTLY_ALL), xmr(MOSTLY_ALL, settings=NHSR_PLOT_THE_DOTS)
    assert [at for at, one in enumerate(signals(ours)) if one is Signal.BELOW] == [9]
    assert ours.last_limits.low == pytest.approx(90.3868, abs=0.0001)
    assert all(signals(package))
    assert package.last_limits.reach == 0


def test_every_month_the_same_has_no_limits_and_no_signal():
    chart = xmr([0.1 + 0.2] * 20, settings=XmrSettings(screen_steps=False))
    assert (chart.last_limits.low, chart.last_limits.high) == (None, None)
    assert not any(signals(chart))
    assert not any(signals(xmr([7.0] * 20, settings=NHSR_PLOT_THE_DOTS)))


def test_the_multiplier_moves_the_limits():
    reach = xmr(FLAT, settings=XmrSettings(multiplier=3 / 1.128)).last_limits.reach
    assert reach == pytest.approx(xmr(FLAT).last_limits.reach * (3 / 1.128) / 2.66)


def test_a_shift_may_be_longer():
    shifted = [*FLAT, *[77] * 7]
    by_eight = signals(xmr(shifted, settings=XmrSettings(shift=8)))
    assert Signal.MOSTLY_HIGH in signals(xmr(shifted))
    assert Signal.MOSTLY_HIGH not in by_eight


SIX_UP = [52, 50, 52, 50, 52, 50, 51, 52, 53, 54, 55, 52, 50, 52, 50, 52]


def test_a_trend_may_be_of_six():
    assert Signal.RISING not in signals(xmr(SIX_UP))
    assert signals(xmr(SIX_UP, settings=XmrSettings(trend=6)))[5:11] == [Signal.RISING] * 6


def test_where_two_trends_meet_their_point_belongs_to_the_later_one():
    up_and_down = [*range(50, 57), *range(55, 49, -1)]
    assert trends(up_and_down, 7, Ties.BREAK) == [1] * 6 + [-1] * 7


def test_equal_neighbours_break_a_trend_or_are_passed_over():
    tied = [52, 50, 52, 50, 51, 52, 53, 53, 54, 55, 56, 52, 50, 52, 50, 52]
    assert Signal.RISING not in signals(xmr(tied))
    passed = signals(xmr(tied, settings=XmrSettings(ties=Ties.SKIP)))
    assert passed[3:7] == [Signal.RISING] * 4
    assert passed[7] is None
    assert passed[8:10] == [Signal.RISING] * 2


def test_a_month_without_a_value_breaks_a_trend_however_ties_are_taken():
    gap = [52, 50, 52, 50, 51, 52, None, 53, 54, 55, 52, 50, 52, 50, 52]
    for ties in Ties:
        assert Signal.RISING not in signals(xmr(gap, settings=XmrSettings(trend=6, ties=ties)))


def test_in_conflict_the_first_signal_is_shown_or_the_improvement():
    """It falls for seven months, the first of them still far above: better is more."""
    falling = [*FLAT, 90, 88, 86, 84, 82, 80, 78]
    first = xmr(falling, Better.INCREASE).points[-1]
    kind = xmr(
        falling, Better.INCREASE, settings=XmrSettings(conflict=Conflict.IMPROVEMENT)
    ).points[-1]
    assert (first.signal, first.is_improvement(Better.INCREASE)) == (Signal.FALLING, False)
    assert (kind.signal, kind.is_improvement(Better.INCREASE)) == (Signal.MOSTLY_HIGH, True)


def test_no_rule_looks_across_a_new_start():
    chart = xmr([*[60, 64] * 6, *[90, 94] * 6], new_starts=[12])
    assert [(one.first, one.end, one.is_short) for one in chart.segments] == [
        (0, 12, True),
        (12, 24, True),
    ]
    assert not any(signals(chart))


def test_what_is_left_out_is_judged_and_moves_nothing():
    chart = xmr([*FLAT[:6], 5, *FLAT[6:]], left_out=[6])
    assert chart.last_limits == xmr(FLAT).last_limits
    assert signals(chart)[6] is Signal.BELOW


def test_limits_may_be_fixed_after_twelve_values_and_no_fewer():
    chart = xmr([*FLAT, *[200] * 5], fixed_after=12)
    assert chart.last_limits == xmr(FLAT).last_limits
    with pytest.raises(ValueError, match="12 values"):
        xmr(FLAT, fixed_after=11)


def test_one_value_and_none_have_no_limits():
    assert xmr([5.0]).last_limits == Limits(5.0, None)
    assert xmr([]).points == ()


@given(values, st.sampled_from(Better))
def test_more_turned_upside_down_is_less(series, better):
    """Mirrored at nought, every signal turns round."""
    there = [point.signal and point.signal.rule for point in xmr(series, better).points]
    mirrored = xmr([value if value is None else -value for value in series], better)
    assert [point.signal and point.signal.rule for point in mirrored.points] == there


@pytest.mark.parametrize(
    ("target", "better", "said"),
    [
        (4, Better.INCREASE, Assurance.FAILS),
        (4, Better.DECREASE, Assurance.PASSES),
        (0, Better.INCREASE, Assurance.PASSES),
        (0, Better.DECREASE, Assurance.FAILS),
        (3, Better.INCREASE, Assurance.HIT_OR_MISS),
        (None, Better.INCREASE, None),
        (4, Better.NEUTRAL, None),
    ],
)
def test_a_target_is_assured_outside_the_limits_alone(target, better, said):
    assert assurance(Limits(2, 1), target, better) is said


def test_nothing_is_assured_without_limits():
    assert assurance(Limits(100, None), 90, Better.INCREASE) is Assurance.HIT_OR_MISS
