"""Which months are settled, and how what is compared is said."""

from datetime import date

from qa_app.foundation.statistics.changes import Change, compare
from qa_app.foundation.statistics.months import Month
from qa_app.insight.rules.filters import AgeBand, Filters, Period, Picked
from qa_app.insight.rules.series import Series, Settling, not_settled_in_words
from qa_app.rounds.rules.months import months_on

NOW = date(2026, 11, 1)
DATES = [months_on(NOW, back) for back in range(-23, 1)]
OCTOBER, JULY = months_on(NOW, -1), months_on(NOW, -4)


def series_with(settling, less=5, more=9):
    """Much better in the last seven months."""
    shares = [less] * 17 + [more] * 7
    return Series(
        DATES, [settling.month(one, at, 10) for one, at in zip(DATES, shares, strict=True)]
    )


def test_the_month_that_is_not_over_is_compared_with_nothing():
    series = series_with(Settling(NOW))
    assert series.months[-1].is_provisional and not series.months[-1].is_used
    found = compare(series.months)
    assert found.change is Change.RISING
    assert series.said(found.recent) == "54 of 60 (90%) from May to October 2026"
    assert series.said(found.before) == "60 of 120 (50%) from May 2025 to April 2026"


def test_the_windows_end_before_what_waits_at_the_recent_end():
    series = series_with(Settling(NOW, {OCTOBER: 1}, {OCTOBER: 1}))
    found = compare(series.months)
    assert series.said(found.recent).endswith("from April to September 2026")


def test_what_waits_in_the_middle_is_left_out_by_name():
    series = series_with(Settling(NOW, {JULY: 1}, {JULY: 1}))
    found = compare(series.months)
    assert series.said(found.recent) == (
        "45 of 50 (90%) from May to October 2026 without July 2026 "
        "(1 audit waits for a second opinion)"
    )
    assert JULY not in series.used_in(found.recent)
    themed = Series(DATES, [*series.months[:18], Month(1, 9, marked=True), *series.months[19:]])
    assert "without June 2026 (only themed audits) and July 2026" in themed.said(found.recent)
    many = Settling(NOW, {}, {months_on(NOW, -back): 2 for back in (3, 4, 5, 6)})
    said = series_with(many).said(found.recent)
    assert said.endswith("without 4 months that are not settled or had only themed audits")


def test_what_waits_elsewhere_leaves_the_same_month_out_of_a_part():
    """A team and its service compare the same months."""
    whole = series_with(Settling(NOW, {OCTOBER: 3}, {OCTOBER: 3}))
    part = series_with(Settling(NOW, {}, {OCTOBER: 3}))
    assert compare(whole.months).recent.end == compare(part.months).recent.end == 22
    assert part.months[-2] == Month(9, 10, elsewhere=3)


def test_the_months_judged_are_the_same_however_few_are_shown():
    year, two = Period(months_on(NOW, -11), NOW), Period(months_on(NOW, -23), NOW)
    assert year.judged == two.judged == Period(NOW, NOW).judged == two
    longer = Period(months_on(NOW, -40), NOW)
    assert longer.judged == longer


def test_whether_a_month_is_settled_is_asked_of_everything_picked_alike():
    filters = Filters(
        Period(NOW, NOW), "n/", template="t", programme="p", status="CARE", age=AgeBand.FROM_5
    )
    assert filters.of_everything == Filters(Period(NOW, NOW))
    apart = Filters(Period(NOW, NOW), "n/", picked=Picked.APART)
    assert apart.of_everything.picked is Picked.APART


def test_months_that_are_not_settled_are_named():
    settling = Settling(NOW, {JULY: 2}, {JULY: 2, OCTOBER: 1})
    assert settling.unsettled(DATES) == [JULY, OCTOBER, NOW]
    assert settling.waiting_in(DATES) == 2
    assert not_settled_in_words([JULY, OCTOBER, NOW]) == "July 2026, October 2026 and November 2026"
    assert not_settled_in_words([NOW]) == "November 2026"
    assert not_settled_in_words([]) == ""
    assert not_settled_in_words(DATES) == "24 of these months"


def test_the_months_shown_are_the_last_of_those_compared():
    shown = series_with(Settling(NOW)).since(OCTOBER)
    assert (shown.dates, [one.of for one in shown.months]) == ([OCTOBER, NOW], [10, 10])
