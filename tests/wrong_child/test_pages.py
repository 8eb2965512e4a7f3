import pytest
from sqlalchemy import select

from qa_app.audits.models import Audit
from qa_app.foundation.database import db
from qa_app.foundation.shutting import shut_ones_too
from qa_app.trail.models import Event
from qa_app.wrong_child.models import ShutAudit
from qa_app.wrong_child.rules import Outcome
from tests.audits.makers import SAW
from tests.wrong_child.makers import REFERENCE, RIGHT, WORRY, Council, make_promise

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def council():
    return Council()


def only_one():
    db.session.remove()
    return db.session.scalars(select(ShutAudit)).one()


def events(name):
    return list(db.session.scalars(select(Event).where(Event.name == name)))


def test_an_auditor_shuts_an_audit_and_it_is_gone_from_every_page(open_as, council):
    audit = council.written()
    here = {"audit_id": audit.public_id}
    browser, lead = open_as(council.auditor), open_as(council.lead)
    link = browser.get("audits.show", **here).find("a", string="This may be about another child")
    page = browser.get(link["href"])
    assert "Raise a safety concern" in page.text
    assert "Select what happened" in browser.post(link["href"], {}, expect=200).text
    sent = browser.post(link["href"], {"kind": "OTHER_CHILD", "believed": RIGHT})
    assert "The audit is shut" in browser.get(sent.location).text

    said = browser.get("audits.show", expect=404, **here)
    assert "This audit is shut" in said.text
    assert f"by {council.auditor.name}, because it may be about another child" in said.text
    assert "This audit is shut" not in lead.get("audits.show", expect=404, **here).text
    for one in (browser, lead):
        assert SAW not in one.get("home.show").text
        child = one.get("children.show", child_id=council.wrong.child.public_id)
        assert "Monthly" not in child.text or audit.public_id not in str(child)
    browser.get("audits.section", expect=404, section_id=audit.template.sections[0].id, **here)
    page = browser.get("rounds.allocation", allocation_id=audit.allocation.public_id)
    assert "Shut: the audit may be about another child" in page.text
    page = lead.get("rounds.allocation", allocation_id=audit.allocation.public_id)
    assert "nothing can be done with it" in page.text
    assert not page.find("a", string="Withdraw it")
    with shut_ones_too():
        assert db.session.scalars(select(Audit)).one()


def test_information_governance_finds_it_reads_it_and_each_look_is_noted(open_as, council):
    shut = council.shut()
    here = {"shut_id": shut.public_id}
    browser = open_as(council.first)
    link = browser.get("home.show").find("a", string=lambda words: words and "Shut " in words)
    assert link["href"] == f"/wrong-child/{shut.public_id}"
    assert REFERENCE in browser.get("wrong_child.index").text
    assert SAW not in browser.get("wrong_child.show", **here).text
    assert SAW in browser.get("wrong_child.words", **here).text
    browser.get("wrong_child.words", **here)
    assert len(events("shut-audit:read")) == 2
    browser.get("audits.show", expect=403, audit_id=shut.audit_id)
    open_as(council.head).get("wrong_child.words", expect=403, **here)


def test_one_proposes_and_another_agrees(open_as, council):
    here = {"shut_id": council.shut().public_id}
    first, second = open_as(council.first), open_as(council.second)
    typed = {"outcome": "MOVED", "kind": "OTHER_CHILD", "why": "The visits are hers."}
    page = first.post("wrong_child.propose", {**typed, "reference": "77"}, expect=409, **here)
    assert "not on the list of children" in page.text
    first.post("wrong_child.propose", {**typed, "reference": RIGHT}, **here)
    assert "You proposed this" in first.get("wrong_child.show", **here).text
    assert "You proposed this" in first.post("wrong_child.answer", {"answer": "AGREE"}, expect=409, **here).text  # fmt: skip
    page = second.get("wrong_child.answer", **here)
    assert f"goes to record {RIGHT}" in page.text
    page = second.post("wrong_child.answer", {"answer": "REFUSE"}, expect=200, **here)
    assert "Enter why you refuse" in page.text
    second.post("wrong_child.answer", {"answer": "AGREE"}, **here)
    assert "moved to record" in second.get("wrong_child.show", **here).text
    second.get("wrong_child.words", expect=404, **here)
    moved = only_one().audit_id
    page = open_as(council.auditor).get("audits.show", audit_id=moved)
    assert "moved from another record" in page.text


def test_the_certificate_says_what_was_destroyed_and_not_a_word_of_it(open_as, council):
    audit = council.written()
    make_promise(audit, council.auditor)
    here = {"shut_id": council.proposed(Outcome.DESTROYED, audit=audit).public_id}
    second = open_as(council.second)
    page = second.get("wrong_child.answer", **here)
    assert "The visits are those of another child." in page.text
    assert "Findings: 2" in page.text
    assert f"{council.auditor.name} owes it" in " ".join(page.text.split())
    assert SAW not in page.text
    assert WORRY not in page.text
    second.post("wrong_child.answer", {"answer": "AGREE"}, **here)
    page = second.get("wrong_child.show", **here)
    assert page.h1.text.strip() == "Certificate of destruction"
    assert "Findings: 2" in page.text
    assert "To tell the family what came of a worry, by 3 December 2026" in page.text
    assert "Iris First" in page.text
    assert "Sol Second" in page.text
    assert SAW not in page.text
    assert not second.get("home.show").find("a", href=f"/wrong-child/{here['shut_id']}")


def test_a_refusal_is_listed_with_both_reasons(open_as, council):
    here = {"shut_id": council.proposed(Outcome.DESTROYED).public_id}
    head = open_as(council.head)
    head.post("wrong_child.answer", {"answer": "REFUSE", "why": "Ask the auditor."}, **here)
    page = head.get("wrong_child.show", **here)
    assert "Refused before" in page.text
    assert "Ask the auditor." in page.text
    assert not page.find("a", string="Agree or refuse")
