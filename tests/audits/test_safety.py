"""No audit is submitted while nobody has the safety concern that was raised in it."""

import pytest

from qa_app.audits import operations
from qa_app.concerns.operations import Record, raise_concern
from qa_app.concerns.rules import About
from qa_app.foundation.errors import DomainError
from tests.audits.makers import auditor, fill
from tests.makers import NOON, make_audit

ADDRESS = "https://audit.example"


@pytest.fixture
def audit(database):
    return fill(make_audit())


def raised_in(audit):
    given = audit.allocation
    record = Record(given.place, given.reference, given.child, given.id)
    return raise_concern(
        record, About.CHILD, "A bruise.", by=auditor(audit), at=NOON, address=ADDRESS
    )


def test_an_audit_waits_for_the_receipt_of_its_safety_concern(audit):
    concern = raised_in(audit)
    with pytest.raises(DomainError, match="receive the safety concern"):
        operations.submit(audit, auditor(audit), NOON)
    concern.received_at = NOON
    operations.submit(audit, auditor(audit), NOON)


def test_the_question_about_safety_is_asked_on_opening_and_again_at_the_end(open_as, audit):
    concern = raised_in(audit)
    browser = open_as(audit.allocation.auditor)
    page = browser.get("audits.show", audit_id=audit.public_id)
    assert audit.template.gate in page.text
    page = browser.get("audits.check_answers", audit_id=audit.public_id)
    assert audit.template.gate in page.text
    link = page.find("a", string="Have somebody receive the safety concern")
    assert link["href"].endswith(concern.public_id)
    browser.post("audits.check_answers", {}, expect=409, audit_id=audit.public_id)
