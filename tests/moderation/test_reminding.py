"""Reminders about second opinions: to whom they wait for, once each, with nothing about a child in them."""

from datetime import date, timedelta

from qa_app.foundation.clock import working_days_after
from qa_app.foundation.database import db
from qa_app.moderation import operations
from qa_app.moderation.operations import inadequates
from qa_app.moderation.operations.reminding import key_for, reminders_of
from qa_app.moderation.rules.letters import TO_SETTLE
from qa_app.moderation.rules.reminder_letters import (
    ANSWER_DUE,
    ANSWER_LATE,
    CHALLENGE_DUE,
    QUEUE,
    REPLY_DUE,
)
from qa_app.moderation.rules.reminding import is_nearly_due, late_days
from qa_app.outbox.operations import queue_each
from qa_app.rounds.queries.chasing import people_of
from qa_app.voices.operations import replying
from tests.makers import NOON, TODAY, viewer_of
from tests.moderation.makers import ADDRESS, Council
from tests.moderation.test_challenges import council_of_releases, released

FRIDAY = date(2026, 11, 20)


def after(working_days: int):
    """Noon so many working days on."""
    return NOON + (working_days_after(TODAY, working_days) - TODAY)


def remind(council: Council, at) -> list:
    """What is queued now: to whom, and under which subject."""
    people, emails = people_of(council.council, key_for(council.council), at)
    found = reminders_of(council.council, ADDRESS, people, emails, at)
    queue_each(found, council.council.id, at)
    assert not reminders_of(council.council, ADDRESS, people, emails, at).reminders, "once each"
    reference = council.child.child.reference
    assert not any(reference in one.text + one.subject for one in found.reminders)
    assert not any("nadequate" in one.text + one.subject for one in found.reminders)
    return sorted((one.to, one.subject) for one in found.reminders)


def test_somebody_is_reminded_on_the_working_day_before_and_on_the_day():
    monday = FRIDAY + timedelta(days=3)
    assert is_nearly_due(monday, FRIDAY) and is_nearly_due(monday, monday)
    assert not is_nearly_due(monday, FRIDAY - timedelta(days=1))
    assert not is_nearly_due(FRIDAY, monday)


def test_what_is_late_is_told_by_the_day_on_which_it_was_due():
    monday, tuesday = FRIDAY + timedelta(days=3), FRIDAY + timedelta(days=4)
    assert late_days([FRIDAY], 1, tuesday) == [(monday, FRIDAY)]
    assert late_days([FRIDAY], 1, monday) == []


def test_whoever_can_give_a_second_opinion_hears_once_that_it_is_late(database):
    council = Council()
    audit = council.submitted()
    assert remind(council, after(10)) == []
    late = remind(council, after(11))
    assert (council.moderator.email, QUEUE.subject) in late
    assert (council.lead.email, QUEUE.subject) in late
    assert not any(to == council.auditor.email for to, _ in late)
    assert remind(council, after(13)) == []
    council.taken(audit)
    council.programme.planned = {**council.programme.planned, "moderators": ["somebody"]}
    assert remind(council, after(13)) == []


def test_an_auditor_hears_before_their_days_are_over_and_the_lead_once_they_are(database):
    council = Council()
    found = council.compared("inadequate")
    assert remind(council, after(3)) == []
    assert remind(council, after(4)) == [(council.auditor.email, REPLY_DUE.subject)]
    assert remind(council, after(5)) == []
    assert remind(council, after(6)) == [(council.lead.email, TO_SETTLE.subject)]
    by = viewer_of(council.auditor)
    operations.reply(found, True, "", by, NOON, address=ADDRESS)
    assert remind(council, after(7)) == []


def test_a_challenge_is_remembered_before_a_moderator_decides_it(database):
    council = council_of_releases()
    audit, part = released(council)
    section = audit.template.graded_sections[0].id
    about = {"address": ADDRESS, "of_grade": True}
    replying.reply(part, section, "No.", viewer_of(council.practitioner), NOON, **about)
    assert remind(council, after(4)) == [(council.auditor.email, CHALLENGE_DUE.subject)]
    assert remind(council, after(7)) == []


def test_a_head_of_service_hears_before_an_answer_is_due_and_once_it_is_late(database):
    council = Council(share=0)
    council.submitted("inadequate")
    inadequates.find_new(council.council, NOON, address=ADDRESS)
    db.session.flush()
    assert remind(council, after(3)) == []
    assert remind(council, after(4)) == [(council.head.email, ANSWER_DUE.subject)]
    assert remind(council, after(6)) == [(council.head.email, ANSWER_LATE.subject)]
    assert remind(council, after(9)) == []
