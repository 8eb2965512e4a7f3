"""Grades over months and beside each other, without a database."""

from dataclasses import replace
from datetime import date

import pytest

from qa_app.children.rules.ages import AgeBand
from qa_app.foundation.statistics.months import Month
from qa_app.insight.rules.filters import Period, Picked
from qa_app.insight.rules.grade_months import (
    Unlike,
    change_in_words,
    change_of,
    graded_in,
    series_of,
    statuses_in,
    unlike_in,
)
from qa_app.insight.rules.grade_tables import (
    by_part,
    impact_by_grade,
    mix_in,
    part_of,
    quarters_of,
    scale_most_used,
    share_by,
)
from qa_app.insight.rules.grades import Group, OfChildren, Scale, Share, scale_from, share_of_groups
from qa_app.insight.rules.overview import listed
from qa_app.insight.rules.series import Series, Settling

USUAL = Scale(
    ("outstanding", "good", "requires-improvement", "inadequate"),
    ("Outstanding", "Good", "Requires improvement", "Inadequate"),
    ("outstanding", "good"),
)
MET = Scale(("met", "not-met"), ("Met", "Not met"), ("met",))
SCALES = {1: USUAL, 2: MET}
MAY, JUNE, JULY, AUGUST = (date(2026, month, 1) for month in (5, 6, 7, 8))
OVER = Settling(AUGUST)
ONE = Group(MAY, 1, "good", "clear", Picked.USUAL, 4)
LESS = replace(ONE, grade="inadequate", impact=None, number=1)
NOT_MET = replace(ONE, version=2, grade="not-met", number=2)
UNGRADED = replace(ONE, grade=None, number=9)
THEMED = replace(ONE, month=JUNE, picked=Picked.APART, number=3)


def test_each_grade_is_good_or_not_on_its_own_scale_and_none_counts_for_nothing():
    assert share_of_groups([ONE, LESS, NOT_MET, UNGRADED], SCALES) == Share(4, 7)


def test_a_scale_is_read_as_a_version_keeps_it():
    kept = [
        {"grade": "met", "words": "Met", "counts_as_good": True},
        {"grade": "not-met", "words": "Not met", "counts_as_good": False},
    ]
    assert scale_from(kept) == MET
    assert (USUAL.lowest, scale_from(kept[:1]).lowest, scale_from(None).lowest) == (
        "inadequate",
        "",
        "",
    )


def test_a_month_of_themed_audits_alone_is_shown_and_marked():
    settling = Settling(AUGUST, {MAY: 2}, {MAY: 2})
    found = series_of([ONE, LESS, THEMED], SCALES, settling, [MAY, JUNE, JULY])
    assert found.months == [Month(4, 5, 2), Month(3, 3, marked=True), Month(0, 0)]


def test_a_month_with_usual_audits_that_have_no_grade_is_no_themed_one():
    groups = [replace(UNGRADED, month=JUNE), THEMED]
    assert series_of(groups, SCALES, OVER, [JUNE]).months == [Month(0, 0)]


def test_what_was_picked_apart_is_drawn_and_compared_with_nothing():
    found = series_of([THEMED], SCALES, OVER, [JUNE], Picked.APART)
    assert found.months == [Month(3, 3, marked=True)]


@pytest.mark.parametrize(
    ("recent", "before", "said"),
    [
        (Month(9, 10), Month(5, 10), "Grades have improved. Good or better in 54 of 60 (90%) from July to December 2026; before that, in 60 of 120 (50%) from July 2025 to June 2026."),
        (Month(5, 10), Month(9, 10), "Grades have fallen."),
        (Month(5, 10), Month(5, 10), "No clear change."),
        (Month(1, 2), Month(5, 10), "There is not enough yet"),
        (Month(5, 10), Month(0, 1), "There is nothing to compare with yet"),
    ],
)  # fmt: skip
def test_the_sentence_says_what_was_found_and_from_which_months(recent, before, said):
    dates = Period(date(2025, 7, 1), date(2026, 12, 1)).months
    series = Series(dates, [before] * 12 + [recent] * 6)
    assert change_in_words(change_of(series), series).startswith(said)


def test_two_periods_made_of_other_audits_are_called_unlike_from_more_than_twenty_points():
    assert unlike_in({"a": 50, "b": 50}, {"a": 70, "b": 30}) is None
    assert unlike_in({"a": 50, "b": 50}, {"a": 71, "b": 29}) == Unlike("a", 50, 71)
    assert unlike_in({}, {"a": 9}) is None
    assert Unlike("a", 50, 71).sentence("“A”").endswith("“A” was 50% of them before, and is 71% in the last months.")  # fmt: skip


def test_templates_and_statuses_of_some_months_are_counted_by_what_is_graded():
    codes = {1: "oversight", 2: "contact"}
    assert graded_in([ONE, NOT_MET, UNGRADED, THEMED], codes, {MAY}) == {
        "oversight": 4,
        "contact": 2,
    }
    shares = [OfChildren(month, "CARE", AgeBand.FROM_1, Share(1, 2)) for month in (MAY, MAY, JUNE)]
    assert statuses_in(shares, {MAY}) == {"CARE": 4}


def test_a_mix_is_drawn_on_the_scale_most_used():
    groups = [ONE, LESS, NOT_MET, UNGRADED]
    assert scale_most_used(groups, SCALES) == USUAL
    assert mix_in(groups, USUAL, SCALES, {MAY}) == [0, 4, 0, 1]
    assert mix_in(groups, MET, SCALES, {MAY, JUNE}) == [0, 2]
    assert scale_most_used([UNGRADED], SCALES) is None


def test_quarters_are_counted_back_from_the_last_month():
    shown = Period(date(2026, 1, 1), JULY).months
    assert quarters_of(shown) == [
        Period(date(2026, 1, 1), date(2026, 1, 1)),
        Period(date(2026, 2, 1), date(2026, 4, 1)),
        Period(MAY, JULY),
    ]


def test_grades_stand_beside_every_answer_about_the_difference_made():
    rows = {one.code: one.counts for one in impact_by_grade([ONE, LESS], USUAL, SCALES)}
    assert rows["clear"] == (0, 4, 0, 0)
    assert rows[""] == (0, 0, 0, 1)
    assert [*rows][-1] == ""
    assert impact_by_grade([LESS], USUAL, SCALES) == []


def test_places_are_drawn_together_one_level_below_what_is_chosen():
    shares = {"n/s/l/east/": Share(1, 2), "n/s/l/west/": Share(2, 2), "n/s/": Share(0, 1), "n/t/x/": Share(1, 1)}  # fmt: skip
    assert by_part(shares, ["n/"]) == {"n/s/": Share(3, 5), "n/t/": Share(1, 1)}
    assert by_part(shares, ["n/s/"]) == {"n/s/l/": Share(3, 4), "n/s/": Share(0, 1), "n/t/x/": Share(1, 1)}  # fmt: skip
    assert part_of("n/s/l/east/", ["n/s/l/east/", "n/t/x/"]) == "n/s/l/east/"


def test_versions_of_one_template_are_counted_together():
    assert share_by([ONE, LESS, NOT_MET, UNGRADED], SCALES, {1: "a", 2: "a"}) == {"a": Share(4, 7)}


def test_a_range_stands_beside_five_or_more():
    assert (Share(3, 4).likely, Share(7, 10).likely) == ("", "40% and 89%")


def test_names_are_listed_as_a_sentence_has_them():
    assert listed(["Risk"]) == "risk"
    assert listed(["Supervision", "Planning", "Visits"]) == "supervision, planning and visits"
