"""Exact tails, against whole numbers and fractions."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_app.foundation.statistics.tails import (
    at_least,
    at_most,
    first_where,
    hypergeometric_tails,
    normal_of_tail,
    normal_upper_tail,
    quantile,
)

few = st.integers(1, 60).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


def by_counting(counts, of, share):
    share = Fraction(share)
    return float(sum(comb(of, x) * share**x * (1 - share) ** (of - x) for x in counts))


@given(few, st.sampled_from([0.01, 0.2, 0.5, 0.7416, 0.99]))
def test_both_tails_are_those_of_whole_numbers(pair, share):
    count, of = pair
    below = by_counting(range(count + 1), of, share)
    assert at_most(count, of, share) == pytest.approx(below, rel=1e-10, abs=1e-15)
    above = by_counting(range(count, of + 1), of, share)
    assert at_least(count, of, share) == pytest.approx(above, rel=1e-10, abs=1e-15)


@given(few, few)
def test_the_hypergeometric_tails_are_those_of_whole_numbers(recent, before):
    (x1, n1), (x0, n0) = recent, before
    have, of = x1 + x0, n1 + n0

    def ways(x):
        return comb(have, x) * comb(of - have, n1 - x) if 0 <= n1 - x <= of - have else 0

    below, here, above = hypergeometric_tails(x1, n1, have, of)
    everything = comb(of, n1)
    assert below == pytest.approx(sum(map(ways, range(x1))) / everything, abs=1e-12)
    assert here == pytest.approx(ways(x1) / everything, rel=1e-9)
    assert above == pytest.approx(1 - below - here, abs=1e-9)


def test_the_ends_need_no_sum():
    assert [at_most(-1, 5, 0.3), at_most(5, 5, 0.3), at_most(2, 5, 0.0)] == [0.0, 1.0, 1.0]
    assert [at_most(2, 5, 1.0), at_least(0, 5, 0.3), at_least(6, 5, 0.3)] == [0.0, 1.0, 0.0]


def test_a_million_audits_are_no_harder_than_a_thousand():
    assert at_most(500_000, 1_000_000, 0.5) == pytest.approx(0.5, abs=0.001)
    assert at_most(490_000, 1_000_000, 0.5) < 1e-80
    below, _, above = hypergeometric_tails(30_000, 60_000, 50_000, 100_000)
    assert below == pytest.approx(above, abs=1e-9)


def test_what_a_float_cannot_hold_lies_on_the_other_side():
    assert hypergeometric_tails(5_000, 5_000, 5_000, 10_000) == (1.0, 0.0, 0.0)
    assert hypergeometric_tails(0, 5_000, 5_000, 10_000) == (0.0, 0.0, 1.0)


def test_the_normal_tail_is_right_far_out_and_turns_back():
    assert normal_upper_tail(3) == pytest.approx(0.0013498980316300933)
    assert normal_upper_tail(10) == pytest.approx(7.619853024160525e-24)
    assert normal_of_tail(normal_upper_tail(2.5758)) == pytest.approx(2.5758)
    assert [normal_of_tail(0.0), normal_of_tail(1.0)] == [float("inf"), float("-inf")]


@given(st.floats(0.001, 0.999), st.integers(1, 200), st.floats(0.01, 0.99))
def test_a_quantile_is_the_first_that_is_enough(level, of, share):
    count = quantile(level, of, share)
    assert at_most(count, of, share) >= level
    assert count == 0 or at_most(count - 1, of, share) < level


def test_where_nothing_is_so_the_last_is_taken():
    assert first_where(lambda number: False, 7) == 7
    assert first_where(lambda number: number >= 3, 7) == 3
