import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_app.foundation.statistics.acting import effect_of
from qa_app.foundation.statistics.changes import FOR_GRADES, Change, compare
from qa_app.foundation.statistics.months import Month
from qa_app.foundation.statistics.themes import ThemeState, theme_state


def months(*counts, of=10):
    return [Month(count, of) for count in counts]


YEAR, HALF = 12, 6
ROSE = months(*[2] * YEAR, *[6] * HALF)

some_months = st.lists(
    st.integers(0, 30).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))),
    max_size=30,
)


def test_a_rise_of_a_rare_theme_is_emerging_and_of_a_common_one_worsening():
    assert theme_state(compare(months(*[1] * YEAR, *[5] * HALF))) is ThemeState.EMERGING
    assert theme_state(compare(ROSE)) is ThemeState.WORSENING
    assert theme_state(compare(months(*[6] * YEAR, *[2] * HALF))) is ThemeState.IMPROVING


def test_what_is_compared_is_said():
    found = compare(ROSE)
    assert (found.recent.first, found.recent.end, found.recent.count, found.recent.of) == (
        12,
        18,
        36,
        60,
    )
    assert (found.before.first, found.before.end, found.before.count, found.before.of) == (
        0,
        12,
        24,
        120,
    )
    assert found.gap == pytest.approx(0.4)


def test_only_the_last_eighteen_months_are_looked_at():
    assert compare([*months(*[9] * 10), *ROSE]).before.first == 10


def test_a_series_begins_with_its_first_audit():
    before_it_began = [Month(0, 0)] * 8
    found = compare([*before_it_began, *months(*[2] * 8)])
    assert (found.change, found.months_before) == (Change.NO_COMPARISON_YET, 2)


def test_months_that_wait_at_the_end_are_not_looked_at_yet():
    waiting = [Month(10, 10, waiting=3), Month(10, 10, waiting=7)]
    assert compare([*ROSE, *waiting]) == compare(ROSE)


def test_a_month_inside_that_waits_or_is_marked_is_left_out():
    left_out = [Month(10, 10, marked=True), Month(10, 10, waiting=1)]
    found = compare([*ROSE[:14], *left_out, *ROSE[16:]])
    assert (found.recent.count, found.recent.of) == (24, 40)


def test_a_year_of_marked_months_is_nothing_to_compare_with():
    marked = [Month(9, 10, marked=True)] * 8
    found = compare([*months(*[2] * 4), *marked, *months(*[2] * 6)])
    assert (found.change, found.months_before) == (Change.NO_COMPARISON_YET, 4)


def test_five_months_are_not_enough():
    assert compare(months(9, 9, 9, 9, 9)).change is Change.NOT_ENOUGH_AUDITS
    assert compare([]).change is Change.NOT_ENOUGH_AUDITS


def test_ten_points_are_enough_and_a_hair_less_is_not():
    """30% less 20% is ten points, although floats make it a little less."""
    before, ten = [Month(200, 1000)] * 12, [Month(300, 1000)] * 6
    assert compare([*before, *ten]).change is Change.RISING
    assert compare([*before, *ten[1:], Month(299, 1000)]).change is not Change.RISING


def test_good_or_better_does_not_persist():
    steady = months(*[7] * 18)
    assert compare(steady).change is Change.PERSISTENT
    assert compare(steady, FOR_GRADES).change is Change.NO_CLEAR_CHANGE


def test_a_theme_is_newly_seen_when_there_was_none_and_are_three():
    assert compare(months(*[0] * 12, 1, 0, 1, 0, 1, 0)).is_newly_seen
    assert not compare(months(*[0] * 12, 1, 0, 1, 0, 0, 0)).is_newly_seen
    assert not compare(months(*[0] * 2, 1, 0, 1, 0, 1, 0)).is_newly_seen, "nothing to compare with"


@settings(max_examples=300)
@given(some_months)
def test_a_change_is_only_said_where_the_rule_allows_it(counts):
    found = compare([Month(*pair) for pair in counts])
    assert 0 <= found.before.end == found.recent.first <= found.recent.end <= len(counts)
    if found.change in (Change.RISING, Change.FALLING):
        assert found.recent.of >= 20 <= found.before.of
        assert abs(found.gap) >= 0.1 - 1e-9
        assert min(found.chance_up, found.chance_down) < 0.005
        assert (found.gap > 0) == (found.change is Change.RISING)


@given(some_months)
def test_what_rises_falls_where_the_others_are_counted(counts):
    """Of good and not good one rises as the other falls, unless three of one are not to be had."""
    mirror = {Change.RISING: Change.FALLING, Change.FALLING: Change.RISING}
    one = compare([Month(count, of) for count, of in counts], FOR_GRADES)
    other = compare([Month(of - count, of) for count, of in counts], FOR_GRADES)
    if one.change in mirror and other.change in mirror:
        assert other.change is mirror[one.change]


def test_an_action_cannot_show_before_six_months_lie_after_it():
    effect = effect_of(acted=11)
    assert (effect.first, effect.clear) == (11, 17)
    assert not effect.can_show(compare(ROSE[:17]))
    assert effect.can_show(compare(ROSE))
    assert effect_of(18).is_before(compare(ROSE))
    assert not effect_of(17).is_before(compare(ROSE))
