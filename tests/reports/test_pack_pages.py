"""Ask for a pack, say whom it is given to, fetch it, and find it in the log."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.reports.models import PackGiving, Report
from qa_app.reports.operations.making import make_next
from qa_app.reports.routes.blueprint import FOLDER
from qa_app.sign_in.models import SignInSession
from qa_app.trail.models import Event
from tests.insight.counted_makers import Counted
from tests.reports.makers import lead_of

PACK = {"level": "INTERNAL", "why": "For the inspection."}
GIVE = {"given_to": "The inspection team", "why": "They asked for it on the first day."}


@pytest.fixture
def made(database):
    there = Counted()
    there.read(3)
    return there


@pytest.fixture
def folder(app):
    return app.extensions[FOLDER]


def asked(browser, **values):
    return browser.post("/reports/packs/new?period=year", {**PACK, **values}).location


def test_a_pack_is_asked_for_given_and_fetched(made, open_as, folder):
    browser = open_as(lead_of(made))
    assert browser.get("reports.choose").select_one("a[href='/reports/packs/new']")
    here = asked(browser)
    make_next(folder, now)
    page = browser.get(here)
    assert "Fetch the pack" not in page.text
    assert browser.client.get(f"{here}/file").status_code == 302
    assert "Say first whom you give it to" in browser.get(here).text

    browser.post(f"{here}/give", GIVE)
    assert "Fetch the pack" in browser.get(here).text
    with browser.client.get(f"{here}/file") as answer:
        assert answer.data.startswith(b"PK")
        assert answer.headers["Content-Type"] == "application/zip"
        assert answer.headers["Cache-Control"] == "no-store"
    names = db.session.scalars(select(Event.name).where(Event.name.in_(("pack:given", "report:exported"))).order_by(Event.id))  # fmt: skip
    assert [*names] == ["pack:given", "report:exported"]


def test_the_log_says_what_was_given_to_whom(made, open_as, folder):
    browser = open_as(lead_of(made))
    assert "Packs stand here once" in browser.get("reports.packs").text
    here = asked(browser)
    make_next(folder, now)
    browser.post(f"{here}/give", GIVE)
    (given,) = db.session.scalars(select(PackGiving))
    page = browser.get("reports.packs")
    assert GIVE["given_to"] in page.text
    page = browser.get("reports.pack", giving_id=given.public_id)
    assert given.files["The pack"]["sha256"] in page.text
    other = open_as(lead_of(Counted("Southshire")))
    other.get(f"/reports/packs/{given.public_id}", expect=404)
    open_as(lead_of(made)).post(f"{here}/give", GIVE, expect=404)


def test_whom_it_is_given_to_has_to_be_said(made, open_as, folder):
    browser = open_as(lead_of(made))
    here = asked(browser)
    browser.post(f"{here}/give", GIVE)
    assert "This report is not ready" in browser.get(here).text
    make_next(folder, now)
    browser.post(f"{here}/give", {"given_to": "", "why": ""})
    assert "Enter whom you give it to" in browser.get(here).text
    assert [*db.session.scalars(select(PackGiving))] == []


def test_records_whose_audits_go_in_whole_are_named_line_by_line(made, open_as):
    (audit,) = made.read()
    db.session.commit()
    browser = open_as(lead_of(made))
    page = browser.post("/reports/packs/new?period=year", {**PACK, "records": "C9\n\nC8"}, expect=200)  # fmt: skip
    assert "is of C9, C8" in page.text
    asked(browser, records=f"{audit.allocation.reference}\n")
    report = db.session.scalars(select(Report)).one()
    assert report.chosen == [audit.public_id]


def test_with_no_fresh_sign_in_nothing_is_asked_for_given_or_fetched(made, open_as, folder):
    browser = open_as(lead_of(made))
    here = asked(browser)
    make_next(folder, now)
    for one in db.session.scalars(select(SignInSession)):
        one.proved_at = now() - timedelta(hours=1)
    db.session.commit()
    for address in (f"{here}/file", "/reports/packs/new"):
        assert browser.client.get(address).location == "/my-account/proof"
    browser.post(f"{here}/give", GIVE)
    assert [*db.session.scalars(select(PackGiving))] == []


def test_a_manager_is_offered_a_pack_for_inside_alone(made, open_as):
    page = open_as(made.auditor).get("/reports/packs/new?period=year")
    assert [one["value"] for one in page.select("input[name=level]")] == ["INTERNAL"]


def test_the_log_asks_few_questions_however_many_there_are(made, open_as, folder):
    browser = open_as(lead_of(made))
    here = asked(browser)
    make_next(folder, now)
    browser.post(f"{here}/give", GIVE)
    for at in range(6):
        browser.post(f"{here}/give", {**GIVE, "given_to": f"Team {at}"})
    page = browser.get("reports.packs")
    assert "7 packs were given" in page.h1.text
    assert "Team 5" in browser.get(here).text
