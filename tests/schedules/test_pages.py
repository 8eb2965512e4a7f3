"""The pages of schedules, through a browser that checks each of them."""

from datetime import timedelta

from sqlalchemy import select

from qa_app.foundation.clock import long_date, now, today
from qa_app.foundation.database import db
from qa_app.reports.models import Report
from qa_app.schedules.models import Recipient, Schedule
from qa_app.schedules.operations import keeping
from qa_app.schedules.rules.standing import Standing
from tests.makers import viewer_of
from tests.schedules.makers import (
    DUE,
    MADE,
    made_ready,
    make_here,
    make_manager,
    member,
)

TYPED = {"level": "INTERNAL", "covers": "MONTH", "every": "MONTH", "nth": "3", "month": "4", "weeks": "6"}  # fmt: skip
MOST_QUERIES = 15


def the_schedule():
    return db.session.scalars(select(Schedule).order_by(Schedule.id.desc())).first()


def set_up(browser, place, kind="service-management", expect=302, **otherwise):
    typed = {**TYPED, "place": place.public_id, **otherwise}
    return browser.post("schedules.new", typed, expect, kind_code=kind)


def test_there_is_none_and_then_one_that_says_what_it_will_do(here, open_as):
    browser = open_as(here.lead)
    page = browser.get("schedules.index")
    assert "Set up the first" in page.text
    choose = browser.get("schedules.choose")
    assert "a fresh sign-in" in choose.text
    assert "Inspection pack" in choose.text
    answer = set_up(browser, here.service)
    page = browser.get(answer.location)
    assert "comes to you alone until you add others" in page.text
    sentence = page.select_one("#sentence").text
    assert sentence.startswith("On the 3rd working day of each month, next on ")
    assert sentence.endswith("the monthly service management report of Safeguarding goes to 1 person.")  # fmt: skip
    assert len(page.select("ol.govuk-list--number li")) == 3
    listed = browser.get("schedules.index")
    assert "On the 3rd working day of each month" in listed.text
    assert "None yet" in listed.text


def test_what_is_missing_or_may_not_be_is_said_beside_its_question(here, open_as):
    browser = open_as(here.lead)
    page = set_up(browser, here.service, expect=200, level="", covers="")
    assert "Select who will read it" in page.text
    page = set_up(browser, here.service, expect=409, level="COUNCIL")
    assert "about one place is of a quarter or of a year" in page.text
    page = set_up(browser, here.service, expect=409, every="WEEKS")
    assert "Enter the first day" in page.text
    assert the_schedule() is None


def test_six_weeks_from_a_day(here, open_as):
    day = today() + timedelta(days=10)
    first = {"first_on-day": str(day.day), "first_on-month": str(day.month), "first_on-year": str(day.year)}  # fmt: skip
    browser = open_as(here.lead)
    form = browser.get("schedules.new", kind_code="improvement-board")
    assert form.select_one("input[name=every][checked]")["value"] == "WEEKS"
    names = [one["name"] for one in form.select("input[name^=first_on]")]
    typed = dict(zip(names, first.values(), strict=True))
    set_up(browser, here.council, "improvement-board", level="COUNCIL", covers="QUARTER", every="WEEKS", **typed)  # fmt: skip
    made = the_schedule()
    assert made.first_on == day
    assert made.rhythm.words == f"Every 6 weeks on a {day:%A}"


def test_what_cannot_be_scheduled_has_no_form(here, open_as):
    someone = make_manager(here)
    browser, manager = open_as(here.lead), open_as(someone)
    for kind in ("inspection-pack", "audits", "team-month", "round", "nothing"):
        assert browser.client.get(f"/reports/schedules/new/{kind}").status_code == 404
    assert manager.client.get("/reports/schedules/new/annual").status_code == 404
    assert "Annual report" not in manager.get("schedules.choose").text


