"""Ask for an audit whole from its own page, and for many; after a fresh sign-in, with a reason."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.past_audits.rules.certainty import IMPORTED
from qa_app.reports.models import Report
from qa_app.reports.operations.making import make_next
from qa_app.reports.routes.blueprint import FOLDER
from qa_app.sign_in.models import SignInSession
from qa_app.trail.models import Event
from tests.children.makers import make_child
from tests.insight.counted_makers import Counted
from tests.makers import make_person
from tests.past_audits.makers import make_past_audit
from tests.reports.makers import lead_of
from tests.reports.pdf_makers import text_of_pdf

WHY = {"why": "For the visit of the inspectors."}


@pytest.fixture
def made(database):
    there = Counted()
    there.read(2)
    return there


def the_report():
    return db.session.scalars(select(Report).order_by(Report.id.desc())).first()


def test_an_audit_is_asked_for_from_its_page_and_fetched(made, open_as, app):
    (audit,) = made.read(1)
    audit.allocation.child = make_child(made.east).child
    db.session.commit()
    browser = open_as(lead_of(made))
    page = browser.get("audits.show", audit_id=audit.public_id)
    (way,) = [one["href"] for one in page.select("main a") if one.text == "Download as PDF"]
    assert audit.allocation.reference not in browser.get(way).text
    assert "Enter what you need" in browser.post(way, {}, expect=200).text
    here = browser.post(way, WHY).location
    make_next(app.extensions[FOLDER], now)
    assert "Fetch the PDF" in browser.get(here).text
    with browser.client.get(f"{here}/file") as answer:
        assert answer.data.startswith(b"%PDF")
        assert audit.allocation.reference not in answer.headers["Content-Disposition"]
        assert answer.headers["Cache-Control"] == "no-store"
    (event,) = db.session.scalars(select(Event).where(Event.name == "report:exported"))
    assert event.facts["purpose"] == WHY["why"]
    assert event.facts["ids"] == [audit.allocation.child.public_id]
    open_as(lead_of(made)).get(f"{here}/file", expect=404)


def test_an_imported_audit_is_had_whole_in_the_same_way(made, open_as, app, tmp_path):
    child = make_child(made.east).child
    audit = make_past_audit(
        made.east, child.reference, moderated="RI", words="See the father\nBy May"
    )
    browser = open_as(lead_of(made))
    page = browser.get("past_audits.show", past_id=audit.public_id)
    (way,) = [one["href"] for one in page.select("main a") if one.text == "Download as PDF"]
    assert audit.reference not in browser.get(way).text
    assert "Enter what you need" in browser.post(way, {}, expect=200).text
    here = browser.post(way, WHY).location
    make_next(app.extensions[FOLDER], now)
    with browser.client.get(f"{here}/file") as answer:
        assert audit.reference not in answer.headers["Content-Disposition"]
        (tmp_path / "one.pdf").write_bytes(answer.data)
    said = text_of_pdf(tmp_path / "one.pdf")
    for words in (f"Imported audit of record {audit.reference}", "Less certain", IMPORTED, "See the father", "old.csv"):  # fmt: skip
        assert words in said, words
    (event,) = db.session.scalars(select(Event).where(Event.name == "report:exported"))
    assert event.facts["ids"] == [child.public_id]

    browser.post("past_audits.remove", {"why": "ERASURE"}, past_id=audit.public_id)
    assert browser.client.get(f"{here}/file").status_code != 200


def test_an_imported_audit_is_for_those_alone_who_may_read_it_and_have_signed_in_anew(
    made, open_as
):
    audit = make_past_audit(made.west)
    way = f"/reports/imported-audits/{audit.public_id}"
    manager, stranger = make_person(Role.TEAM_MANAGER, made.east), lead_of(Counted("Southshire"))
    browser, *others = [open_as(person) for person in (lead_of(made), manager, stranger)]
    for one in others:
        one.get(way, expect=404)
    browser.get(way)
    for one in db.session.scalars(select(SignInSession)):
        one.proved_at = now() - timedelta(hours=1)
    db.session.commit()
    assert browser.client.get(way).location == "/my-account/proof"


def test_many_are_those_that_the_filters_count(made, open_as):
    browser = open_as(lead_of(made))
    page = browser.get("reports.choose")
    assert page.select_one("a[href='/reports/audits']")
    browser.post("/reports/audits?period=year", WHY)
    report = the_report()
    assert (report.kind.name, report.with_references, report.chosen) == ("AUDITS", True, [])


def test_with_no_fresh_sign_in_nothing_is_asked_for_or_fetched(made, open_as, app):
    browser = open_as(lead_of(made))
    here = browser.post("/reports/audits?period=year", WHY).location
    make_next(app.extensions[FOLDER], now)
    for one in db.session.scalars(select(SignInSession)):
        one.proved_at = now() - timedelta(hours=1)
    db.session.commit()
    (audit,) = made.read(1)
    db.session.commit()
    for address in (f"{here}/file", "/reports/audits", f"/reports/audits/{audit.public_id}"):
        assert browser.client.get(address).location == "/my-account/proof"


def test_one_that_is_not_handed_in_is_not_offered(made, open_as):
    (audit,) = made.read(1, status="DRAFT", submitted_at=None)
    db.session.commit()
    browser = open_as(lead_of(made))
    assert "Download as PDF" not in browser.get("audits.show", audit_id=audit.public_id).text
    assert browser.client.get(f"/reports/audits/{audit.public_id}").location == "/reports"


def test_where_there_is_nothing_to_read_it_says_so(made, open_as):
    browser = open_as(lead_of(Counted("Southshire")))
    page = browser.post("/reports/audits", WHY, expect=200)
    assert "There is no audit to read" in page.text
