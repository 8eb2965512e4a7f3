"""How agreement is counted and said; tables with known figures."""

from datetime import date

import pytest

from qa_app.foundation.statistics.months import Month
from qa_app.insight.rules.accuracy import (
    Found,
    How,
    Judged,
    Pair,
    change_in,
    change_in_words,
    coefficient_in_words,
    coefficient_of,
    counts_of,
    how_of,
    sentence_of,
    series_of,
)
from qa_app.insight.rules.leaning import everybodys, lean_in, lean_in_words
from qa_app.insight.rules.series import Series, Settling
from qa_app.rounds.rules.months import months_back

SHOWN = months_back(date(2026, 11, 1), 24)[::-1]


def pairs_of(table):
    cells = [(i, j, n) for i, row in enumerate(table) for j, n in enumerate(row)]
    return [Pair(i, j) for i, j, n in cells for _ in range(n)]


# 45 the same, 8 higher, 7 lower; 9 of them across the line.
SIXTY = [[6, 3, 0, 0], [3, 20, 5, 0], [0, 4, 15, 0], [0, 0, 0, 4]]


def test_counts_come_first_in_one_plain_sentence():
    assert sentence_of(counts_of(pairs_of(SIXTY))) == (
        "Moderators gave the same grade in 45 of 60 audits (75%; likely between 63% and 84%). "
        "In all 60 they were within one grade. Where they differed, auditors were higher 8 times "
        "and lower 7 times. 9 of the 15 differences crossed the line between requires improvement "
        "and good, so they change the headline figure."
    )


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([], "No audit was read again in this way and settled in these months."),
        ([Pair(1, 1)], "Moderators gave the same grade in 1 of 1 audit."),
        ([Pair(1, 1)] * 4, "Moderators gave the same grade in 4 of 4 audits."),
        ([Pair(1, 1)] * 5, "(100%, small number; likely between 57% and 100%)."),
        ([Pair(0, 2)], "In 0 of 1 they were within one grade."),
        ([Pair(0, 2)], "auditors were higher once and lower never."),
        ([Pair(0, 2)], "1 of the 1 difference crossed the line"),
        ([Pair(3, 2), Pair(3, 2)], "higher never and lower twice. No difference crossed"),
    ],
)
def test_few_audits_are_said_as_few(pairs, said):
    assert said in sentence_of(counts_of(pairs))


def test_scales_of_other_lengths_are_counted_with_their_own_line_and_stay_out_of_the_coefficient():
    three = [Pair(0, 1, grades=3, good=1)] * 30
    assert counts_of([*three, Pair(1, 1)]).crossed == 30
    assert coefficient_of(three) is None


def test_a_coefficient_is_there_from_thirty_and_rough_below_fifty():
    assert coefficient_of([Pair(1, 1)] * 29) is None
    assert coefficient_in_words(coefficient_of([Pair(1, 1)] * 30)).startswith("1.00 (rough")
    sixty = coefficient_of(pairs_of(SIXTY))
    assert coefficient_in_words(sixty).startswith("0.")
    assert "rough" not in coefficient_in_words(sixty) and "from 60)" in coefficient_in_words(sixty)


def test_chance_and_rule_blind_and_open_are_four_kinds():
    found = {how_of(by_chance=c, blind=b) for c in (True, False) for b in (True, False)}
    assert found == {*How}


def test_each_list_holds_what_its_words_say():
    pair = Pair(1, 3)
    held = [one for one in Found if pair.is_found(one)]
    assert held == [Found.FURTHER, Found.DIFFERENT, Found.HIGHER, Found.CROSSED]


def judged(month, *pairs):
    return [Judged(one, month, How.CHANCE_BLIND) for one in pairs]


def test_a_month_in_which_audits_wait_is_provisional():
    rows = judged(SHOWN[-1], Pair(1, 1), Pair(1, 2))
    settling = Settling(date(2026, 12, 1), {SHOWN[-1]: 3}, {SHOWN[-1]: 3})
    months = series_of(rows, settling, SHOWN).months
    assert months[-1] == Month(1, 2, 3) and months[-1].is_provisional
    assert months[0] == Month(0, 0)


@pytest.mark.parametrize(
    ("before", "recent", "said"),
    [
        (
            (5, 10),
            (9, 10),
            "Auditors and moderators agree more often. The same grade in 54 of 60 (90%) from June to",
        ),
        ((9, 10), (5, 10), "Auditors and moderators agree less often."),
        ((7, 10), (7, 10), "No clear change in how often"),
        ((0, 0), (7, 10), "There is nothing to compare agreement with yet"),
        ((0, 0), (1, 2), "There is not enough yet"),
    ],
)
def test_they_agree_more_often_less_often_or_it_is_not_known(before, recent, said):
    series = Series(SHOWN, [Month(*before)] * 18 + [Month(*recent)] * 6)
    assert change_in_words(change_in(series), series).startswith(said)


def test_a_lean_is_said_from_ten_audits_on_and_drawn_to_everybodys():
    assert "7 are there, 3 more are needed" in lean_in_words(None, 7)
    assert lean_in([Pair(1, 2)] * 9, 0.0) is None
    found = lean_in([Pair(1, 2)] * 10, 0.0)
    assert (found.own, found.shrunk) == (1.0, 0.5)
    words = lean_in_words(found, 10)
    assert "1.0 of a grade higher" in words and "0.5 of a grade higher" in words
    assert "less than once in 20" in words
    assert "may well be chance" in lean_in_words(lean_in([Pair(1, 1)] * 10, 0.3), 10)


def test_what_holds_for_everybody_is_an_average():
    assert everybodys([Pair(1, 2), Pair(1, 1)]) == 0.5
    assert everybodys([]) == 0.0
