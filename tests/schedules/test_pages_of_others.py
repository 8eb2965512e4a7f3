"""Schedules as those see them who get one, take one over, or have one stop."""

from datetime import timedelta

from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.foundation.clock import today
from qa_app.foundation.database import db
from qa_app.schedules.models import Recipient, Schedule
from qa_app.schedules.operations import recipients
from qa_app.schedules.rules.standing import Dropped
from tests.makers import make_person, viewer_of
from tests.schedules.makers import (
    DUE,
    MADE,
    emails,
    made_ready,
    make_manager,
    member,
    sendings,
)

TYPED = {"level": "INTERNAL", "covers": "MONTH", "every": "MONTH", "nth": "3", "month": "4", "weeks": "6"}  # fmt: skip
MOST_QUERIES = 15


def the_schedule():
    return db.session.scalars(select(Schedule).order_by(Schedule.id.desc())).first()


def test_what_has_come_says_for_whom_and_whether_it_was_fetched(here, open_as):
    manager, made = make_manager(here), here.schedule()
    recipients.add(made, manager.public_id, viewer_of(here.lead), MADE)
    here.turn(DUE)
    made_ready(made, DUE)
    here.tell(DUE)
    page = open_as(here.lead).get("schedules.show", schedule_id=made.public_id)
    told = page.select_one("#runs").find_next("table").text
    assert member(manager).name in told
    assert "Link sent" in told
    assert "Not yet" in told
    assert "about November 2026" in page.text
    [email] = emails(manager)
    report = next(one.report for one in sendings(made) if one.person_id == manager.id)
    theirs = open_as(manager)
    assert f"/reports/{report.public_id}" in email.text
    page = theirs.get("reports.show", report_id=report.public_id)
    assert "It came by a schedule that Olive Lead set up" in page.text
    assert open_as(here.lead).client.get(f"/reports/{report.public_id}").status_code == 404


def test_a_reader_says_that_they_no_longer_want_it(here, open_as):
    manager = make_manager(here)
    made = here.schedule(manager)
    browser = open_as(manager)
    page = browser.get("schedules.show", schedule_id=made.public_id)
    assert "I no longer want it" in page.text
    assert "Pause it" not in page.text
    browser.post("schedules.leave", {}, schedule_id=made.public_id)
    there = db.session.scalars(select(Recipient).where(Recipient.person_id == manager.id)).one()
    assert there.dropped is Dropped.THEMSELVES
    assert browser.client.post(f"/reports/schedules/{made.public_id}/pause").status_code in (400, 404)  # fmt: skip


def test_a_leavers_schedules_stand_in_the_list_of_work_to_hand_over(here, open_as):
    made = here.schedule()
    director = make_person(Role.DIRECTOR, here.council)
    member(here.lead).leaves_on = today() + timedelta(days=20)
    admin = open_as(make_person(Role.ADMINISTRATOR, here.council))
    page = admin.get("people.hand_over")
    assert "1 schedule of reports" in page.text
    page = admin.get("schedules.to_take_over", person_id=here.lead.public_id)
    assert "There is none that you may see" in page.text
    browser = open_as(director)
    page = browser.get("schedules.show", schedule_id=made.public_id)
    assert "Take it over" in page.text
    assert "End it, nobody needs it" in page.text
    browser.post("schedules.take_over", {}, schedule_id=made.public_id)
    assert the_schedule().owner_id == director.id
    page = browser.get("schedules.show", schedule_id=made.public_id)
    assert "Set up by" in page.text
    assert "Pause it" in page.text


def test_somebody_who_hands_over_and_asks_for_reports_sees_which(here, open_as):
    made = here.schedule()
    other = make_person(Role.QA_LEAD, here.council)
    page = open_as(other).get("schedules.to_take_over", person_id=here.lead.public_id)
    assert made.public_id in str(page)


def test_a_schedule_that_stopped_says_why_and_what_to_do(here, open_as):
    made = here.schedule(place=here.east)
    here.east.closed_on = MADE.date()
    db.session.flush()
    here.turn(MADE)
    page = open_as(here.lead).get("schedules.show", schedule_id=made.public_id)
    assert "Its place is closed. Choose another place" in page.select_one("#stop").text
    form = open_as(here.lead).get("schedules.change", schedule_id=made.public_id)
    assert "East" not in [one.text for one in form.select("select[name=place] option")]


def test_the_first_page_of_a_qa_lead_says_what_comes_next(here, open_as):
    other = make_person(Role.QA_LEAD, here.council)
    made = here.schedule()
    made.begins_on = today() + timedelta(days=1)
    page = open_as(here.lead).get("home.show")
    said = page.select_one("section[aria-labelledby=reports]").text
    assert "1 schedule of reports" in said
    assert "monthly service management report" in said
    assert "Reports and schedules" not in open_as(other).get("home.show").text
