from datetime import date, timedelta

from qa_app.follow_up.rules.on_record import Waiting, counted, letters_of
from qa_app.follow_up.rules.record_text import (
    NO_ACTION,
    ToDo,
    Told,
    as_text,
    role_in_words,
    why_not_now,
    why_not_since,
)

DAY = date(2026, 11, 3)
TOLD = Told(
    audited_on=DAY,
    auditor="team manager",
    template="Management oversight",
    strengths=["Seen alone\nat each visit."],
    development=["The plan has no dates."],
    actions=[ToDo("Put dates into the plan", "service manager", date(2026, 12, 1))],
)


def test_the_text_says_what_was_found_and_what_will_be_done_line_by_line():
    assert as_text(TOLD).splitlines() == [
        "Audit of this record",
        "Audited on 3 November 2026 by: team manager",
        "Audit template: Management oversight",
        "",
        "What was done well",
        "- Seen alone at each visit.",
        "",
        "What needs to be better",
        "- The plan has no dates.",
        "",
        "What will be done for the child",
        "- Put dates into the plan. Owner: service manager, due 1 December 2026.",
        "",
        "Grades are not part of this note. The whole audit is kept in the council’s audit service.",
    ]


def test_nothing_of_what_was_found_is_said_before_the_practitioner_may_read_it():
    text = as_text(Told(**{**vars(TOLD), "is_released": False}))
    assert "Seen alone" not in text
    assert "no dates" not in text
    assert "Put dates into the plan" in text


def test_what_was_done_says_when_and_no_action_is_said_too():
    done = ToDo("Visit weekly.", "team manager", DAY, date(2026, 11, 9))
    assert "- Visit weekly. Done on 9 November 2026." in as_text(
        Told(DAY, "auditor", "Planning", actions=[done])
    )
    assert NO_ACTION in as_text(Told(DAY, "auditor", "Planning"))


def test_a_role_stands_small_inside_a_sentence_unless_it_is_letters():
    assert role_in_words("Team manager") == "team manager"
    assert role_in_words("QA lead") == "QA lead"


def test_it_is_put_there_once_released_and_never_before_it_was_audited():
    assert not why_not_now(is_released=True, is_there=False)
    assert "cannot read the audit yet" in why_not_now(is_released=False, is_there=False)
    assert "already" in why_not_now(is_released=True, is_there=True)
    later = DAY + timedelta(days=9)
    assert not why_not_since(DAY, DAY, later)
    assert "3 November 2026 or later" in why_not_since(DAY - timedelta(days=1), DAY, later)
    assert "today or in the past" in why_not_since(later + timedelta(days=1), DAY, later)


def test_an_audit_counts_once_its_working_days_are_over_whether_it_is_there_or_not():
    friday, thursday = date(2026, 11, 6), date(2026, 11, 12)
    rows = [(friday, None), (friday, friday), (thursday, None), (thursday, thursday)]
    # Five working days after Friday 6 November is Friday 13 November.
    assert counted(rows, 5, date(2026, 11, 13)).of == 0
    figure = counted(rows, 5, date(2026, 11, 14))
    assert (figure.there, figure.of) == (1, 2)
    assert figure.sentence == "1 of 2 audits is on the child’s record."


def test_a_manager_hears_once_a_week_of_what_is_late():
    waiting = [Waiting(1, date(2026, 11, 2)), Waiting(1, date(2026, 11, 2))]
    waiting += [Waiting(2, date(2026, 11, 18)), Waiting(3, date(2026, 11, 2))]
    today = date(2026, 11, 20)

    letters = letters_of(waiting, {1, 2}, {}, 5, today)
    assert [*letters] == [1]
    assert letters[1].subject == "2 audits to put onto the child’s record"
    assert not letters_of(waiting, {1}, {1: today - timedelta(days=6)}, 5, today)
    assert letters_of(waiting, {1}, {1: today - timedelta(days=7)}, 5, today)
