"""What leaves the service, and an outsider who tries to undo it with a linear programme of their own."""

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from qa_app.foundation.statistics.suppression.earlier_tables import given_away
from qa_app.foundation.statistics.suppression.outsiders import Range, outsider_ranges
from qa_app.foundation.statistics.suppression.small_counts import (
    is_shown_in_full,
    is_small,
    may_show_average,
    rounded,
    shown_percentage,
    tells_of_everybody,
)
from qa_app.foundation.statistics.suppression.tables import suppress, with_totals

tables = st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(0, 30), min_size=size[1], max_size=size[1]),
        min_size=size[0],
        max_size=size[0],
    )
)


def by_linear_programme(whole, hidden, cell):
    """What HiGHS finds: every row and column adds up to its total, and nothing is below nought."""
    rows, columns = len(whole), len(whole[0])
    names = {one: at for at, one in enumerate(sorted(hidden))}
    lines = [[(i, j) for j in range(columns)] for i in range(rows)]
    lines += [[(i, j) for i in range(rows)] for j in range(columns)]
    equal, wanted = numpy.zeros((len(lines), len(names))), numpy.zeros(len(lines))
    for at, line in enumerate(lines):
        for one in line:
            sign = -1 if one == line[-1] else 1
            if one in names:
                equal[at, names[one]] += sign
            else:
                wanted[at] -= sign * whole[one[0]][one[1]]
    goal = numpy.zeros(len(names))
    goal[names[cell]] = 1
    least = linprog(goal, A_eq=equal, b_eq=wanted, method="highs")
    most = linprog(-goal, A_eq=equal, b_eq=wanted, method="highs")
    return least.fun, -most.fun if most.status == 0 else None


@settings(max_examples=60)
@given(tables, st.data())
def test_the_outsider_finds_what_a_linear_programme_finds(counts, data):
    """Whatever is hidden, wisely or not, totals among it."""
    whole = with_totals(counts)
    cells = [(i, j) for i in range(len(whole)) for j in range(len(whole[0]))]
    hidden = data.draw(st.sets(st.sampled_from(cells), min_size=1, max_size=8))
    for cell, found in outsider_ranges(whole, hidden).items():
        low, high = by_linear_programme(whole, hidden, cell)
        assert found.low == pytest.approx(low, abs=1e-6)
        assert (found.high is None) == (high is None)
        assert high is None or found.high == pytest.approx(high, abs=1e-6)


@settings(max_examples=150)
@given(tables, st.sampled_from([2, 4, 5, 7, 9]))
def test_what_is_called_safe_leaves_every_small_count_a_range(counts, threshold):
    found = suppress(counts, threshold)
    shown = [count for row in found.shown for count in row if isinstance(count, int)]
    assert not [count for count in shown if 1 <= count <= threshold]
    if found.is_safe:
        for cell in found.primary:
            low, high = by_linear_programme(found.counts, found.hidden, cell)
            assert high is None or high - low >= threshold - 1e-6


@given(tables)
def test_the_same_table_is_always_hidden_alike_and_nought_is_shown(counts):
    found = suppress(counts)
    assert found == suppress([list(row) for row in counts])
    assert not any(found.counts[i][j] == 0 for i, j in found.hidden)


def test_a_table_that_cannot_be_kept_is_called_unsafe():
    """No line gives anything away by itself; all of them together give away a 4."""
    found = suppress([[4, 0, 0], [2, 4, 0], [8, 2, 6]])
    assert found.shown[1] == ["c", "c", 0, "c"]
    assert found.ranges[1, 1] == Range(4, 4)
    assert not found.is_safe


def test_one_small_count_alone_hides_behind_its_totals():
    found = suppress([[1, 0], [0, 0]])
    assert found.shown == [["c", 0, "c"], [0, 0, 0], ["c", 0, "c"]]
    assert found.is_safe


@pytest.mark.parametrize(("first", "hidden"), [([2, 3, 40], 3), ([3, 3, 40], 2)])
def test_two_that_add_up_to_five_need_a_third(first, hidden):
    found = suppress([first, [11, 15, 20], [9, 8, 30]])
    assert found.shown[0][:3].count("c") == hidden


def test_without_totals_nothing_more_need_be_hidden():
    found = suppress([[3, 40], [20, 30]], totals_shown=False)
    assert found.shown == [["c", 40], [20, 30]]
    assert found.secondary == frozenset()
    assert found.ranges == {(0, 0): Range(0, None)}
    assert found.is_safe


@pytest.mark.parametrize("count", range(12))
def test_one_to_five_are_small_and_nought_is_not(count):
    assert is_small(count) == (count in (1, 2, 3, 4, 5))


def test_a_percentage_of_nothing_is_not_shown():
    assert shown_percentage(0, 0) == "c"
    assert shown_percentage(30, 30) == "100%"


def test_an_average_needs_more_than_five():
    assert [may_show_average(of) for of in (5, 6)] == [False, True]


def test_rounding_hides_up_to_seven():
    assert [rounded(count) for count in (0, 1, 7, 8, 12, 13)] == ["0", "*", "*", "10", "10", "15"]


def test_councils_and_services_are_shown_in_full_where_they_are_large():
    assert is_shown_in_full(children=100, people=10)
    assert not is_shown_in_full(children=99, people=10)
    assert not is_shown_in_full(children=100, people=9)


def test_none_or_all_of_a_small_team_tells_of_each():
    told = [
        (count, of) for of in (0, 6, 12) for count in (0, 3, of) if tells_of_everybody(count, of)
    ]
    assert told == [(0, 6), (6, 6)]


def test_a_month_can_be_subtracted_from_the_year_to_date():
    month, year = [[12, "c"], [30, 8]], [[14, 9], [50, 8]]
    assert given_away(month, year) == [(0, 0)]
