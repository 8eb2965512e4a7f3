from dataclasses import replace
from datetime import date, timedelta

import pytest

from qa_app.audits.rules import Part, WhyNot
from qa_app.voices.rules.asking import (
    AskedBefore,
    Asking,
    Court,
    How,
    Interpreter,
    Near,
    Number,
    Safety,
    SaidState,
    Who,
    holds,
    months_after,
    reasons_for,
    state_of_answer,
    why_not_again,
    why_not_ask,
    why_not_leave_out,
    why_not_say,
)

DAY = date(2026, 11, 20)
SAFE = Safety(Number.CHECKED, Near.NOBODY, Court.NONE, Interpreter.NOT_NEEDED)
ASKING = Asking(Part.FAMILY, Who.PARENT, How.PHONE, False, DAY)
BOTH = (Part.CHILD, Part.FAMILY)


def refused(safety=SAFE, said_on=DAY, asking=ASKING, before=(), today=DAY):
    return " ".join(why_not_ask(safety, said_on, asking, before, today))


def test_a_family_is_asked_once_somebody_has_said_that_it_is_safe():
    assert refused() == ""
    assert "Nobody has said yet that it is safe" in refused(safety=None, said_on=None)


def test_what_was_said_holds_for_two_weeks_and_not_backwards():
    later = DAY + timedelta(days=14)
    assert refused(asking=replace(ASKING, on=later), today=later) == ""
    over = later + timedelta(days=1)
    assert "Ask again whether it is safe" in refused(asking=replace(ASKING, on=over), today=over)
    early = replace(ASKING, on=DAY - timedelta(days=1))
    assert "Nobody had said before 20 November 2026" in refused(asking=early)
    assert holds(DAY, later)
    assert not holds(None, DAY)


def test_nobody_is_asked_on_a_day_to_come():
    (reason,) = why_not_ask(SAFE, DAY, replace(ASKING, on=DAY + timedelta(days=1)), [], DAY)
    assert reason.about == "on"


def test_whoever_must_not_be_asked_is_not():
    unsafe = replace(SAFE, why_not={Part.FAMILY: WhyNot.NOT_SAFE})
    assert "must not be asked: it is not safe" in refused(unsafe)
    child = replace(ASKING, part=Part.CHILD, who=Who.CHILD)
    assert refused(unsafe, asking=child) == ""


def test_nobody_is_rung_where_only_a_visit_is_safe():
    visit_alone = replace(SAFE, number=Number.NOT_BY_PHONE)
    assert "Ask on a visit" in refused(visit_alone)
    assert refused(visit_alone, asking=replace(ASKING, how=How.VISIT)) == ""


def test_an_interpreter_who_is_needed_must_be_there():
    needed = replace(SAFE, interpreter=Interpreter.NEEDED, language="Polish")
    assert "They need an interpreter" in refused(needed)
    assert refused(needed, asking=replace(ASKING, with_interpreter=True)) == ""


def test_a_child_answers_for_the_child_alone():
    assert "Select who answered" in refused(asking=replace(ASKING, who=Who.CHILD))


@pytest.mark.parametrize(
    ("asked_on", "again"),
    [
        (date(2026, 5, 20), True),
        (date(2026, 5, 21), False),
        (date(2026, 11, 19), False),
        (date(2026, 12, 1), False),
        (date(2025, 1, 1), True),
    ],
)
def test_no_family_is_asked_twice_in_six_months(asked_on, again):
    assert (why_not_again(DAY, [AskedBefore(asked_on, True)]) == []) is again


def test_the_reason_says_when_and_from_when_on_and_of_whom():
    said = why_not_again(DAY, [AskedBefore(date(2026, 8, 3), False)])[0]
    assert "on 3 August 2026, about a brother or sister" in said
    assert "from 3 February 2027" in said
    assert "brother" not in why_not_again(DAY, [AskedBefore(date(2026, 8, 3), True)])[0]
    assert "twice in six months" in refused(before=[AskedBefore(date(2026, 8, 3), False)])


@pytest.mark.parametrize(
    ("day", "then"),
    [
        (date(2026, 8, 31), date(2027, 3, 1)),
        (date(2026, 6, 30), date(2026, 12, 30)),
        (date(2026, 5, 31), date(2026, 12, 1)),
        (date(2027, 8, 29), date(2028, 2, 29)),
    ],
)
def test_six_months_after_a_day_that_the_month_does_not_have_is_the_first_of_the_next(day, then):
    assert months_after(day) == then


def test_the_auditor_does_not_say_it_themselves():
    assert why_not_say(SAFE, BOTH, is_auditor=True)
    assert why_not_say(SAFE, BOTH, is_auditor=False) == []


@pytest.mark.parametrize(
    ("safety", "about"),
    [
        (replace(SAFE, court=Court.AGAINST), "court"),
        (replace(SAFE, near=Near.SOMEBODY), "for_the_caller"),
        (replace(SAFE, interpreter=Interpreter.NEEDED), "language"),
    ],
)
def test_what_stands_in_the_way_is_said_to_whoever_asks(safety, about):
    assert [one.about for one in why_not_say(safety, BOTH, is_auditor=False)] == [about]
    nobody = dict.fromkeys(BOTH, WhyNot.LEGAL)
    assert why_not_say(replace(safety, why_not=nobody), BOTH, is_auditor=False) == []


def left_out(why, saying="", part=Part.FAMILY, *, is_checked=True, was_lately=False):
    return why_not_leave_out(part, why, saying, is_checked=is_checked, was_lately=was_lately)


def test_each_is_left_out_for_a_reason_that_can_be_theirs():
    assert left_out(WhyNot.TOO_YOUNG)
    assert left_out(WhyNot.TOO_YOUNG, part=Part.CHILD) == []
    assert left_out(WhyNot.NOT_INVOLVED, part=Part.CHILD)
    assert left_out(WhyNot.DECLINED), "whoever would not answer was asked"
    assert all(WhyNot.DECLINED not in reasons_for(part) for part in BOTH)


def test_a_reason_that_says_too_little_needs_words():
    assert left_out(WhyNot.NO_TIME)[0].about == "saying"
    assert left_out(WhyNot.NO_TIME, "Duty all week.") == []
    assert left_out(WhyNot.NOT_SAFE) == []


def test_a_reason_that_is_not_so_is_not_taken():
    assert left_out(WhyNot.ASKED_LATELY)
    assert left_out(WhyNot.ASKED_LATELY, was_lately=True) == []
    assert left_out(WhyNot.NOT_CHECKED)
    assert left_out(WhyNot.NOT_CHECKED, is_checked=False) == []


@pytest.mark.parametrize(
    ("days", "asked", "is_open", "state"),
    [
        (14, (), True, SaidState.HOLDS),
        (15, (), True, SaidState.RUN_OUT),
        # Of the one who was not asked yet it can still be said that it is no longer safe.
        (0, (Part.CHILD,), True, SaidState.HOLDS),
        (0, BOTH, True, SaidState.ASKED),
        (0, (), False, SaidState.OVER),
    ],
)
def test_what_was_said_can_be_changed_until_everybody_has_been_asked(days, asked, is_open, state):
    today = DAY + timedelta(days=days)
    assert state_of_answer(DAY, today, BOTH, asked, is_open=is_open) is state