def test_it_is_changed_by_its_owner_and_what_was_typed_stands_there(here, open_as):
    made = here.schedule(front=here.chosen().front, said=["Template: X"])
    browser = open_as(here.lead)
    page = browser.get("schedules.change", schedule_id=made.public_id)
    assert page.select_one("select[name=nth] option[selected]").text == "3rd working day"
    assert page.select_one("select[name=place] option[selected]").text == "Safeguarding"
    typed = {**TYPED, "place": here.east.public_id, "nth": "0", "version": str(made.version)}
    browser.post("schedules.change", typed, schedule_id=made.public_id)
    made = the_schedule()
    assert (made.place.name, made.nth) == ("East", 0)
    late = browser.post(
        "schedules.change", {**typed, "version": "1"}, 409, schedule_id=made.public_id
    )
    assert "Somebody else changed this" in late.text


def test_somebody_is_added_and_taken_off(here, open_as):
    manager, made = make_manager(here), here.schedule()
    name = member(manager).name
    browser = open_as(here.lead)
    page = browser.get("schedules.show", schedule_id=made.public_id)
    assert name in page.select_one("select[name=person]").text
    page = browser.post("schedules.add", {"person": ""}, 200, schedule_id=made.public_id)
    assert "Select somebody" in page.text
    browser.post("schedules.add", {"person": manager.public_id}, schedule_id=made.public_id)
    page = browser.get("schedules.show", schedule_id=made.public_id)
    assert "goes to 2 people" in page.text
    assert name not in page.select_one("select[name=person]").text
    there = db.session.scalars(select(Recipient).where(Recipient.person_id == manager.id)).one()
    browser.post("schedules.take_off", {}, schedule_id=made.public_id, recipient_id=there.public_id)
    page = browser.get("schedules.show", schedule_id=made.public_id)
    assert "Taken off the list" in page.text


def test_it_is_paused_resumed_ended_and_put_back(here, open_as):
    made, browser = here.schedule(), open_as(here.lead)
    for act, standing in (
        ("pause", Standing.PAUSED),
        ("resume", Standing.IN_FORCE),
        ("end", Standing.ENDED),
        ("put_back", Standing.IN_FORCE),
    ):
        browser.post(f"schedules.{act}", {}, schedule_id=made.public_id)
        assert the_schedule().standing is standing
        page = browser.get("schedules.show", schedule_id=made.public_id)
        assert standing.value in page.text
        browser.get("schedules.index")
    page = browser.get("schedules.index")
    browser.post("schedules.resume", {}, schedule_id=made.public_id)
    page = browser.get("schedules.show", schedule_id=made.public_id)
    assert "It is in force already" in page.text


def test_one_made_now_leads_to_where_it_is_waited_for(here, open_as):
    made, browser = here.schedule(), open_as(here.lead)
    answer = browser.post("schedules.make_now", {}, schedule_id=made.public_id)
    report = db.session.scalars(select(Report)).one()
    assert answer.location.endswith(f"/reports/{report.public_id}")
    assert "Waiting to be made" in browser.get(answer.location).text


def test_pages_ask_as_often_for_many_people_and_runs_as_for_few(here, open_as, count_queries):
    large = make_here("Southshire")
    few, [many, *_] = came(here, 1, 1), [came(large, 5, 6) for _ in range(4)]
    asked = {}
    for who, made in ((here.lead, few), (large.lead, many)):
        browser = open_as(who)
        browser.get("home.show")  # what the test made is not at hand any more
        for page, values in (
            ("schedules.index", {}),
            ("schedules.show", {"schedule_id": made.public_id}),
        ):
            with count_queries() as sent:
                browser.get(page, **values)
            asked.setdefault(page, []).append(len(sent))
    for page, (first, second) in asked.items():
        assert second <= first <= MOST_QUERIES, page


def came(here, people, times):
    """One that has run so often, for so many people."""
    made = here.schedule(*[make_manager(here) for _ in range(people)])
    for number in range(times):
        at = DUE + timedelta(days=31 * number + 10)
        here.turn(at)
        made_ready(made, at)
        here.tell(at)
    return made


def test_an_end_and_a_day_stand_as_people_write_them(here, open_as):
    made = here.schedule()
    keeping.end(made, viewer_of(here.lead), now())
    page = open_as(here.lead).get("schedules.show", schedule_id=made.public_id)
    assert "You can put it back" in page.text
    assert long_date(MADE.date()) in page.text
