from datetime import UTC, date, datetime

import pytest

from qa_app.foundation.clock import (
    bank_holidays,
    clock_time,
    last_working_day,
    london_day,
    long_date,
    start_of,
    working_days_after,
)


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 3, 31, 23, 30, tzinfo=UTC), date(2026, 4, 1)),
        (datetime(2026, 10, 31, 23, 30, tzinfo=UTC), date(2026, 10, 31)),
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2028, 2, 28, 23, 59, tzinfo=UTC), date(2028, 2, 28)),
        (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 6, 30, 23, 0, tzinfo=UTC), date(2026, 7, 1)),
    ],
)
def test_a_moment_belongs_to_its_day_in_london(at, day):
    assert london_day(at) == day


def test_a_moment_without_its_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        london_day(datetime(2026, 1, 1))  # noqa: DTZ001 – the zone is left out on purpose


def test_a_summer_day_begins_in_the_evening_before_in_utc():
    assert start_of(date(2026, 7, 1)) == datetime(2026, 6, 30, 23, tzinfo=UTC)


def test_the_bank_holidays_of_2026_and_2027():
    assert bank_holidays(2026) == {
        date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 4),
        date(2026, 5, 25), date(2026, 8, 31), date(2026, 12, 25), date(2026, 12, 28),
    }  # fmt: skip
    assert {date(2027, 12, 27), date(2027, 12, 28)} <= bank_holidays(2027)


def test_good_friday_and_easter_monday_are_not_worked():
    assert working_days_after(date(2026, 4, 2), 1) == date(2026, 4, 7)


def test_the_last_working_day_of_a_month():
    assert last_working_day(2026, 5) == date(2026, 5, 29)
    assert last_working_day(2026, 12) == date(2026, 12, 31)
    assert last_working_day(2026, 8) == date(2026, 8, 28)


def test_dates_and_times_are_written_as_people_write_them():
    assert long_date(date(2026, 11, 3)) == "3 November 2026"
    assert clock_time(datetime(2026, 7, 1, 13, 30, tzinfo=UTC)) == "2:30pm"
    assert clock_time(datetime(2026, 1, 1, 12, 0, tzinfo=UTC)) == "12pm"
    assert clock_time(datetime(2026, 1, 1, 0, 5, tzinfo=UTC)) == "12:05am"
