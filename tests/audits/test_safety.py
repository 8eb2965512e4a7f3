"""No audit is submitted while nobody has the safety concern that was raised in it."""

import pytest

from qa_app.audits import operations
from qa_app.audits.models import Audit
from qa_app.audits.rules import Safe
from qa_app.concerns.operations import Record, raise_concern
from qa_app.concerns.rules import About
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from tests.audits.makers import auditor, fill
from tests.makers import NOON, make_audit, make_person, viewer_of

ADDRESS = "https://audit.example"


@pytest.fixture
def audit(database):
    return fill(make_audit())


def raised_in(audit, about=About.CHILD, by=None):
    given = audit.allocation
    record = Record(given.place, given.reference, given.child, given.id)
    return raise_concern(
        record, about, "A bruise.", by=by or auditor(audit), at=NOON, address=ADDRESS
    )


def test_an_audit_waits_for_the_receipt_of_its_safety_concern(audit):
    concern = raised_in(audit)
    with pytest.raises(DomainError, match="receive the safety concern"):
        operations.submit(audit, Safe.YES, auditor(audit), NOON)
    concern.received_at = NOON
    operations.submit(audit, Safe.YES, auditor(audit), NOON)


def test_the_question_about_safety_is_asked_on_opening_and_again_at_the_end(open_as, audit):
    concern = raised_in(audit)
    browser = open_as(audit.allocation.auditor)
    page = browser.get("audits.show", audit_id=audit.public_id)
    assert audit.template.gate in page.text
    waiting = page.find("a", string="the safety concern raised here")
    assert waiting["href"].endswith(concern.public_id)
    assert "Ready to submit" not in page.text
    page = browser.get("audits.check_answers", audit_id=audit.public_id)
    link = page.find("a", string="Have somebody receive the safety concern")
    assert link["href"].endswith(concern.public_id)
    browser.post("audits.check_answers", {"safe": "YES"}, expect=409, audit_id=audit.public_id)


def test_nobody_learns_from_an_audit_of_a_concern_about_a_colleague_that_another_raised(
    open_as, audit
):
    before = viewer_of(make_person(place=audit.allocation.place))
    raised_in(audit, About.COLLEAGUE, by=before)
    browser = open_as(audit.allocation.auditor)
    for page in ("audits.show", "audits.check_answers"):
        said = browser.get(page, audit_id=audit.public_id).text
        assert "the safety concern raised here" not in said
        assert "Have somebody receive" not in said


def test_an_audit_does_not_wait_for_a_concern_its_auditor_may_not_know_of(audit):
    before = viewer_of(make_person(place=audit.allocation.place))
    raised_in(audit, About.COLLEAGUE, by=before)
    operations.submit(audit, Safe.YES, auditor(audit), NOON)


@pytest.mark.parametrize("page", ["audits.people", "audits.findings", "audits.propose_action"])
def test_a_concern_can_be_raised_from_every_page_of_an_audit(open_as, audit, page):
    shown = open_as(audit.allocation.auditor).get(page, audit_id=audit.public_id)
    link = shown.find("a", string="Raise a safety concern")
    assert link["href"].endswith(audit.allocation.public_id)


def test_the_answer_about_safety_is_kept_from_both_times_it_is_asked(open_as, audit):
    audit.safe_at_first = None
    browser = open_as(audit.allocation.auditor)
    here = {"audit_id": audit.public_id}
    assert "Answer the question about safety" in browser.get("audits.check_answers", **here).text
    browser.post("audits.safety", {"safe": "YES"}, **here)
    assert "You said “Yes”" in browser.get("audits.show", **here).text
    assert audit.template.gate in browser.get("audits.check_answers", **here).text
    browser.post("audits.check_answers", {}, expect=200, **here)
    browser.post("audits.check_answers", {"safe": "YES"}, **here)
    handed_in = db.session.get_one(Audit, audit.id)
    assert (handed_in.safe_at_first, handed_in.safe_at_last) == (Safe.YES, Safe.YES)


def test_whoever_is_not_sure_is_led_to_raise_a_concern_and_cannot_submit_without(open_as, audit):
    browser = open_as(audit.allocation.auditor)
    here = {"audit_id": audit.public_id}
    sent = browser.post("audits.safety", {"safe": "NO"}, **here)
    assert sent.location.endswith(f"/concerns/new/audits/{audit.allocation.public_id}")
    page = browser.post("audits.check_answers", {"safe": "NO"}, expect=409, **here)
    assert "Raise a safety concern before you submit" in page.text


def test_a_concern_raised_in_an_audit_leads_back_to_it(open_as, audit):
    concern = raised_in(audit)
    page = open_as(audit.allocation.auditor).get("concerns.show", concern_id=concern.public_id)
    back = page.find("a", string="Go on with the audit in which it was raised")
    assert back["href"].endswith(audit.public_id)
