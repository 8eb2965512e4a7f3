"""Audits that are due on Friday 27 November 2026, and what is said of them on which day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from qa_app.foundation.clock import london_day, start_of
from qa_app.organisation.rules.settings import SETTINGS
from qa_app.rounds.rules import State
from qa_app.rounds.rules.chasing import (
    Note,
    Open,
    Patience,
    in_words,
    is_quiet,
    is_unheard,
    may_write,
    moments_of_notes,
    note_for_auditor,
)
from qa_app.rounds.rules.settings import QUIET

FRIDAY = date(2026, 11, 27)
ONE = Open(State.TO_DO, FRIDAY, remind_before=(7, 2))
PATIENCE = Patience(manager=3, head=10)


def nine_on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def falls_on(day: date, one: Open = ONE) -> set[Note]:
    """The notes that fall on this very day."""
    return {
        note
        for note, on in moments_of_notes(one, PATIENCE, nine_on(day)).items()
        if london_day(on) == day
    }


@pytest.mark.parametrize(
    ("day", "notes"),
    [
        (date(2026, 11, 19), set()),
        (date(2026, 11, 20), {Note.SOON}),  # seven days before
        (date(2026, 11, 21), set()),
        (date(2026, 11, 25), {Note.SOON}),  # two days before
        (date(2026, 11, 26), set()),
        (FRIDAY, {Note.DUE}),
        (date(2026, 11, 28), set()),  # a Saturday
        (date(2026, 11, 30), {Note.LATE}),  # the next working day
        (date(2026, 12, 1), set()),
        (date(2026, 12, 2), {Note.TO_MANAGER}),  # three working days after
        (date(2026, 12, 11), {Note.TO_HEAD}),  # ten working days after
        (date(2026, 12, 14), set()),
    ],
)
def test_each_note_has_its_day(day, notes):
    assert falls_on(day) == notes


@pytest.mark.parametrize("state", [State.DONE, State.PAUSED, State.EXEMPT, State.WITHDRAWN])
def test_of_what_is_not_due_nobody_hears(state):
    assert (
        moments_of_notes(Open(state, FRIDAY, (7, 2)), PATIENCE, nine_on(date(2026, 12, 24))) == {}
    )


def test_a_note_that_would_fall_on_a_weekend_goes_on_the_next_working_day():
    due_on_monday = Open(State.STARTED, date(2026, 11, 30), remind_before=(8,))  # a Sunday
    assert falls_on(date(2026, 11, 22), due_on_monday) == set()
    assert falls_on(date(2026, 11, 23), due_on_monday) == {Note.SOON}


def test_a_note_that_would_move_to_the_due_day_or_past_it_is_not_needed():
    due_on_monday = Open(State.TO_DO, date(2026, 11, 30), remind_before=(2,))
    assert falls_on(date(2026, 11, 30), due_on_monday) == {Note.DUE}


def test_what_is_due_on_a_day_off_is_overdue_on_the_next_working_day():
    due_on_christmas = Open(State.TO_DO, date(2026, 12, 25))
    assert falls_on(date(2026, 12, 25), due_on_christmas) == set()
    assert falls_on(date(2026, 12, 29), due_on_christmas) == {Note.LATE}


def test_a_councils_own_days_off_are_left_out_as_well():
    off = {date(2026, 11, 30)}
    assert moments_of_notes(ONE, PATIENCE, nine_on(date(2026, 11, 30)), off) == {
        Note.SOON: start_of(date(2026, 11, 25)),
        Note.DUE: start_of(FRIDAY),
    }
    first_of_december = date(2026, 12, 1)
    assert moments_of_notes(ONE, PATIENCE, nine_on(first_of_december), off) == {
        Note.LATE: start_of(first_of_december)
    }


@pytest.mark.parametrize(
    ("note", "day", "last_heard", "unheard"),
    [
        (Note.DUE, FRIDAY, None, True),
        (Note.DUE, FRIDAY, FRIDAY, False),
        (Note.DUE, FRIDAY, date(2026, 11, 26), True),
        (Note.SOON, date(2026, 11, 25), date(2026, 11, 24), True),  # the server stood still
        (Note.SOON, date(2026, 11, 20), None, False),  # too long ago to be news
        (Note.LATE, date(2026, 11, 23), date(2026, 11, 23), False),
        (Note.LATE, date(2026, 11, 13), date(2026, 11, 21), False),  # less than a week ago
        (Note.LATE, date(2026, 11, 13), date(2026, 11, 20), True),  # a week ago
        (Note.TO_HEAD, date(2025, 1, 13), None, True),
    ],
)
def test_what_was_missed_is_made_up_for_and_what_is_overdue_said_each_week(
    note, day, last_heard, unheard
):
    heard = nine_on(last_heard) if last_heard else None
    assert is_unheard(note, {note: start_of(day)}, heard, FRIDAY) is unheard
    assert not is_unheard(note, {}, heard, FRIDAY)


@pytest.mark.parametrize(
    ("given", "last_heard", "note"),
    [
        (date(2026, 11, 18), None, Note.GIVEN),
        (date(2026, 11, 18), date(2026, 11, 17), Note.GIVEN),
        (date(2026, 11, 18), date(2026, 11, 18), None),
        (date(2026, 10, 1), None, None),  # before anybody was reminded
    ],
)
def test_an_auditor_hears_once_of_what_is_new(given, last_heard, note):
    one = Open(State.TO_DO, FRIDAY, (7, 2), given_at=nine_on(given) - timedelta(minutes=1))
    at = nine_on(date(2026, 11, 19))
    heard = nine_on(last_heard) if last_heard else None
    assert note_for_auditor(one, moments_of_notes(one, PATIENCE, at), heard, at) is note


def test_eight_weeks_after_the_day_nobody_is_reminded_any_more():
    last_day = FRIDAY + timedelta(weeks=8)
    assert Note.TO_HEAD in moments_of_notes(ONE, PATIENCE, nine_on(last_day))
    assert moments_of_notes(ONE, PATIENCE, nine_on(last_day + timedelta(days=1))) == {}


def due_by(hour: int, day: date = FRIDAY) -> Open:
    at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    return Open(State.TO_DO, day, (), due_at=at)


def test_what_is_due_at_an_hour_is_overdue_once_it_has_passed():
    two = datetime(2026, 11, 27, 14, tzinfo=UTC)
    one, minute = due_by(14), timedelta(minutes=1)
    before, after = (moments_of_notes(one, PATIENCE, at) for at in (two, two + minute))
    assert note_for_auditor(one, before, nine_on(FRIDAY), two) is None
    assert note_for_auditor(one, after, nine_on(FRIDAY), two + minute) is Note.LATE
    assert note_for_auditor(one, after, two + minute, two + minute) is None


def test_what_is_due_while_nobody_is_written_to_is_said_on_the_working_day_before():
    assert falls_on(date(2026, 11, 26), due_by(7)) == {Note.DUE}
    assert falls_on(FRIDAY, due_by(10, date(2026, 11, 29))) == {Note.DUE}  # a Sunday
    assert falls_on(FRIDAY, due_by(9)) == {Note.DUE}


def test_what_was_begun_is_no_news():
    one = Open(State.STARTED, FRIDAY, given_at=nine_on(date(2026, 11, 18)))
    assert note_for_auditor(one, {}, None, nine_on(date(2026, 11, 19))) is None


@pytest.mark.parametrize(
    ("at", "may"),
    [
        (datetime(2026, 11, 23, 7, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 23, 8, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 23, 17, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 23, 18, 0, tzinfo=UTC), False),
        (datetime(2026, 7, 6, 7, 0, tzinfo=UTC), True),  # 8am in summer
        (datetime(2026, 7, 6, 17, 0, tzinfo=UTC), False),
        (datetime(2026, 11, 22, 12, 0, tzinfo=UTC), False),  # a Sunday
        (datetime(2026, 12, 25, 12, 0, tzinfo=UTC), False),
    ],
)
def test_nobody_is_written_to_at_night_or_on_a_day_off(at, may):
    assert may_write(at) is may


@pytest.mark.parametrize(
    ("chosen", "quiet"),
    [
        ("", False),
        ("off", True),
        (" Off ", True),
        ("28 November 2026", True),
        ("27/11/2026", False),
    ],
)
def test_reminders_can_be_switched_off_until_a_day_or_altogether(chosen, quiet):
    assert is_quiet(chosen, FRIDAY) is quiet
    assert SETTINGS[QUIET].check(chosen.strip()) is None


def test_anything_else_in_the_switch_is_refused():
    assert "like 4 January 2027" in (SETTINGS[QUIET].check("tomorrow") or "")


def test_how_a_programme_is_chased_is_said_in_words():
    first, second, third, *_ = in_words((2, 7), Patience(1, 10))
    assert "one email" in first
    assert second.startswith("7 days and 2 days before an audit is due, on the day itself")
    assert "1 working day after it was due" in third and "10 working days" in third
