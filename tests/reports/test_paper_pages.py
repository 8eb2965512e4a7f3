"""Choose a paper, say for whom, fetch it; give the council's own style."""

import io

import pytest
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.foundation.clock import now, today
from qa_app.foundation.database import db
from qa_app.insight.rules.filters import Picked
from qa_app.reports.models import Report, ReportStyle
from qa_app.reports.operations.making import make_next
from qa_app.reports.routes.blueprint import FOLDER
from qa_app.reports.rules.kept_filters import as_kept
from qa_app.reports.rules.kinds import ReportKind
from qa_app.reports.rules.release_calendar import last_that_is_over
from qa_app.reports.rules.states import State
from qa_app.rounds.rules import first_of_month
from qa_app.trail.models import Event
from tests.insight.counted_makers import Counted
from tests.makers import make_person
from tests.reports.makers import lead_of
from tests.reports.style_makers import everything, own_style

THIS_MONTH = first_of_month(today())
QUARTER, YEAR = last_that_is_over(3, THIS_MONTH), last_that_is_over(12, THIS_MONTH)
PAPER = f"/reports/papers/committee?from={QUARTER.first:%Y-%m}&to={QUARTER.last:%Y-%m}"
COMMITTEE = {"level": "COUNCIL", "meeting": "Scrutiny"}


@pytest.fixture
def made(database):
    there = Counted()
    there.read(3)
    return there


@pytest.fixture
def folder(app):
    return app.extensions[FOLDER]


def the_report():
    return db.session.scalars(select(Report).order_by(Report.id.desc())).first()


def names_of_events(start):
    wanted = select(Event.name).where(Event.name.startswith(start)).order_by(Event.id)
    return [*db.session.scalars(wanted)]


def test_a_paper_is_chosen_asked_for_and_fetched(made, open_as, folder):
    browser = open_as(lead_of(made))
    page = browser.get("reports.choose")
    (way,) = [one["href"] for one in page.select("main h2 a") if "/committee" in one["href"]]
    page = browser.get(way)
    assert page.select_one("#period").text.endswith(f"{QUARTER.last:%B %Y}")
    here = browser.post(page.select_one("main form[method=post]")["action"], COMMITTEE).location
    report = the_report()
    assert (report.kind, report.front["meeting"]) == (ReportKind.SCRUTINY, "Scrutiny")
    assert report.filters["first"] == QUARTER.first.isoformat()

    make_next(folder, now)
    page = browser.get(here)
    assert "Fetch the document" in page.text
    answer = browser.download(f"{here}/file")
    assert answer.data.startswith(b"PK")
    name = f"attachment; filename=committee-{now():%Y-%m-%d}.docx"
    assert answer.headers["Content-Disposition"] == name
    assert "wordprocessingml" in answer.headers["Content-Type"]
    answer.close()
    assert names_of_events("report:") == ["report:asked-for", "report:made", "report:exported"]

    page = browser.get(here)
    (way,) = [one["href"] for one in page.select("a.govuk-button") if "slides" in one.text]
    with browser.client.get(way) as answer:
        assert answer.data.startswith(b"PK")
        assert answer.headers["Content-Disposition"].endswith(f"committee-{now():%Y-%m-%d}.pptx")
        assert answer.headers["Cache-Control"] == "no-store"
    taken = select(Event.facts).where(Event.name == "report:exported").order_by(Event.id)
    assert [one["file"] for one in db.session.scalars(taken)] == ["docx", "pptx"]
    open_as(lead_of(made)).get(way, expect=404)


def test_a_workbook_has_no_slides(made, open_as, folder):
    browser = open_as(lead_of(made))
    here = browser.post("/reports/new", {"level": "INTERNAL"}).location
    make_next(folder, now)
    assert browser.client.get(f"{here}/slides").location == here
    assert "There are no slides of this report" in browser.get(here).text


def test_without_months_in_the_address_it_is_of_the_last_that_are_over(made, open_as):
    browser = open_as(lead_of(made))
    answer = browser.client.get("/reports/papers/annual")
    assert f"from={YEAR.first:%Y-%m}&to={YEAR.last:%Y-%m}" in answer.location


def test_a_paper_is_of_months_and_a_place_whatever_else_the_address_narrows(made, open_as):
    """Some of its figures can be narrowed by nothing else, and would stand there as if they were."""
    browser = open_as(lead_of(made))
    assert "picked" not in browser.client.get("/reports/papers/annual?picked=apart").location
    page = browser.get(f"{PAPER}&picked=apart")
    assert not page.select("select[name=picked]")
    browser.post(page.select_one("main form[method=post]")["action"], COMMITTEE)
    assert as_kept(the_report().filters).picked is Picked.USUAL


def test_a_manager_is_offered_what_is_for_inside_alone(made, open_as):
    browser = open_as(made.auditor)
    page = browser.get("reports.choose")
    assert ReportKind.SERVICE.value in page.text
    assert ReportKind.SCRUTINY.value not in page.text
    browser.get("/reports/papers/committee", expect=404)
    browser.get("/reports/papers/nothing", expect=404)


def test_nothing_is_asked_for_at_a_level_that_is_not_offered(made, open_as):
    browser = open_as(made.auditor)
    browser.post("/reports/papers/service-management", {"level": "COUNCIL"}, expect=200)
    assert the_report() is None


def test_once_its_week_is_over_it_is_made_again_as_it_was(made, open_as, folder):
    browser = open_as(lead_of(made))
    here = browser.post(PAPER, COMMITTEE).location
    make_next(folder, now)
    the_report().state = State.EXPIRED
    db.session.commit()
    page = browser.get(here)
    assert "exactly as it was" in page.text
    assert "Make it again as it was" in page.text


def send(browser, content, name="house.docx", expect=302):
    return browser.post("reports.style", {"chosen": (io.BytesIO(content), name)}, expect=expect)


@pytest.mark.parametrize("role", [Role.QA_LEAD, Role.ADMINISTRATOR])
def test_the_council_gives_its_own_style(made, open_as, role):
    browser = open_as(make_person(role, made.council))
    send(browser, own_style())
    assert "in the style that was uploaded" in browser.get("reports.style").text
    assert names_of_events("report-style") == ["report-style:added"]

    send(browser, own_style("Another"))
    in_force = select(ReportStyle).where(ReportStyle.ended_at.is_(None))
    assert len([*db.session.scalars(in_force)]) == 1
    browser.post("reports.end_own_style")
    assert [*db.session.scalars(in_force)] == []
    assert "service’s own style" in browser.get("reports.style").text


def test_a_style_that_could_harm_is_refused_and_said_why(made, open_as):
    browser = open_as(lead_of(made))
    page = send(browser, b"%PDF-1.4", "house.pdf", expect=200)
    assert "house.pdf is not a Word document" in page.text
    assert [*db.session.scalars(select(ReportStyle))] == []


def test_nobody_else_changes_how_papers_look(made, open_as):
    open_as(make_person(Role.DIRECTOR, made.council)).get("reports.style", expect=403)
    other = Counted("Southshire")
    assert "service’s own style" in open_as(lead_of(other)).get("reports.style").text


def test_papers_are_written_in_the_style_in_force(made, open_as, folder):
    browser = open_as(lead_of(made))
    send(browser, own_style("Northshire letterhead"))
    here = browser.post(PAPER, COMMITTEE).location
    make_next(folder, now)
    with browser.client.get(f"{here}/file") as answer:
        content = answer.data
    assert "Northshire letterhead" in everything(content)
