"""What was settled can be taken back for some days, by whoever settled it, until something follows from it."""

from datetime import timedelta

import pytest

from qa_app.audits.rules import Status
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.moderation import operations
from qa_app.moderation.operations.opening_again import why_not_open
from qa_app.moderation.operations.signing_off import sign_off_many
from qa_app.moderation.rules import Settled, State
from qa_app.moderation.rules.opening_again import (
    NOT_BY_YOU,
    NOT_SETTLED,
    RELEASED,
    SIGNED_OFF,
    why_not_open_again,
)
from qa_app.outbox.models import Email
from qa_app.rounds.rules.plans import SignsOff
from tests.audits.makers import auditor
from tests.makers import NOON, TODAY, viewer_of
from tests.moderation.makers import ADDRESS, Council, fresh

LATER = {"signs_off": SignsOff.HEAD_OF_SERVICE}


def settled(council: Council):
    found = council.compared("inadequate")
    by = auditor(found.audit)
    operations.reply(found, False, "See the review.", by, NOON, address=ADDRESS)
    agreed = {one.section: "good" for one in found.grades}
    lead = viewer_of(council.lead)
    operations.settle(found, agreed, "It was held.", lead, NOON, address=ADDRESS)
    return found


def test_who_may_open_it_again_and_until_when():
    about = {
        "settled_by": 1, "person": 1, "last_day": TODAY, "today": TODAY,
        "status": Status.AGREED, "is_released": False,
    }  # fmt: skip
    assert why_not_open_again(**about) == ""
    assert why_not_open_again(**about | {"last_day": None}) == NOT_SETTLED
    assert why_not_open_again(**about | {"person": 2}) == NOT_BY_YOU
    assert why_not_open_again(**about | {"status": Status.SIGNED_OFF}) == SIGNED_OFF
    assert why_not_open_again(**about | {"is_released": True}) == RELEASED
    late = about | {"today": TODAY + timedelta(days=1)}
    assert why_not_open_again(**late).startswith("It could be opened again until")


def test_opened_again_it_is_where_it_was_and_what_counted_is_kept(database):
    council = Council(**LATER)
    found = settled(council)
    audit, lead = found.audit, viewer_of(council.lead)
    assert set(audit.grades_that_count.values()) <= {"good", None}
    with pytest.raises(DomainError, match="Only whoever settled it"):
        operations.open_again(found, "No.", viewer_of(council.moderator), NOON, address=ADDRESS)
    operations.open_again(found, "I misread the date.", lead, NOON, address=ADDRESS)
    assert found.state is State.TO_SETTLE and audit.status is Status.SUBMITTED
    assert {one.agreed_grade for one in (*found.grades, *audit.readings)} == {None}
    (kept,) = found.openings
    assert kept.settled is Settled.QA_LEAD and set(kept.agreed.values()) == {"good"}
    told = [one.to for one in db.session.query(Email) if "opened again" in one.subject]
    assert sorted(told) == sorted([council.auditor.email, council.moderator.email])
    operations.settle(found, {}, "So it is.", lead, NOON, address=ADDRESS)
    assert found.settled is Settled.QA_LEAD
    again = [one for one in db.session.query(Email) if one.subject.endswith("is settled")]
    assert len(again) == 2


def test_whoever_agreed_takes_that_back_and_answers_anew(database):
    council = Council(**LATER)
    found = council.compared("inadequate")
    by = auditor(found.audit)
    operations.reply(found, True, "Right.", by, NOON, address=ADDRESS)
    operations.open_again(found, "I had not seen the plan.", by, NOON, address=ADDRESS)
    assert found.state is State.WITH_AUDITOR and found.replied_at is None


def test_the_same_grades_are_taken_back_by_the_moderator(database):
    council = Council(**LATER)
    found = council.compared("good")
    assert found.settled is Settled.BOTH_AGREE
    by = viewer_of(council.moderator)
    operations.open_again(found, "One was a slip.", by, NOON, address=ADDRESS)
    assert found.state is State.COMPARING


def test_nothing_is_opened_again_once_it_is_signed_off_or_read(database):
    council = Council(**LATER)
    found, lead = settled(council), viewer_of(council.lead)
    assert not why_not_open(found, lead, NOON)
    part = council.invited(found.audit)
    part.released_at = NOON
    assert why_not_open(found, lead, NOON) == RELEASED
    part.released_at = None
    assert "could be opened" in why_not_open(found, lead, NOON + timedelta(days=30))
    sign_off_many([found.audit], viewer_of(council.head), NOON)
    assert why_not_open(found, lead, NOON) == SIGNED_OFF


def test_it_is_opened_again_from_its_page_with_a_reason(open_as):
    council = Council(**LATER)
    found = settled(council)
    here = {"moderation_id": found.public_id}
    moderator, lead = open_as(council.moderator), open_as(council.lead)
    assert "Open the second opinion again" not in moderator.get("moderation.show", **here).text
    moderator.get("moderation.open_again", expect=302, **here)
    assert moderator.post("moderation.open_again", {"why": "No."}, expect=409, **here)
    assert "Open the second opinion again" in lead.get("moderation.show", **here).text
    lead.get("moderation.open_again", **here)
    lead.post("moderation.open_again", {}, expect=200, **here)
    lead.post("moderation.open_again", {"why": "I misread the date."}, **here)
    page = moderator.get("moderation.show", **here).text
    assert "I misread the date." in page and "Until then counted" in page
    assert fresh(found).state is State.TO_SETTLE


def test_a_form_that_comes_twice_opens_it_once_and_is_told(open_as):
    council = Council(**LATER)
    found = settled(council)
    here, lead = {"moderation_id": found.public_id}, open_as(council.lead)
    for answer in (302, 409):
        why = {"why": "I misread the date."}
        lead.post("moderation.open_again", why, expect=answer, **here)
    assert len(fresh(found).openings) == 1
