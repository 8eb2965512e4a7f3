import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_app.foundation.statistics.exceptional_months import (
    Exceptional,
    exceptional_months,
    unremarkable,
)
from qa_app.foundation.statistics.months import Month
from qa_app.foundation.statistics.tails import at_least, at_most, normal_upper_tail

TAIL = normal_upper_tail(3)
STEADY = [Month(8, 10), Month(7, 10)] * 6


def test_a_month_far_below_is_exceptionally_low():
    found = exceptional_months([*STEADY, Month(1, 10)])
    assert found.months[-1].exceptional is Exceptional.LOW
    assert not any(one.exceptional for one in found.months[:-1])
    assert found.months[-1].limits == (0.2, 1.0)


@pytest.mark.parametrize("odd", [Month(0, 10, waiting=1), Month(0, 10, marked=True)])
def test_a_month_that_no_rule_uses_moves_nothing_and_is_not_called_exceptional(odd):
    found = exceptional_months([*STEADY, odd])
    assert found.centre == exceptional_months(STEADY).centre
    assert found.months[-1].exceptional is None
    assert found.months[-1].limits is not None


def test_a_month_without_audits_is_a_gap():
    gap = exceptional_months([*STEADY, Month(0, 0)]).months[-1]
    assert (gap.limits, gap.exceptional, gap.month.share) == (None, None, None)


@pytest.mark.parametrize(
    ("number", "limits", "provisional"), [(5, False, False), (6, True, True), (12, True, False)]
)
def test_limits_need_six_months_and_are_provisional_below_twelve(number, limits, provisional):
    found = exceptional_months(STEADY[:number])
    assert (found.has_limits, found.are_provisional) == (limits, provisional)
    assert found.centre == pytest.approx(0.75, abs=0.02)


@pytest.mark.parametrize("month", [Month(0, 10), Month(10, 10)])
def test_nothing_is_exceptional_where_all_months_are_none_or_all(month):
    found = exceptional_months([month] * 14)
    assert not found.has_limits
    assert found.widened == 1.0


def test_no_audits_have_no_centre():
    assert exceptional_months([]).centre is None
    assert exceptional_months([Month(0, 0)] * 20).centre is None


def test_a_frozen_baseline_judges_what_came_after():
    later = [Month(4, 10)] * 6
    assert exceptional_months([*STEADY, *later], baseline=STEADY).centre == 0.75
    low = exceptional_months([Month(2, 10)], baseline=STEADY).months[0]
    assert low.exceptional is Exceptional.LOW


def test_limits_widen_with_a_year_of_enough_audits_and_never_narrow():
    swinging = [Month(30, 40), Month(18, 40)] * 6
    assert exceptional_months(swinging).widened > 2
    assert exceptional_months(swinging[:11]).widened == 1.0
    assert exceptional_months([Month(count.count // 4, 10) for count in swinging]).widened == 1.0
    assert exceptional_months([Month(24, 40)] * 11 + [Month(25, 40)]).widened == 1.0


@given(st.integers(1, 400), st.floats(0.02, 0.98), st.sampled_from([TAIL, 0.01, 1e-9, 0.0]))
def test_the_limits_are_the_outermost_counts_whose_tail_is_allowed(of, centre, tail):
    low, high = unremarkable(of, centre, tail)
    assert at_most(low, of, centre) >= tail
    assert at_least(high, of, centre) >= tail
    assert low == 0 or at_most(low - 1, of, centre) < tail
    assert high == of or at_least(high + 1, of, centre) < tail
