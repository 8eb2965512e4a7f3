"""What may be scheduled, what is said of it, and when what failed is tried again."""

from datetime import UTC, date, datetime, timedelta
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_app.outbox.rules import FIELDS
from qa_app.reports.rules.kinds import ReportKind
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.release_calendar import why_not_leave
from qa_app.reports.rules.states import NO_ROOM, TOO_LONG, UNFORESEEN
from qa_app.rounds.rules.months import first_of_month
from qa_app.schedules.rules import covers, letters
from qa_app.schedules.rules.covers import STEPS, Covers, period_for
from qa_app.schedules.rules.kinds import SCHEDULED, WHY_NOT, usual_covers, usual_rhythm
from qa_app.schedules.rules.rhythm import (
    Every,
)
from qa_app.schedules.rules.sentences import what_happens
from qa_app.schedules.rules.standing import Result, Sent, next_try, result_of
from tests.schedules.rhythms import DAYS, THIRD


@given(st.sampled_from(Covers), DAYS, st.sampled_from(Level), st.booleans())
def test_what_may_leave_by_a_schedule_may_leave_by_hand(one, day, level, is_of_a_part):
    why = covers.why_not(one, level, is_of_a_part=is_of_a_part)
    if not level.leaves:
        assert why == ""
        return
    below = "northshire/east/" if is_of_a_part else ""
    by_hand = why_not_leave(period_for(one, day), below, first_of_month(day))
    if not why:
        assert by_hand == ""
    assert bool(why) == (one not in STEPS or (is_of_a_part and one is Covers.MONTH))


def test_what_takes_somebody_each_time_is_not_scheduled_and_says_why():
    assert {*SCHEDULED} | {*WHY_NOT} == {*ReportKind}
    assert not {*SCHEDULED} & {*WHY_NOT}


@pytest.mark.parametrize("kind", SCHEDULED)
def test_what_is_usual_of_a_report_may_be_saved(kind):
    assert usual_rhythm(kind) in Every
    leaves = next((one for one in kind.about.levels if one.leaves), Level.INTERNAL)
    if kind.about.always_leaves:
        assert covers.why_not(usual_covers(kind), leaves, is_of_a_part=False) == ""


def test_one_sentence_says_what_will_happen():
    day, people = date(2026, 12, 3), 4
    said = what_happens(THIRD, day, period_for(Covers.MONTH, day), ReportKind.SERVICE, "Safeguarding North", people)  # fmt: skip
    assert said == (
        "On the 3rd working day of each month, next on Thursday 3 December 2026 about November 2026: "
        "a link to the monthly service management report of Safeguarding North goes to 4 people."
    )


def test_one_that_rests_names_no_day():
    said = what_happens(THIRD, None, None, ReportKind.BOARD, "Northshire", 1)
    assert "next" not in said
    assert said.endswith("goes to 1 person.")


def test_what_passes_is_tried_three_times_ever_later_and_what_a_rule_said_is_not():
    at = datetime(2026, 12, 3, 7, tzinfo=UTC)
    waits = [next_try(UNFORESEEN, tries, at) for tries in range(4)]
    assert waits == [at + timedelta(hours=1), at + timedelta(hours=6), at + timedelta(hours=18), None]  # fmt: skip
    assert next_try(NO_ROOM, 0, at)
    assert next_try(TOO_LONG, 0, at) is None


def test_a_run_says_what_became_of_it():
    assert result_of([Sent.SENT, Sent.MAKING]) is Result.MAKING
    assert result_of([Sent.SENT, Sent.SENT]) is Result.ALL
    assert result_of([Sent.SENT, Sent.NOT_SENT]) is Result.SOME
    assert result_of([Sent.NOT_SENT]) is Result.NONE


@pytest.mark.parametrize("letter", [letters.TO_A_RECIPIENT, letters.NOT_SENT, letters.STOPPED])
def test_an_email_has_room_for_no_figure_and_no_child(letter):
    used = {name for text in (letter.subject, letter.text) for _, name, _, _ in Formatter().parse(text) if name}  # fmt: skip
    assert used <= FIELDS & {"name", "what", "day", "count", "address"}
