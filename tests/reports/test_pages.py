"""Ask for a report, leave it, fetch it; nobody has what another asked for."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.audits.models import Audit
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.organisation.models import Appointment, Person
from qa_app.reports.models import Report
from qa_app.reports.operations.making import make_next
from qa_app.reports.routes.blueprint import FOLDER, WAKE
from qa_app.reports.rules.states import MOST_WAITING, State
from qa_app.sign_in.models import SignInSession
from qa_app.trail.models import Event
from tests.access.test_addresses import addresses_in
from tests.children.makers import make_child
from tests.insight.counted_makers import Counted, month
from tests.makers import appoint, make_person
from tests.reports.makers import YEAR, lead_of

INTERNAL = {"level": "INTERNAL"}
WHY = {"why": "To talk them through with the team"}


@pytest.fixture
def made(database):
    there = Counted()
    there.read(3)
    return there


@pytest.fixture
def folder(app):
    return app.extensions[FOLDER]


def asked(browser, **values):
    return browser.post("reports.new", INTERNAL, **values).location


def fetch(browser, here):
    with browser.client.get(f"{here}/file") as answer:
        return answer.status_code


def the_report():
    return db.session.scalars(select(Report).order_by(Report.id.desc())).first()


def exported():
    wanted = select(Event).where(Event.name == "report:exported").order_by(Event.id)
    return [*db.session.scalars(wanted)]


def test_a_report_is_asked_for_left_and_fetched(made, open_as, folder):
    lead = lead_of(made)
    browser = open_as(lead)
    here = asked(browser)
    page = browser.get(here)
    assert "Waiting to be made" in page.text
    assert "You can leave this page" in page.text

    make_next(folder, now)
    page = browser.get(here)
    assert "It is deleted on" in page.text
    answer = browser.download(page.select_one("main a.govuk-button")["href"])
    assert answer.data.startswith(b"PK")
    name = f"thematic-findings-{now():%Y-%m-%d}.xlsx"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={name}"
    assert "no-store" in answer.headers["Cache-Control"]
    answer.close()
    (event,) = exported()
    assert (event.by_id, event.facts["rows"]) == (lead.id, the_report().rows)
    assert event.facts["filters"]["last"] == month(0).isoformat()


def test_the_filters_are_those_of_the_pages_of_figures(made, open_as):
    browser = open_as(lead_of(made))
    asking = {"place": made.east.public_id, "period": "year"}
    page = browser.get("reports.new", **asking)
    assert {one["name"] for one in page.select("form[method=get] select")} >= {
        "period",
        "place",
        "status",
        "picked",
    }
    assert "Remove the filter Place: East" in page.text
    assert page.select_one("form[method=post][action^='/reports/new?']")

    asked(browser, **asking)
    report = the_report()
    assert report.filters["below"] == made.east.path
    assert report.said == ["Place: East"]
    assert f"{YEAR.period.words}; Place: East" in browser.get("reports.index").text


def test_nothing_is_asked_for_without_saying_who_will_read_it(made, open_as):
    answer = open_as(lead_of(made)).post("reports.new", {}, expect=200)
    assert "Select who will read it" in answer.text
    assert the_report() is None


def test_a_manager_makes_reports_for_inside_alone(made, open_as):
    browser = open_as(made.auditor)
    page = browser.get("reports.new")
    assert [one["value"] for one in page.select("input[type=radio]")] == ["INTERNAL"]
    browser.post("reports.new", {"level": "PUBLIC"}, expect=200)
    assert the_report() is None


def test_somebody_elses_report_is_like_none(made, open_as, folder):
    here = asked(open_as(lead_of(made)))
    make_next(folder, now)
    other = open_as(lead_of(made))
    for address in (here, f"{here}/file"):
        other.get(address, expect=404)
    for address in (f"{here}/call-off", f"{here}/try-again"):
        other.post(address, expect=404)
    assert "0 reports of yours" in other.get("reports.index").text


def test_it_is_called_off_and_tried_again(made, open_as):
    browser = open_as(lead_of(made))
    here = asked(browser)
    browser.post(f"{here}/call-off")
    assert "Called off" in browser.get(here).text
    browser.post(f"{here}/try-again")
    assert "Waiting to be made" in browser.get(here).text


def test_one_that_failed_says_why(made, open_as):
    browser = open_as(lead_of(made))
    here = asked(browser)
    report = the_report()
    report.state, report.trouble = State.FAILED, "There is not enough room."
    db.session.commit()
    page = browser.get(here)
    assert page.select_one("#trouble").text == "There is not enough room."
    assert "Try again" in page.text


def test_how_far_it_is_stands_in_words_and_as_a_bar(made, open_as):
    browser = open_as(lead_of(made))
    here = asked(browser)
    report = the_report()
    report.state, report.worker, report.heard_at = State.MAKING, "w", now()
    report.steps, report.steps_done, report.step = 15, 4, "Trends"
    db.session.commit()
    page = browser.get(here)
    assert "4 of 15 sheets are written. Now: Trends." in page.text
    assert page.select_one("progress")["value"] == "4"

    the_report().heard_at = now() - timedelta(minutes=5)
    db.session.commit()
    assert "taken up again by itself" in browser.get(here).text


def test_too_many_at_once_are_refused(made, open_as):
    browser = open_as(lead_of(made))
    for _ in range(MOST_WAITING):
        asked(browser)
    answer = browser.post("reports.new", INTERNAL, expect=200)
    assert f"You have {MOST_WAITING} reports in hand" in answer.text


def test_what_is_over_is_not_fetched(made, open_as, folder):
    browser = open_as(lead_of(made))
    here = asked(browser)
    make_next(folder, now)
    the_report().expires_at = now() - timedelta(minutes=1)
    db.session.commit()
    assert "Its week is over" in browser.get(here).text
    browser.get(f"{here}/file", expect=302)
    assert exported() == []


def test_whoever_sees_less_than_before_fetches_no_more(made, open_as, folder):
    lead = lead_of(made)
    browser = open_as(lead)
    here = asked(browser)
    make_next(folder, now)
    appoint(db.session.get(Person, lead.id), Role.TEAM_MANAGER, made.east)
    db.session.commit()
    assert fetch(browser, here) == 200, "they see no less"

    held = select(Appointment).where(Appointment.person_id == lead.id).order_by(Appointment.id)
    db.session.scalars(held).first().ends_on = now().date() - timedelta(days=2)
    db.session.commit()
    browser.get(f"{here}/file", expect=302)
    assert "What you may see has changed" in browser.get(here).text
    assert len(exported()) == 1


def test_once_an_audit_in_it_is_closed_to_somebody_it_is_fetched_no_more(made, open_as, folder):
    browser = open_as(lead_of(made))
    here = asked(browser)
    make_next(folder, now)
    assert fetch(browser, here) == 200
    audit = db.session.scalars(select(Audit).order_by(Audit.id).limit(1)).one()
    audit.shut_at = now()
    db.session.commit()
    assert fetch(browser, here) == 302
    assert "What you may see has changed" in browser.get(here).text


def test_references_take_a_fresh_sign_in_and_a_reason(made, open_as, folder):
    (audit,) = made.read(1)
    audit.allocation.child = make_child(made.east).child
    browser = open_as(lead_of(made))
    assert "Enter what you need" in browser.post("reports.new_with_references", {}, expect=200).text
    here = browser.post("reports.new_with_references", WHY).location
    make_next(folder, now)
    assert fetch(browser, here) == 200
    (event,) = exported()
    assert event.facts["purpose"] == WHY["why"]
    assert event.facts["ids"] == [audit.allocation.child.public_id]

    for one in db.session.scalars(select(SignInSession)):
        one.proved_at = now() - timedelta(hours=1)
    db.session.commit()
    for address in (f"{here}/file", "/reports/new-with-references"):
        assert browser.client.get(address).location == "/my-account/proof"
    browser.post("reports.new_with_references", WHY, expect=302)
    assert len([*db.session.scalars(select(Report))]) == 1


def test_no_address_holds_anything_about_anybody(made, open_as):
    browser = open_as(lead_of(made))
    page = browser.get(asked(browser))
    assert not any("C0" in one for one in addresses_in(page))


def test_whoever_looks_wakes_whoever_makes_reports(made, open_as, app, monkeypatch):
    woken = []
    monkeypatch.setitem(app.extensions, WAKE, lambda: woken.append(True))
    browser = open_as(lead_of(made))
    browser.client.get("/reports").close()
    assert not woken, "nothing waits"
    answer = browser.post("reports.new", INTERNAL)
    assert not woken, "it is saved first"
    answer.close()
    assert len(woken) == 1
    browser.client.get(answer.location).close()
    assert len(woken) == 2


def test_the_pages_ask_few_questions_however_many_reports_there_are(made, open_as):
    browser = open_as(make_person(Role.DIRECTOR, made.council))
    here = asked(browser)
    assert "1 report of yours" in browser.get("reports.index").text
    assert browser.get(here).select_one("main .govuk-summary-list")
