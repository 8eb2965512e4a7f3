"""What counts as due, done and left out."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given as for_any
from hypothesis import strategies as st

from qa_app.insight.rules import Counted, Given, count_of, counted_by, service_of
from qa_app.insight.rules.breakdowns import FIGURES, Line, figures_of, in_order
from qa_app.rounds.rules import State

MONTH, DUE = date(2026, 7, 1), date(2026, 7, 31)
TODAY = datetime(2026, 8, 3, 9, tzinfo=UTC)
ONE = Given(MONTH, 1, "n/s/east/", 1, State.TO_DO, DUE, DUE, None)


def sent(day, hour=10):
    return replace(ONE, state=State.DONE, done_at=datetime(2026, 7, day, hour, tzinfo=UTC))


def in_state(state):
    return replace(ONE, state=state)


def test_each_state_counts_once_and_withdrawn_ones_in_nothing_else():
    counted = count_of([in_state(state) for state in State if state is not State.DONE], TODAY)
    assert (counted.to_do, counted.in_progress, counted.paused, counted.exempt) == (1, 1, 1, 1)
    assert (counted.withdrawn, counted.due, counted.given) == (1, 2, 4)


def test_paused_and_exempt_leave_what_is_due_and_stay_in_all_given():
    audits = [sent(3), sent(4), in_state(State.PAUSED), in_state(State.EXEMPT), ONE]
    counted = count_of(audits, TODAY)
    assert counted.of_due.in_figures == "2 of 3"
    assert counted.of_given.in_figures == "2 of 5 (40%)"
    assert counted.left_out == 2


def test_finished_is_when_it_was_first_sent_whatever_came_after():
    given_back = replace(sent(3), state=State.STARTED)
    counted = count_of([given_back], TODAY)
    assert (counted.done, counted.in_progress, counted.overdue) == (1, 0, 0)


def test_overdue_are_open_ones_past_their_own_day():
    put_off = replace(ONE, due_on=date(2026, 8, 7))
    counted = count_of([ONE, in_state(State.STARTED), put_off, in_state(State.PAUSED)], TODAY)
    assert (counted.overdue, counted.put_off) == (2, 1)
    assert count_of([ONE], TODAY.replace(month=7, day=31)).overdue == 0


def test_what_is_due_at_an_hour_is_overdue_once_it_has_passed_and_never_put_off():
    two = datetime(2026, 8, 3, 13, tzinfo=UTC)
    one = replace(ONE, due_on=two.date(), due_at=two)
    assert count_of([one], two).overdue == 0
    counted = count_of([one], two + timedelta(minutes=1))
    assert (counted.overdue, counted.put_off) == (1, 0)


def test_the_last_days_are_the_due_day_and_the_two_before_in_london():
    assert count_of([sent(28)], TODAY).at_the_end == 0
    # Half past eleven in the evening by Greenwich is the next day of a British summer.
    assert count_of([sent(28, 23), sent(29), sent(31)], TODAY).at_the_end == 3
    assert count_of([sent(31, 23)], TODAY).at_the_end == 0
    assert count_of([sent(29), sent(3)], TODAY).sent_at_the_end == "1 of 2"


def test_each_group_is_counted_by_itself():
    west = replace(ONE, place_then="n/s/west/")
    counts = counted_by([ONE, west, replace(west, state=State.EXEMPT)], lambda one: one.place_then, TODAY)  # fmt: skip
    assert (counts["n/s/east/"].given, counts["n/s/west/"].given) == (1, 2)


@for_any(st.lists(st.sampled_from([*map(in_state, State), sent(3), sent(31)]), max_size=40))
def test_whatever_was_given_out_is_done_or_open_or_left_out(audits):
    counted = count_of(audits, TODAY)
    assert counted.given + counted.withdrawn == len(audits)
    assert counted.due == counted.given - counted.left_out
    assert counted.done <= counted.due
    assert counted.overdue <= counted.in_progress + counted.to_do


def test_nothing_given_is_said_in_words():
    assert Counted().of_due.in_figures == "None due"
    assert Counted().sent_at_the_end == "None sent"


def test_a_file_has_no_percentage_of_fewer_than_five():
    row = dict(zip(FIGURES, figures_of(Counted(done=3, to_do=1)), strict=True))
    assert (row["Done"], row["Due"], row["Done, % of those due"]) == (3, 4, None)


def test_lines_stand_by_name_below_what_they_are_part_of():
    lines = [Line("west", Counted(), "B"), Line("East", Counted(done=9), "B"), Line("Z", Counted(), "A")]  # fmt: skip
    assert [one.name for one in in_order(lines)] == ["Z", "East", "west"]


def test_the_service_of_a_team_is_the_second_part_of_its_path():
    assert service_of("north/safeguarding/locality/east/") == "north/safeguarding/"
    assert service_of("north/safeguarding/") == "north/safeguarding/"
    assert service_of("north/") == "north/"
