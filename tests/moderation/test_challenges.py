"""What a released audit can still go through, and what a challenge may change in it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from qa_app.audits.models import Audit
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.moderation import operations
from qa_app.moderation.operations import inadequates
from qa_app.moderation.operations.deciding import decide
from qa_app.moderation.operations.settling import why_not_ask
from qa_app.moderation.queries.inadequates import list_inadequates
from qa_app.moderation.rules.inadequates import Closed
from qa_app.moderation.rules.letters import DECIDED
from qa_app.outbox.models import Email
from qa_app.rounds.rules.plans import Released, SignsOff
from qa_app.voices.models import Conversation, Reflection, Reply
from qa_app.voices.operations import replying
from qa_app.voices.rules import Decision, Outcome
from qa_app.voices.rules.conversations import Held
from qa_app.voices.rules.releases import opening_of
from tests.audits.makers import auditor
from tests.makers import NOON, TODAY, viewer_of
from tests.moderation.makers import ADDRESS, Council


def released(council: Council) -> Any:
    """An agreed audit that its practitioner reads, and their part in it."""
    audit = council.submitted()
    part = council.invited(audit)
    part.released_at = part.went_on_at = NOON
    return audit, part


def council_of_releases(**planned: Any) -> Council:
    about = {"signs_off": SignsOff.HEAD_OF_SERVICE, "released": Released.AGREED, **planned}
    return Council(share=0, moderate_first=False, **about)


def test_what_a_practitioner_reads_is_not_opened_again(database):
    council = council_of_releases()
    audit, part = released(council)
    assert part.standing.may_read_audit
    manager = viewer_of(council.manager)
    assert "can read this audit already" in why_not_ask(audit, manager)
    with pytest.raises(DomainError, match="can read this audit already"):
        operations.ask_for_another(audit, manager, NOON)


def test_what_was_opened_again_all_the_same_is_read_once_it_is_agreed(database):
    council = council_of_releases()
    audit = council.submitted()
    part = council.invited(audit)
    operations.ask_for_another(audit, viewer_of(council.manager), NOON)
    found = council.graded("inadequate", audit)
    part.released_at = part.went_on_at = NOON
    assert not part.standing.may_read_audit
    with pytest.raises(DomainError, match="can read this audit already"):
        by = viewer_of(council.moderator)
        operations.send_back(found, "More.", by, NOON, address=ADDRESS)


def challenged(council: Council, audit: Audit, part: Reflection, section: str = "") -> Reply:
    """A grade that its auditor stands by."""
    section = section or audit.template.graded_sections[0].id
    about = {"address": ADDRESS, "of_grade": True}
    said = replying.reply(part, section, "No.", viewer_of(council.manager), NOON, **about)
    replying.answer(said, audit, Outcome.STANDS, "It is.", auditor(audit), NOON, address=ADDRESS)
    return said


def uphold(council: Council, said: Reply, audit: Audit, grade: str, at: datetime = NOON) -> None:
    by = viewer_of(council.moderator)
    decide(said, audit, Decision.UPHELD, grade, "The plan is late.", by, at, address=ADDRESS)


def talk_noted(audit: Audit) -> None:
    about = {"held": Held.MET, "held_on": TODAY, "note": "We talked.", "noted_at": NOON}
    made = Conversation(council_id=audit.council_id, audit=audit, **about)
    made.noted_by_id = audit.read_by_id
    db.session.add(made)
    db.session.flush()


def test_a_lower_grade_counts_after_the_conversation_and_is_followed_as_any_other(database):
    council = council_of_releases()
    audit, part = released(council)
    said = challenged(council, audit, part)
    with pytest.raises(DomainError, match="once the conversation with the practitioner is noted"):
        uphold(council, said, audit, "inadequate")
    talk_noted(audit)
    uphold(council, said, audit, "inadequate")
    assert audit.grades_that_count[said.section] == "inadequate"
    audit.submitted_at = audit.agreed_at = NOON - timedelta(days=60)
    db.session.flush()
    assert inadequates.find_new(council.council, NOON, address=ADDRESS) == 1


def test_nothing_is_decided_on_days_off_for_the_practitioner_reads_it_at_once(database):
    council = council_of_releases()
    audit, part = released(council)
    about = {"address": ADDRESS, "of_grade": True}
    section = audit.template.graded_sections[0].id
    own = viewer_of(council.practitioner)
    said = replying.reply(part, section, "No.", own, NOON, **about)
    replying.answer(said, audit, Outcome.STANDS, "It is.", auditor(audit), NOON, address=ADDRESS)
    saturday = NOON + timedelta(days=(5 - NOON.weekday()) % 7)
    with pytest.raises(DomainError, match="from 9am on the next working day"):
        uphold(council, said, audit, "outstanding", saturday)
    assert said.decided_at is None and not set(said_grades(audit)) - {"good", None}
    monday = opening_of(london_day(saturday) + timedelta(days=2))
    uphold(council, said, audit, "outstanding", monday)
    leaves = {
        one.to: one.next_try_at
        for one in db.session.scalars(select(Email).where(Email.subject == DECIDED.subject))
    }
    assert {leaves[one.email] for one in (council.auditor, council.practitioner)} == {monday}


def said_grades(audit: Audit) -> list[str | None]:
    return [*audit.grades_that_count.values()]


def test_no_grade_is_challenged_or_decided_where_there_is_none(database):
    council = council_of_releases()
    audit, part = released(council)
    none = next(one.section for one in audit.readings if not one.grade)
    with pytest.raises(DomainError, match="has no grade"):
        challenged(council, audit, part, none)
    said = challenged(council, audit, part)
    said.section = none
    with pytest.raises(DomainError, match="has no grade"):
        uphold(council, said, audit, "good")


def test_a_second_opinion_says_the_grade_that_was_decided_after_it(database):
    council = Council(signs_off=SignsOff.HEAD_OF_SERVICE)
    found = council.compared("good")
    audit, part = found.audit, council.invited(found.audit)
    part.released_at = part.went_on_at = NOON
    said = challenged(council, audit, part)
    by = viewer_of(council.lead)
    decide(said, audit, Decision.UPHELD, "outstanding", "Why.", by, NOON, address=ADDRESS)
    assert found.grade(said.section).agreed_grade == "outstanding"
    assert found.grade(said.section).moderator_grade == "good"


def test_nothing_is_closed_as_not_agreed_while_a_grade_is_the_lowest(database):
    council = Council(share=0, moderate_first=False, moderate_inadequate=False)
    council.submitted("inadequate")
    inadequates.find_new(council.council, NOON, address=ADDRESS)
    head = viewer_of(council.head)
    found = list_inadequates(head, 10)[0]
    with pytest.raises(DomainError, match="still the lowest"):
        inadequates.close(found, Closed.NOT_AGREED, "", "", head, NOON)
    for one in found.audit.readings:
        one.agreed_grade = "good" if one.grade else None
    inadequates.close(found, Closed.NOT_AGREED, "", "", head, NOON)
    assert found.closed_at == NOON
