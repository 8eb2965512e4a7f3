"""Agreement, against statsmodels and krippendorff on random tables, and what counts alone cannot say."""

import warnings

import numpy
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qa_app.foundation.statistics.agreement.coefficients import Weights, gwet, kappa
from qa_app.foundation.statistics.agreement.krippendorff import (
    Metric,
    alpha,
    alpha_of_table,
    fleiss,
)
from qa_app.foundation.statistics.agreement.lean import chance_of_lean, lean_of
from qa_app.foundation.statistics.agreement.pairs import count_pairs, table_of
from qa_app.foundation.statistics.students_t import t_quantile

# 35 of 40 the same, nearly all of them Good.
PARADOX = [[0, 1, 0, 0], [1, 34, 2, 0], [0, 1, 1, 0], [0, 0, 0, 0]]
EVERYBODY_GOOD = [[0] * 4, [0, 30, 0, 0], [0] * 4, [0] * 4]
NOBODY = [[0] * 4] * 4

tables = st.lists(st.lists(st.integers(0, 12), min_size=4, max_size=4), min_size=4, max_size=4)
AS_STATSMODELS_HAS_IT = {
    Weights.IDENTITY: None,
    Weights.LINEAR: "linear",
    Weights.QUADRATIC: "quadratic",
}


def test_the_counts_come_first():
    table = table_of([(0, 0), (1, 1), (1, 2), (2, 1), (0, 2), (3, 3), (3, 2)])
    found = count_pairs(table)
    assert (found.number, found.same, found.within_one) == (7, 3, 6)
    assert (found.higher, found.lower, found.different) == (2, 2, 4)
    assert found.crossed == 3


@pytest.mark.parametrize(
    ("number", "has", "rough"), [(29, False, False), (30, True, True), (50, True, False)]
)
def test_a_coefficient_needs_thirty_pairs_and_is_rough_below_fifty(number, has, rough):
    found = count_pairs(table_of([(1, 1)] * number))
    assert (found.has_coefficient, found.is_rough) == (has, rough)


def test_where_nearly_all_are_good_kappa_is_small_although_nearly_all_agree():
    assert count_pairs(PARADOX).same == 35
    assert kappa(PARADOX).value < 0.3
    assert gwet(PARADOX, Weights.IDENTITY).value > 0.85
    assert gwet(PARADOX).value > 0.94


def test_where_all_used_one_grade_kappa_and_alpha_are_not_defined():
    assert kappa(EVERYBODY_GOOD) is None
    assert alpha_of_table(EVERYBODY_GOOD) is None
    assert gwet(EVERYBODY_GOOD).value == 1
    assert gwet(EVERYBODY_GOOD).interval == (1.0, 1.0)


def test_of_no_pairs_nothing_is_defined():
    assert [kappa(NOBODY), gwet(NOBODY), alpha_of_table(NOBODY), fleiss([])] == [None] * 4
    assert kappa([[1, 0, 0, 0], [0] * 4, [0] * 4, [0] * 4]) is None
    assert gwet([[0, 1, 0, 0], [0] * 4, [0] * 4, [0] * 4]).interval is None
    assert fleiss([[3, 0], [3, 0]]) is None


@settings(max_examples=30)
@given(tables, st.sampled_from(Weights))
def test_kappa_is_that_of_statsmodels(table, weights):
    # Slow to import, and of use nowhere else.
    from statsmodels.stats.inter_rater import cohens_kappa

    ours = kappa(table, weights)
    assume(ours is not None and sum(map(sum, table)) > 1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = cohens_kappa(numpy.array(table), wt=AS_STATSMODELS_HAS_IT[weights])
    assert ours.value == pytest.approx(theirs.kappa)
    assert ours.standard_error**2 == pytest.approx(max(theirs.var_kappa, 0), abs=1e-9)


ratings = st.lists(
    st.lists(st.one_of(st.none(), st.integers(0, 3)), min_size=3, max_size=3),
    min_size=2,
    max_size=25,
)


@settings(max_examples=30)
@given(ratings, st.sampled_from(Metric))
def test_alpha_is_that_of_krippendorff(units, metric):
    import krippendorff

    ours = alpha(units, metric)
    assume(ours is not None)
    as_floats = [[numpy.nan if one is None else float(one) for one in unit] for unit in units]
    theirs = krippendorff.alpha(
        reliability_data=numpy.array(as_floats).T,
        level_of_measurement=metric.value,
        value_domain=[0.0, 1.0, 2.0, 3.0],
    )
    assert ours == pytest.approx(theirs)


@settings(max_examples=20)
@given(st.lists(st.lists(st.integers(0, 3), min_size=5, max_size=5), min_size=2, max_size=15))
def test_fleiss_is_that_of_statsmodels(units):
    from statsmodels.stats.inter_rater import fleiss_kappa

    counts = [[unit.count(grade) for grade in range(4)] for unit in units]
    ours = fleiss(counts)
    assume(ours is not None)
    assert ours == pytest.approx(fleiss_kappa(numpy.array(counts)))


@given(tables)
def test_who_is_first_makes_no_difference_to_a_coefficient(table):
    turned = [list(column) for column in zip(*table, strict=True)]
    for coefficient in (kappa, gwet):
        one, other = coefficient(table), coefficient(turned)
        assert (one is None) == (other is None)
        assert one is None or one.value == pytest.approx(other.value)
    assert count_pairs(table).higher == count_pairs(turned).lower


def test_students_t_is_that_of_scipy():
    from scipy.stats import t

    for freedom in (1, 2, 3, 9, 29, 30, 59, 149, 2000):
        assert t_quantile(0.975, freedom) == pytest.approx(t.ppf(0.975, freedom), rel=1e-9)


def test_a_lean_is_judged_by_its_direction_alone():
    assert chance_of_lean(8, 7) == 1.0
    assert chance_of_lean(9, 1) == pytest.approx(22 / 1024)
    assert chance_of_lean(0, 0) == 1.0


def test_a_rater_of_few_is_drawn_towards_everybody():
    few, many = lean_of([1] * 10, everybody=0.0), lean_of([1] * 90, everybody=0.0)
    assert (few.own, few.shrunk) == (1.0, 0.5)
    assert many.shrunk == pytest.approx(0.9)
    assert lean_of([0] * 10, everybody=0.4).shrunk == pytest.approx(0.2)
    assert lean_of([1] * 9, everybody=0.0) is None
