"""When a schedule is due, and which months its report is about."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_app.foundation.clock import LONDON, is_working_day, last_working_day, start_of
from qa_app.rounds.rules.months import first_of_month
from qa_app.schedules.rules import rhythm
from qa_app.schedules.rules.covers import Covers, period_for
from qa_app.schedules.rules.rhythm import (
    FIRST_DAY_OVER,
    LAST,
    MOST_NTH,
    NO_DAY,
    NO_FIRST_DAY,
    NO_WEEKS,
    Every,
    Rhythm,
    due_slot,
    is_due,
    next_slots,
    ordinal,
)
from tests.schedules.rhythms import DAYS, MONTHLY, OFF, RHYTHMS, THIRD


def days(found):
    return [one.day for one in found]


def test_the_third_working_day_of_december_and_then_past_new_year_and_its_holidays():
    found = next_slots(THIRD, date(2026, 11, 22), None, 4)
    assert days(found) == [
        date(2026, 12, 3),
        date(2027, 1, 6),
        date(2027, 2, 3),
        date(2027, 3, 3),
    ], "1 January is a bank holiday, 2 and 3 January are a weekend"


def test_a_day_off_of_the_council_moves_it():
    found = next_slots(THIRD, date(2026, 11, 22), None, 1, {date(2026, 12, 1)})
    assert days(found) == [date(2026, 12, 4)]


def test_easter_moves_the_third_working_day_of_april():
    # In 2026 Good Friday is 3 April and Easter Monday 6 April.
    found = next_slots(THIRD, date(2026, 4, 1), None, 1)
    assert days(found) == [date(2026, 4, 7)]


def test_the_last_working_day_of_the_year_comes_before_the_weekend():
    found = next_slots(Rhythm(Every.YEAR, LAST, 12), date(2027, 1, 1), None, 2)
    assert days(found) == [date(2027, 12, 31), date(2028, 12, 29)]


def test_quarters_begin_in_january_april_july_and_october():
    found = next_slots(Rhythm(Every.QUARTER, 1), date(2026, 11, 22), None, 4)
    assert [one.key.month for one in found] == [1, 4, 7, 10]


def test_six_weeks_keep_their_weekday_but_for_a_bank_holiday():
    monday = Rhythm(Every.WEEKS, weeks=6, first_on=date(2027, 3, 15))
    found = next_slots(monday, date(2027, 1, 1), None, 4)
    assert days(found) == [date(2027, 3, 15), date(2027, 4, 26), date(2027, 6, 7), date(2027, 7, 19)]  # fmt: skip
    on_easter = Rhythm(Every.WEEKS, weeks=6, first_on=date(2027, 3, 29))
    assert days(next_slots(on_easter, date(2027, 1, 1), None, 2)) == [
        date(2027, 3, 30),
        date(2027, 5, 10),
    ]


def test_one_that_gave_way_to_a_holiday_is_not_lost_by_beginning_on_that_day():
    on_easter = Rhythm(Every.WEEKS, weeks=6, first_on=date(2027, 3, 29))
    assert days(next_slots(on_easter, date(2027, 3, 30), None, 1)) == [date(2027, 3, 30)]


@given(RHYTHMS, DAYS, OFF)
def test_every_day_is_worked_and_they_come_in_order_once_in_each_slot(one, begins, off):
    found = next_slots(one, begins, None, 8, off)
    assert len(found) == 8
    assert all(is_working_day(slot.day, off) and slot.day >= begins for slot in found)
    assert len({slot.key for slot in found}) == 8
    assert sorted(found) == found
    assert days(found) == sorted(days(found))


@given(MONTHLY, DAYS, OFF)
def test_a_day_of_the_month_lies_in_that_month_and_is_its_nth(one, begins, off):
    for slot in next_slots(one, begins, None, 5, off):
        assert first_of_month(slot.day) == slot.key
        worked = [slot.key + timedelta(days=n) for n in range((slot.day - slot.key).days + 1)]
        number = sum(is_working_day(day, off) for day in worked)
        last = last_working_day(slot.key.year, slot.key.month, off)
        assert slot.day == last if one.nth == LAST else number == one.nth or slot.day == last


@given(RHYTHMS, DAYS, OFF, st.integers(0, 6))
def test_after_one_has_run_the_next_is_the_next(one, begins, off, number):
    found = next_slots(one, begins, None, number + 3, off)
    after = next_slots(one, begins, found[number].key, 2, off)
    assert after == found[number + 1 : number + 3]


@given(RHYTHMS, DAYS, OFF, OFF)
def test_a_day_off_that_comes_later_never_has_a_slot_run_twice(one, begins, off, later):
    ran = next_slots(one, begins, None, 1, off)[0]
    assert ran.key not in {slot.key for slot in next_slots(one, begins, ran.key, 4, later)}


@given(RHYTHMS, DAYS, st.integers(0, 800), OFF)
def test_what_was_missed_is_made_up_for_once_with_the_latest(one, begins, away, off):
    at = start_of(begins + timedelta(days=away)) + timedelta(hours=12)
    slot = due_slot(one, begins, None, at, off)
    if slot is None:
        return
    assert is_due(slot.day, at)
    assert due_slot(one, begins, slot.key, at, off) is None, "once, however many were missed"
    [following] = next_slots(one, begins, slot.key, 1, off)
    assert not is_due(following.day, at)


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 12, 3)])
def test_it_is_due_from_six_in_london_on_days_when_the_clocks_change_too(day):
    at_six = datetime(day.year, day.month, day.day, 6, tzinfo=LONDON)
    assert is_due(day, at_six.astimezone(UTC))
    assert not is_due(day, at_six.astimezone(UTC) - timedelta(seconds=1))


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (Rhythm(Every.MONTH, MOST_NTH + 1), (NO_DAY, "nth")),
        (Rhythm(Every.WEEKS, weeks=1), (NO_WEEKS, "weeks")),
        (Rhythm(Every.WEEKS, weeks=6), (NO_FIRST_DAY, "first_on")),
        (Rhythm(Every.WEEKS, weeks=6, first_on=date(2026, 11, 22)), (FIRST_DAY_OVER, "first_on")),
        (Rhythm(Every.WEEKS, weeks=6, first_on=date(2028, 11, 22)), (FIRST_DAY_OVER, "first_on")),
        (Rhythm(Every.WEEKS, weeks=6, first_on=date(2026, 11, 23)), None),
        (THIRD, None),
    ],
)
def test_a_rhythm_that_makes_no_sense_says_why(one, why):
    assert rhythm.why_not(one, date(2026, 11, 22)) == why


def test_a_first_day_that_is_kept_may_be_over():
    kept = Rhythm(Every.WEEKS, weeks=6, first_on=date(2026, 1, 5))
    assert rhythm.why_not(kept, date(2026, 11, 22), is_new=False) is None


@pytest.mark.parametrize(("number", "words"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st")])  # fmt: skip
def test_a_number_is_said_as_people_say_it(number, words):
    assert ordinal(number) == words


def test_months_are_seen_from_the_day_on_which_it_is_due():
    day = date(2027, 1, 6)
    assert period_for(Covers.MONTH, day).words == "December 2026"
    assert period_for(Covers.QUARTER, day).words == "October to December 2026"
    assert period_for(Covers.YEAR, day).words == "April 2025 to March 2026"
    assert period_for(Covers.SIX, day).words == "July to December 2026"
    assert period_for(Covers.TWELVE, day).words == "January to December 2026"


@given(st.sampled_from(Covers), DAYS)
def test_no_month_is_about_what_is_not_over(one, day):
    assert period_for(one, day).last < first_of_month(day)
