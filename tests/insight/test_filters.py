"""What an address asks for, and what the form says of it."""

from dataclasses import replace
from datetime import UTC, date, datetime

from qa_app.foundation.clock import london_day
from qa_app.insight.rules.filters import (
    Choice,
    Period,
    Picked,
    chips_of,
    chosen_from,
    code_asked,
    code_in_address,
    period_asked,
    picked_by,
)
from qa_app.rounds.rules import first_of_month
from qa_app.rounds.rules.plans import BEGINNINGS, Kind, Plan, Source

NOW = date(2026, 11, 1)


def test_two_years_are_usual_and_nonsense_asks_for_nothing():
    for typed in ("", "two-years", "24", "for ever"):
        assert period_asked(typed, "", "", NOW) == Period(date(2024, 12, 1), NOW)
    assert period_asked("year", "2026-13", "soon", NOW) == Period(date(2025, 12, 1), NOW)


def test_months_win_over_a_period_and_may_stand_the_wrong_way_round():
    found = Period(date(2026, 2, 1), date(2026, 5, 1))
    assert period_asked("year", "2026-02", "2026-05", NOW) == found
    assert period_asked("", "2026-05", "2026-02", NOW) == found
    assert period_asked("", "2026-10", "", NOW) == Period(date(2026, 10, 1), NOW)
    assert period_asked("", "", "2026-01", NOW) == Period(date(2024, 2, 1), date(2026, 1, 1))


def test_months_to_come_and_months_of_long_ago_are_not_on_offer():
    assert period_asked("", "2026-12", "1999-01", NOW).last == NOW


def test_what_is_no_trend_is_pooled_over_the_last_year_of_the_period():
    long, short = Period(date(2024, 12, 1), NOW), Period(date(2026, 9, 1), NOW)
    assert long.pooled == Period(date(2025, 12, 1), NOW)
    assert short.pooled == short
    assert len(long.months) == 24
    assert long.months[0] == long.first


def test_a_period_is_said_with_a_year_once_where_one_is_enough():
    assert Period(NOW, NOW).words == "November 2026"
    assert Period(date(2026, 9, 1), NOW).words == "September to November 2026"
    assert Period(date(2025, 12, 1), NOW).words == "December 2025 to November 2026"


def test_this_month_is_the_one_in_london():
    for at, month in [
        (datetime(2026, 3, 31, 22, 59, 59, tzinfo=UTC), date(2026, 3, 1)),
        (datetime(2026, 3, 31, 23, tzinfo=UTC), date(2026, 4, 1)),
        (datetime(2025, 12, 31, 23, 59, 59, tzinfo=UTC), date(2025, 12, 1)),
        (datetime(2026, 1, 1, tzinfo=UTC), date(2026, 1, 1)),
        (datetime(2024, 2, 29, 23, 59, tzinfo=UTC), date(2024, 2, 1)),
        (datetime(2026, 10, 31, 23, 30, tzinfo=UTC), date(2026, 10, 1)),
        (datetime(2026, 6, 30, 23, 0, tzinfo=UTC), date(2026, 7, 1)),
    ]:
        assert period_asked("year", "", "", first_of_month(london_day(at))).last == month


def test_only_draws_of_all_records_are_a_trend():
    usual = {Kind.MONTHLY, Kind.PRACTICE_WEEK, Kind.SUPERVISION, Kind.OBSERVATION}
    ways = {kind: picked_by(plan) for kind, plan in BEGINNINGS.items()}
    assert {kind for kind, way in ways.items() if way is Picked.USUAL} == usual
    named = {kind for kind, way in ways.items() if way is Picked.BY_NAME}
    assert named == {Kind.REQUESTED, Kind.RE_AUDIT, Kind.SURGERY}
    brought = replace(Plan(), source=Source.REFERENCES)
    assert picked_by(brought) is Picked.APART


def test_what_is_usual_stands_neither_in_the_address_nor_among_the_chips():
    choices = [
        Choice("places", "Places", [("then", "As then"), ("now", "As now")], "then", "", "then"),
        Choice("place", "Place", [("x", "\u2003East")], "x"),
        Choice("age", "Age", [("from-1", "1 to 4")]),
    ]
    assert chosen_from(choices) == {"place": "x"}
    assert chips_of(choices) == [("Place: East", "place")]


def test_codes_stand_in_addresses_in_small_letters():
    assert code_in_address("CHILD_IN_NEED") == "child-in-need"
    assert code_asked("child-in-need", ["CARE", "CHILD_IN_NEED"]) == "CHILD_IN_NEED"
    assert code_asked("CHILD_IN_NEED", ["CHILD_IN_NEED"]) == code_asked("", ["CARE"]) == ""
