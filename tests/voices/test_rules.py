from dataclasses import replace
from datetime import date, datetime

import pytest

from qa_app.audits.rules import WhyNot
from qa_app.foundation.clock import LONDON
from qa_app.voices.rules import Outcome, ReplyKind, Standing, State
from qa_app.voices.rules.conversations import why_not_book, why_not_note
from qa_app.voices.rules.inviting import is_reminded
from qa_app.voices.rules.preparing import (
    PROMPTS,
    PROMPTS_OF_OWN_WORK,
    WHY_NOT,
    OwnGradeSaid,
    Prepared,
    missing_before_sending,
)
from qa_app.voices.rules.reading import Open, Reader, what_is_open
from qa_app.voices.rules.releases import (
    AWAY_UNTIL_UNKNOWN,
    NO_CONVERSATION,
    NOBODY,
    NOT_AGREED,
    SHUT,
    decide,
    first_moment,
    is_shut,
)
from qa_app.voices.rules.replies import (
    lateness,
    waits_for_a_moderator,
    why_not_answer,
    why_not_reply,
)
from qa_app.voices.rules.taking_part import Line, NotAsked, by_month, counted


def at(day: int, hour: int = 12, minute: int = 0, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


FRIDAY, MONDAY, TUESDAY = 20, 23, 24  # of November 2026
READY = {"not_finished": "", "is_below_good": False, "is_noted": False, "is_here": True, "away": ()}


def decided(moment, **what_matters):
    off = what_matters.pop("off", ())
    return decide(**{**READY, **what_matters}, at=moment, off=off)


@pytest.mark.parametrize(
    ("moment", "shut"),
    [
        (at(FRIDAY, 13, 59), False),
        (at(FRIDAY, 14), True),
        (at(21), True),
        (at(22, 23, 59), True),
        (at(MONDAY, 8, 59), True),
        (at(MONDAY, 9), False),
        # A night in the week is no weekend.
        (at(TUESDAY, 2), False),
        (at(TUESDAY, 23), False),
        # Good Friday is 3 April and Easter Monday 6 April 2026.
        (at(2, 13, 59, month=4), False),
        (at(2, 14, month=4), True),
        (at(3, 10, month=4), True),
        (at(6, 12, month=4), True),
        (at(7, 8, 59, month=4), True),
        (at(7, 9, month=4), False),
    ],
)
def test_nothing_is_released_from_friday_at_two_to_monday_at_nine(moment, shut):
    assert is_shut(moment) is shut


def test_a_councils_own_day_off_counts_as_a_bank_holiday():
    off = {date(2026, 11, TUESDAY)}
    assert is_shut(at(MONDAY, 14), off)
    assert first_moment(at(MONDAY, 15), off=off) == at(25, 9)


def test_the_clock_is_that_of_london():
    # In summer 13:30 in UTC is half past two.
    assert is_shut(datetime.fromisoformat("2026-07-03T13:30:00+00:00"))
    assert not is_shut(datetime.fromisoformat("2026-11-20T13:30:00+00:00"))


@pytest.mark.parametrize(
    ("moment", "away", "first"),
    [
        (at(TUESDAY), (), at(TUESDAY)),
        (at(FRIDAY, 15), (), at(MONDAY, 9)),
        (at(MONDAY, 7), (), at(MONDAY, 9)),
        # Back on a Saturday is back on Monday.
        (at(TUESDAY), [(date(2026, 11, 20), date(2026, 11, 27))], at(30, 9)),
        (at(TUESDAY), [(date(2026, 11, 24), date(2026, 11, 25))], at(26, 9)),
        # One absence after another.
        (
            at(TUESDAY),
            [(date(2026, 11, 24), date(2026, 11, 25)), (date(2026, 11, 26), date(2026, 12, 1))],
            at(2, 9, month=12),
        ),
        (at(TUESDAY), [(date(2026, 11, 24), None)], None),
        # An absence to come holds nothing back today.
        (at(TUESDAY), [(date(2026, 11, 25), None)], at(TUESDAY)),
        # Over a weekend into leave.
        (at(FRIDAY, 16), [(date(2026, 11, 23), date(2026, 11, 24))], at(25, 9)),
    ],
)
def test_it_is_released_at_the_first_moment_at_which_they_are_there(moment, away, first):
    assert first_moment(moment, away) == first


def test_a_good_audit_is_released_without_a_conversation():
    assert decided(at(TUESDAY)).is_now
    assert decided(at(TUESDAY)).at == at(TUESDAY)


def test_nothing_below_good_is_released_before_the_conversation_is_noted():
    waits = decided(at(TUESDAY), is_below_good=True)
    assert (waits.reasons, waits.at) == ((NO_CONVERSATION,), None)
    assert decided(at(TUESDAY), is_below_good=True, is_noted=True).is_now


@pytest.mark.parametrize(
    ("what_matters", "reason"),
    [({"not_finished": NOT_AGREED}, NOT_AGREED), ({"is_here": False}, NOBODY)],
)
def test_what_waits_for_somebody_has_no_day_yet(what_matters, reason):
    waits = decided(at(TUESDAY), **what_matters)
    assert (waits.reasons, waits.at) == ((reason,), None)


def test_a_weekend_and_leave_say_until_when():
    assert decided(at(FRIDAY, 14)) == replace(
        decided(at(FRIDAY, 14)), reasons=(SHUT,), at=at(MONDAY, 9)
    )
    away = decided(at(TUESDAY), away=[(date(2026, 11, 23), date(2026, 11, 27))])
    assert away.reasons == ("The practitioner is away until 27 November 2026.",)
    assert away.at == at(30, 9)
    unknown = decided(at(TUESDAY), away=[(date(2026, 11, 23), None)])
    assert (unknown.reasons, unknown.at) == ((AWAY_UNTIL_UNKNOWN,), None)


def test_every_reason_is_said_at_once():
    waits = decided(at(FRIDAY, 15), not_finished=NOT_AGREED, is_below_good=True)
    assert waits.reasons == (NOT_AGREED, NO_CONVERSATION, SHUT)


BOTH = ["a", "b"]


@pytest.mark.parametrize(
    ("reader", "what_matters", "seen"),
    [
        (Reader.PRACTITIONER, {"is_sent": False}, Open(True, frozenset(BOTH))),
        (Reader.AUDITOR, {"is_sent": False}, Open()),
        # The auditor reads an own grade only of what they have graded themselves.
        (Reader.AUDITOR, {}, Open(True, frozenset("a"))),
        (Reader.OTHER, {}, Open()),
        (Reader.OTHER, {"is_released": True}, Open(True, frozenset(BOTH))),
        (Reader.OTHER, {"is_released": True, "is_sealed": True}, Open()),
        (Reader.OTHER, {"is_released": True, "is_sent": False}, Open()),
    ],
)
def test_own_grades_are_read_by_whom_and_when(reader, what_matters, seen):
    usual = {"is_sent": True, "is_released": False, "is_sealed": False}
    about = {**usual, **what_matters, "graded_by_auditor": ["a", "c"], "sections": BOTH}
    assert what_is_open(reader, **about) == seen


@pytest.mark.parametrize(
    ("standing", "state", "may_prepare", "may_read"),
    [
        (Standing(), State.TO_PREPARE, True, False),
        (Standing(is_begun=True), State.BEGUN, True, False),
        (Standing(is_sent=True), State.SENT, False, False),
        (Standing(is_declined=True), State.DECLINED, True, False),
        (Standing(is_withdrawn=True, is_sent=True), State.WITHDRAWN, False, False),
        (Standing(is_released=True), State.PASSED, False, True),
        (Standing(is_released=True, own_grade_first=True), State.TO_PREPARE, True, False),
        (Standing(is_released=True, own_grade_first=True, is_sent=True), State.SENT, False, True),
        (
            Standing(is_released=True, own_grade_first=True, is_declined=True),
            State.DECLINED,
            False,
            True,
        ),
        (
            Standing(is_released=True, own_grade_first=True, has_gone_on=True),
            State.PASSED,
            False,
            True,
        ),
        (Standing(is_released=True, is_withdrawn=True), State.WITHDRAWN, False, False),
        (Standing(is_released=True, is_reopened=True), State.PASSED, False, False),
    ],
)
def test_own_grades_come_before_the_audit_where_the_template_says_so(
    standing, state, may_prepare, may_read
):
    assert standing.state is state
    assert (standing.why_not_prepare == "") is may_prepare
    assert standing.may_read_audit is may_read


class Section:
    id, heading = "plan", "The plan"


def test_what_is_sent_has_its_grades_where_they_come_first_and_something_otherwise():
    empty, graded = Prepared(), Prepared({}, {"plan": OwnGradeSaid("good")})
    missing = missing_before_sending(empty, [Section()], own_grade_first=True)
    assert missing == [("plan", "Grade your own work in “The plan”")]
    assert not missing_before_sending(graded, [Section()], own_grade_first=True)
    assert missing_before_sending(empty, [Section()], own_grade_first=False)
    only_words = Prepared({"proud": "He trusts us."})
    assert not missing_before_sending(only_words, [Section()], own_grade_first=False)


def test_there_are_at_most_five_prompts_and_nothing_empty_is_kept():
    assert [*PROMPTS] == [*PROMPTS_OF_OWN_WORK]
    assert len(PROMPTS) <= 5
    said = Prepared({"proud": "", "know": "x"}, {"plan": OwnGradeSaid(), "b": OwnGradeSaid("good")})
    assert said.kept == Prepared({"know": "x"}, {"b": OwnGradeSaid("good")})
    assert set(WHY_NOT) <= set(WhyNot)


def test_one_reminder_is_due_on_the_third_working_day():
    invited = at(FRIDAY, 10)
    assert not is_reminded(invited, at(TUESDAY, 10))
    assert is_reminded(invited, at(25, 8))
    assert not is_reminded(invited, at(25, 8), {date(2026, 11, MONDAY)})


def test_a_conversation_is_booked_ahead_and_noted_once_after_the_audit_was_begun():
    assert why_not_book(at(FRIDAY), at(FRIDAY))
    assert why_not_book(at(FRIDAY, year=2027), at(FRIDAY))
    assert not why_not_book(at(MONDAY), at(FRIDAY))
    usual = {"begun_on": date(2026, 11, 2), "today": date(2026, 11, 20)}
    states = {"is_withdrawn": False, "is_noted": False}
    assert not why_not_note(date(2026, 11, 20), **usual, **states)
    assert why_not_note(date(2026, 11, 21), **usual, **states)
    assert why_not_note(date(2026, 11, 1), **usual, **states)
    assert why_not_note(date(2026, 11, 20), **usual, **{**states, "is_noted": True})
    assert why_not_note(date(2026, 11, 20), **usual, **{**states, "is_withdrawn": True})


def test_an_audit_is_answered_once_it_can_be_read():
    days = {"until": date(2026, 11, 27), "today": date(2026, 11, 27)}
    late = {**days, "today": date(2026, 11, 28)}
    assert why_not_reply(ReplyKind.ANSWER, may_read=False, waiting=0, **days)
    assert not why_not_reply(ReplyKind.ANSWER, may_read=True, waiting=10, **late)
    assert not why_not_reply(ReplyKind.DISPUTE, may_read=True, waiting=9, **days)
    assert why_not_reply(ReplyKind.DISPUTE, may_read=True, waiting=10, **days)
    assert "27 November" in why_not_reply(ReplyKind.GRADE, may_read=True, waiting=0, **late)


def test_a_challenge_reaches_a_moderator_once_both_do_not_agree_or_nobody_answers():
    days = {"answer_by": date(2026, 11, 27), "today": date(2026, 11, 27)}
    late = {**days, "today": date(2026, 11, 28)}
    grade, fact = ReplyKind.GRADE, ReplyKind.DISPUTE
    assert not waits_for_a_moderator(grade, None, is_decided=False, **days)
    assert waits_for_a_moderator(grade, None, is_decided=False, **late)
    assert waits_for_a_moderator(grade, Outcome.AGREES, is_decided=False, **days)
    assert waits_for_a_moderator(fact, Outcome.STANDS, is_decided=False, **days)
    assert not waits_for_a_moderator(fact, Outcome.CORRECTED, is_decided=False, **late)
    assert not waits_for_a_moderator(fact, Outcome.STANDS, is_decided=True, **late)
    assert not waits_for_a_moderator(ReplyKind.ANSWER, None, is_decided=False, **late)


def test_that_a_fact_is_corrected_is_said_after_it_was():
    usual = {"is_answered": False, "said_at": at(MONDAY), "section": "The plan"}
    corrected = Outcome.CORRECTED
    assert "The plan" in why_not_answer(corrected, corrected_at=None, **usual)
    assert why_not_answer(corrected, corrected_at=at(FRIDAY), **usual)
    assert not why_not_answer(corrected, corrected_at=at(TUESDAY), **usual)
    assert not why_not_answer(Outcome.STANDS, corrected_at=None, **usual)
    assert why_not_answer(Outcome.STANDS, corrected_at=None, **{**usual, "is_answered": True})


NOVEMBER, OCTOBER = date(2026, 11, 1), date(2026, 10, 1)
LINE = Line(NOVEMBER, 1, True, True, None, None, None)


def test_who_took_part_is_counted_over_every_submitted_audit():
    silent = replace(LINE, is_heard=False)
    lines = [
        replace(LINE, number=3),
        replace(silent, number=2),
        replace(silent, is_invited=False),
        # The auditor says that they talked, whatever the service heard.
        replace(silent, said_took_part=True),
        replace(silent, said_took_part=False, said_why_not=WhyNot.AWAY),
        # Their own word goes before the auditor’s.
        replace(silent, said_why_not=WhyNot.AWAY, own_why_not=WhyNot.NO_TIME),
        replace(LINE, month=OCTOBER),
    ]
    found = counted(lines)
    assert (found.audits, found.invited, found.took_part) == (10, 9, 5)
    assert dict(found.why_not) == {
        NotAsked.NO_ANSWER: 2,
        NotAsked.NOBODY: 1,
        WhyNot.AWAY: 1,
        WhyNot.NO_TIME: 1,
    }
    assert found.reasons[0] == (NotAsked.NO_ANSWER.value, 2)
    assert found.audits == found.took_part + sum(found.why_not.values())
    assert [(month, one.audits) for month, one in by_month(lines).items()] == [
        (NOVEMBER, 9),
        (OCTOBER, 1),
    ]
    assert counted([]).likely is None


def test_an_answer_to_a_challenge_says_when_it_is_late():
    by = date(2026, 11, 6)
    assert lateness(by, by, date(2026, 12, 1)) == ""
    assert lateness(by, date(2026, 11, 9), date(2026, 12, 1)) == "It was due by 6 November 2026."
    assert lateness(by, None, by) == "An answer is due by 6 November 2026."
    assert lateness(by, None, date(2026, 11, 7)).startswith("An answer was due by 6 November 2026.")
