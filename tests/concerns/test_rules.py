from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_app.concerns.forms import moment_in
from qa_app.concerns.rules import (
    About,
    Reached,
    State,
    is_office_hours,
    may_submit,
    rungs_due,
    state_of,
    why_not_close,
    why_not_received_by,
    why_not_told,
    working_time_between,
)
from qa_app.concerns.rules.settings import CHOSEN_NOTHING, lines_of, missing_numbers

# A Friday; on Monday the clock goes on.
FRIDAY = datetime(2026, 11, 20, 16, 45, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
MOMENTS = st.integers(0, 500 * 24 * 60).map(lambda minutes: FRIDAY + timedelta(minutes=minutes))


def test_a_concern_goes_from_raised_by_received_to_closed():
    assert state_of(None, None) is State.RAISED
    assert state_of(FRIDAY, None) is State.RECEIVED
    assert state_of(FRIDAY, MONDAY) is State.CLOSED


@pytest.mark.parametrize(
    ("states", "may"),
    [([], True), ([State.RECEIVED, State.CLOSED], True), ([State.CLOSED, State.RAISED], False)],
)
def test_no_audit_is_handed_in_while_nobody_has_its_concern(states, may):
    assert may_submit(states) is may


def test_whoever_raised_it_does_not_have_it_as_well():
    assert not why_not_received_by(State.RAISED, is_raiser=False, is_for_them=True)
    assert why_not_received_by(State.RAISED, is_raiser=True, is_for_them=True)
    assert why_not_received_by(State.RAISED, is_raiser=False, is_for_them=False)
    assert why_not_received_by(State.RECEIVED, is_raiser=False, is_for_them=True)


def test_somebody_is_told_on_the_day_or_later_and_not_in_the_future():
    def told(at):
        return why_not_told(State.RAISED, Reached("Noor", "Duty", at), FRIDAY.date(), FRIDAY)

    assert not told(FRIDAY - timedelta(minutes=5))
    assert told(FRIDAY + timedelta(minutes=1))
    assert told(FRIDAY - timedelta(days=1))
    assert why_not_told(State.CLOSED, Reached("Noor", "Duty", FRIDAY), FRIDAY.date(), FRIDAY)


def test_it_closes_once_it_is_received_and_on_the_record():
    raised, today = date(2026, 11, 20), date(2026, 11, 23)
    assert not why_not_close(State.RECEIVED, today, raised, today)
    assert why_not_close(State.RAISED, today, raised, today)
    assert why_not_close(State.CLOSED, today, raised, today)
    assert why_not_close(State.RECEIVED, date(2026, 11, 24), raised, today)
    assert why_not_close(State.RECEIVED, date(2026, 11, 19), raised, today)


def test_the_next_manager_hears_after_thirty_minutes_of_working_time():
    assert rungs_due(MONDAY, MONDAY + timedelta(minutes=29)) == 1
    assert rungs_due(MONDAY, MONDAY + timedelta(minutes=30)) == 2
    assert rungs_due(MONDAY, MONDAY + timedelta(minutes=60)) == 3
    assert rungs_due(MONDAY, MONDAY + timedelta(days=3)) == 3


def test_no_clock_runs_in_the_evening_at_the_weekend_and_on_days_off():
    assert rungs_due(FRIDAY, MONDAY + timedelta(minutes=14)) == 1
    assert rungs_due(FRIDAY, MONDAY + timedelta(minutes=15)) == 2
    assert rungs_due(FRIDAY, MONDAY + timedelta(hours=7), {MONDAY.date()}) == 1
    christmas = datetime(2026, 12, 25, 11, tzinfo=UTC)
    assert rungs_due(christmas, christmas + timedelta(hours=4)) == 1
    assert not is_office_hours(christmas)


def test_working_hours_are_those_of_london_in_summer_too():
    summer = datetime(2026, 7, 1, 8, 5, tzinfo=UTC)
    assert is_office_hours(summer)
    assert not is_office_hours(summer.replace(hour=16, minute=30))
    assert not is_office_hours(summer.replace(hour=7, minute=59))


@given(
    MOMENTS,
    st.timedeltas(timedelta(), timedelta(days=40)),
    st.timedeltas(timedelta(), timedelta(days=40)),
)
def test_working_time_adds_up_and_is_never_longer_than_time(first, some, more):
    middle, last = first + some, first + some + more
    parts = working_time_between(first, middle), working_time_between(middle, last)
    assert sum(parts, timedelta()) == working_time_between(first, last)
    assert timedelta() <= parts[0] <= some


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("2:40pm", datetime(2026, 11, 20, 14, 40, tzinfo=UTC)),
        ("14:40", datetime(2026, 11, 20, 14, 40, tzinfo=UTC)),
        ("4PM", datetime(2026, 11, 20, 16, tzinfo=UTC)),
        ("11:30pm", datetime(2026, 11, 19, 23, 30, tzinfo=UTC)),
        ("19/11/2026 2:40pm", datetime(2026, 11, 19, 14, 40, tzinfo=UTC)),
        ("this morning", None),
        ("", None),
    ],
)
def test_a_time_alone_is_the_last_one_on_the_clock(typed, at):
    assert moment_in(typed, FRIDAY) == at


def test_each_kind_of_concern_has_its_own_numbers():
    chosen = CHOSEN_NOTHING | {"safeguarding_day_phone": "01632 960 101"}
    of_a_child = lines_of(chosen, About.CHILD)
    assert [line.number for line in of_a_child] == ["01632 960 101", ""]
    assert "emergency duty team" in of_a_child[1].otherwise
    assert "designated officer" in lines_of(chosen, About.COLLEAGUE)[0].whom
    assert "adult" in lines_of(chosen, About.ADULT)[0].whom
    assert len(lines_of(chosen)) == 4


def test_what_a_council_has_not_entered_is_named():
    assert len(missing_numbers(CHOSEN_NOTHING)) == 4
    assert missing_numbers({name: "01632 960 101" for name in CHOSEN_NOTHING}) == []
