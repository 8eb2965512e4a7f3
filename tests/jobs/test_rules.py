from datetime import timedelta

from qa_app.jobs.rules import TIMERS, is_late
from tests.makers import NOON

TIMER = TIMERS[0]


def test_a_timer_that_never_ran_well_is_late():
    assert is_late(TIMER, None, NOON)


def test_a_timer_is_late_once_it_is_silent_for_too_long():
    assert not is_late(TIMER, NOON - TIMER.late_after, NOON)
    assert is_late(TIMER, NOON - TIMER.late_after - timedelta(seconds=1), NOON)


def test_what_may_be_done_by_hand_is_late_only_where_a_timer_has_begun():
    by_hand = next(one for one in TIMERS if not one.is_needed)
    assert not is_late(by_hand, None, NOON)
    assert is_late(by_hand, NOON - by_hand.late_after * 2, NOON)
