"""Sections that a partner's external auditor answers: their own, and nothing else."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.audits import operations
from qa_app.audits.models import Answer, GivenSection, SectionReading
from qa_app.audits.operations import given as giving
from qa_app.audits.queries import picture_of
from qa_app.audits.queries.given import list_given_to
from qa_app.audits.routes.steps import after_section
from qa_app.audits.rules import Safe
from qa_app.audits.rules.given import GivenState, state_of, why_not_due
from qa_app.audits.rules.missing import Where, missing_before_submitting
from qa_app.audits.rules.written import WrittenSection
from qa_app.foundation.clock import today
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Place
from qa_app.outbox.models import Email
from qa_app.trail.models import Event
from qa_app.wrong_child import operations as wrong_child
from qa_app.wrong_child.queries import is_shut_address
from qa_app.wrong_child.rules import Kind
from tests.audits.makers import SAW, SENTENCE, auditor, fill, first_answer
from tests.audits.other_kinds import begun, make_own_work
from tests.children.makers import make_child
from tests.makers import NOON, TODAY, make_audit, make_council, make_person, make_place, viewer_of

HERE = "https://audit.example"
LATER = TODAY + timedelta(days=7)
THEIRS = "The health visitor rang twice."


class Shared:
    """An audit whose first section is with a nurse."""

    def __init__(self) -> None:
        council = make_council()
        self.team = make_place(council, "East")
        self.lead = make_person(place=self.team)
        self.runs = make_person(Role.QA_LEAD, council)
        self.nurse = make_person(Role.EXTERNAL_AUDITOR, council, name="Nia Nurse")
        self.police = make_person(Role.EXTERNAL_AUDITOR, council, name="Pat Police")
        self.audit = make_audit(auditor=self.lead, place=self.team)
        self.section, self.other = self.audit.template.sections[:2]
        self.here = {"audit_id": self.audit.public_id}
        # Pages end the session that made them.
        self.viewers = {
            one.id: viewer_of(one) for one in (self.lead, self.runs, self.nurse, self.police)
        }

    def give(self, section=None, to=None, by=None, due_on=LATER) -> GivenSection:
        by = self.viewers[(by or self.lead).id]
        to = to or self.nurse
        section = section or self.section
        return giving.give_section(self.audit, section, to.public_id, due_on, by, NOON, HERE)

    def write(self, given, by=None, **changed) -> int:
        audit = given.audit
        _, questions = picture_of(audit, own=given.section).shown[given.section]
        answers = {one.id: first_answer(audit, one) for one in questions}
        best = audit.template.scale[0].code
        written = WrittenSection(SENTENCE, THEIRS, best, None, {}, answers)
        section, there = audit.template.section(given.section), audit.reading(given.section)
        by = self.viewers[(by or self.nurse).id]
        return giving.save_given(
            given, section, written, there.version if there else 0, by, NOON, **changed
        )

    def hand_in(self, given) -> None:
        for _ in range(4):
            self.write(given)
        giving.hand_in_given(given, self.viewers[self.nurse.id], NOON, HERE)


@pytest.fixture
def shared(database):
    return Shared()


def test_the_state_of_a_given_section():
    assert state_of(is_handed_in=False, is_released=False) is GivenState.GIVEN
    assert state_of(is_handed_in=True, is_released=False) is GivenState.HANDED_IN
    assert state_of(is_handed_in=False, is_released=True) is GivenState.RELEASED


def test_a_partner_answers_while_they_have_access():
    assert why_not_due(LATER, TODAY, None) == ""
    assert "today or a later day" in why_not_due(TODAY - timedelta(days=1), TODAY, None)
    assert "13 weeks" in why_not_due(TODAY + timedelta(days=99), TODAY, None)
    assert "access ends" in why_not_due(LATER, TODAY, TODAY)


def test_what_a_partner_types_is_theirs_until_they_hand_it_in(shared):
    given = shared.give()
    shared.write(given)
    assert picture_of(shared.audit).of(given.section).is_empty
    assert picture_of(shared.audit, own=given.section).of(given.section).evidence == THEIRS
    for _ in range(4):
        shared.write(given)
    giving.hand_in_given(given, shared.viewers[shared.nurse.id], NOON, HERE)
    assert picture_of(shared.audit).of(given.section).evidence == THEIRS


def test_only_the_partner_writes_in_it_even_after_handing_in(shared):
    given = shared.give()
    with pytest.raises(DomainError, match="answered by a partner"):
        operations.save_section(shared.audit, shared.section, WrittenSection(evidence="X"), 0, auditor(shared.audit), NOON)  # fmt: skip
    with pytest.raises(DomainError, match="given to"):
        shared.write(given, by=shared.police)
    shared.hand_in(given)
    with pytest.raises(DomainError, match="handed in"):
        shared.write(given)
    with pytest.raises(DomainError, match="answered by a partner"):
        operations.save_section(shared.audit, shared.section, WrittenSection(evidence="X"), 0, auditor(shared.audit), NOON)  # fmt: skip


def test_the_audit_waits_for_the_partner_or_the_auditor_answers_what_was_taken_back(shared):
    given = shared.give()
    waits = [one for one in missing_before_submitting(picture_of(shared.audit)) if one.where is Where.PARTNERS]  # fmt: skip
    assert [one.section for one in waits] == [shared.section.id]
    shared.write(given)
    giving.release_section(given, "They did not answer.", auditor(shared.audit), NOON, HERE)
    left = missing_before_submitting(picture_of(shared.audit))
    assert f"Grade “{shared.section.heading}”" in [one.words for one in left]
    assert Where.PARTNERS not in {one.where for one in left}
    of_it = select(SectionReading).where(SectionReading.section == shared.section.id)
    assert not db.session.scalars(of_it).all()
    assert not db.session.scalars(select(Answer)).all()
    fill(shared.audit)
    operations.submit(shared.audit, Safe.YES, auditor(shared.audit), NOON)


def test_a_partner_hands_in_what_is_whole_and_the_lead_hears_of_it(shared):
    given = shared.give()
    with pytest.raises(DomainError, match="Answer"):
        giving.hand_in_given(given, shared.viewers[shared.nurse.id], NOON, HERE)
    shared.hand_in(given)
    mails = {one.to: one for one in db.session.scalars(select(Email))}
    assert f"/given-sections/{given.public_id}" in mails[shared.nurse.email].text
    assert "Nia Nurse has handed in" in mails[shared.lead.email].text
    assert all("0012345" not in one.text + one.subject for one in mails.values())


def test_a_partner_is_reminded_once(shared):
    given = shared.give()
    giving.remind_partner(given, auditor(shared.audit), NOON, HERE)
    with pytest.raises(DomainError, match="reminded already"):
        giving.remind_partner(given, auditor(shared.audit), NOON, HERE)


def test_a_section_is_given_once_to_an_external_auditor_and_not_of_a_restricted_record(shared):
    shared.give()
    with pytest.raises(DomainError, match="given to a partner already"):
        shared.give(to=shared.police)
    with pytest.raises(DomainError, match="whose access has not ended"):
        shared.give(shared.other, to=shared.runs)
    child = make_child(shared.team, reference="77")
    child.child.restricted = True
    shared.audit.allocation.child = child.child
    with pytest.raises(DomainError, match="restricted"):
        shared.give(shared.other)


def test_what_the_auditor_has_begun_is_not_given_away(shared):
    operations.save_section(shared.audit, shared.section, WrittenSection(evidence=SAW), 0, auditor(shared.audit), NOON)  # fmt: skip
    with pytest.raises(DomainError, match="begun this section yourself"):
        shared.give()


def test_a_shut_audit_is_shut_for_its_partners_too(shared):
    given = shared.give()
    nurse = shared.viewers[shared.nurse.id]
    assert list_given_to(nurse) == [given]
    page = f"/given-sections/{given.public_id}"
    assert not is_shut_address(page)
    wrong_child.shut(shared.audit, Kind.OTHER_CHILD, "", auditor(shared.audit), NOON, HERE)
    assert is_shut_address(page)
    assert not list_given_to(nurse)
    with pytest.raises(DomainError, match="may be about another child"):
        shared.write(given)


def test_a_partner_sees_their_own_section_and_nothing_else(open_as, shared):
    operations.save_section(shared.audit, shared.other, WrittenSection(evidence=SAW), 0, auditor(shared.audit), NOON)  # fmt: skip
    given = shared.give()
    other = shared.give(shared.audit.template.sections[2], to=shared.police)
    browser = open_as(shared.nurse)
    assert shared.section.heading in browser.get("home.show").text
    assert "1 section to answer" in browser.get("given_sections.index").text
    page = browser.get("given_sections.show", given_id=given.public_id)
    assert "0012345" in page.text
    assert SAW not in page.text
    assert shared.other.heading not in page.text
    browser.get("given_sections.show", expect=404, given_id=other.public_id)
    browser.get("audits.show", expect=404, **shared.here)
    browser.get("audits.section", expect=404, section_id=shared.section.id, **shared.here)
    browser.get("audits.partners", expect=404, **shared.here)
    browser.get("concerns.new_for_audit", allocation_id=shared.audit.allocation.public_id)
    open_as(shared.police).get("given_sections.show", expect=404, given_id=given.public_id)


def test_a_partner_answers_checks_and_hands_in(open_as, shared):
    given = shared.give()
    there, browser = {"given_id": given.public_id}, open_as(shared.nurse)
    typed = {"version": "0", "evidence": THEIRS, "go_on": "Save and continue"}
    browser.post("given_sections.show", typed, **there)
    assert "Left to do" in browser.get("given_sections.hand_in", **there).text
    assert "Left to do" in browser.post("given_sections.hand_in", {}, expect=409, **there).text
    lead = open_as(shared.lead)
    assert THEIRS not in lead.get("audits.check_answers", **shared.here).text
    db.session.remove()
    again = db.session.scalars(select(GivenSection)).one()
    for _ in range(4):
        shared.write(again)
    db.session.commit()
    browser.post("given_sections.hand_in", {}, **there)
    assert "You handed this in" in browser.get("given_sections.show", **there).text
    page = lead.get("audits.check_answers", **shared.here)
    assert THEIRS in page.text
    assert "Answered by Nia Nurse" in page.text
    names = {one.name for one in db.session.scalars(select(Event))}
    assert {"given-section:viewed", "given-section:handed-in"} <= names


def test_the_lead_gives_reminds_and_goes_on(open_as, shared):
    nurse, lead = shared.nurse.public_id, open_as(shared.lead)
    about = {"section_id": shared.section.id, **shared.here}
    assert "Nia Nurse" in lead.get("audits.give_section", **about).text
    typed = {"partner": nurse, "due_on-day": "1", "due_on-month": "1", "due_on-year": "2020"}  # fmt: skip
    assert "later day" in lead.post("audits.give_section", typed, expect=409, **about).text
    soon = today() + timedelta(days=7)
    when = {"due_on-day": soon.day, "due_on-month": soon.month, "due_on-year": soon.year}
    lead.post("audits.give_section", {"partner": nurse, **when}, **about)
    page = lead.get("audits.partners", **shared.here)
    assert "With the partner" in page.text
    given = db.session.scalars(select(GivenSection)).one()
    there = {"given_id": given.public_id}
    lead.post("given_sections.remind", {}, **there)
    assert "With a partner" in lead.get("audits.show", **shared.here).text
    answer = lead.client.get(lead.address("audits.section", **about))
    assert answer.location.endswith(f"/partners#{shared.section.id}")
    runs = open_as(shared.runs)
    runs.post("given_sections.release", {"why": "They did not answer."}, **there)
    page = lead.get("audits.partners", **shared.here)
    assert "They did not answer." in page.text
    assert "Give it to a partner" in page.text


def test_a_partners_section_is_not_the_next_page_of_the_auditor(app, shared):
    shared.give(shared.other)
    with app.test_request_context():
        after = after_section(shared.audit, picture_of(shared.audit), shared.section.id)
    assert shared.other.id not in after


def test_no_section_of_a_confidential_audit_is_given_to_anybody_outside(database, open_as):
    shared = Shared()
    council = db.session.get_one(Place, shared.team.council_id)
    team = make_place(council, "Own work")
    read = begun(make_own_work(make_person(Role.PRACTITIONER, team), team, shared.lead))
    section, partner = read.template.sections[0], shared.nurse.public_id
    with pytest.raises(DomainError, match="confidential"):
        giving.give_section(read, section, partner, LATER, viewer_of(shared.lead), NOON, HERE)
    page = open_as(shared.lead).get("audits.show", audit_id=read.public_id)
    assert "Give a section to a partner" not in page.text
