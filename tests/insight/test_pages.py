import csv
import io

import pytest
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.foundation.clock import today
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.organisation.rules import Kind
from qa_app.rounds.rules import State, months_back
from qa_app.rounds.rules.months import months_on
from qa_app.trail.models import Event
from tests.makers import (
    NOON,
    make_allocation,
    make_audit,
    make_council,
    make_person,
    make_place,
    make_reader,
    make_round,
)

THIS_MONTH, LAST_MONTH = months_back(today().replace(day=1), 2)


def rows_of(page, table):
    rows = page.select(f"#{table}-caption ~ tbody tr")
    return [[" ".join(cell.text.split()) for cell in row.select("th, td")] for row in rows]


def make_done(**what_matters):
    allocation = make_allocation(**what_matters)
    allocation.state, allocation.done_at = State.DONE, NOON
    return allocation


def two_teams():
    """A council with a service of two teams."""
    service = make_place(make_council(), "Safeguarding", Kind.SERVICE)
    return service, make_place(service, "East"), make_place(service, "West")


def test_each_month_says_what_was_due_and_what_was_done(open_as):
    service, east, west = two_teams()
    make_done(place=east, day=LAST_MONTH)
    make_allocation(place=west, day=LAST_MONTH)
    make_allocation(place=west)
    page = open_as(make_person(Role.HEAD_OF_SERVICE, service)).get("insight.completion")

    months = rows_of(page, "months")
    assert len(months) == 24
    words = f"1 of 2 audits are done, {LAST_MONTH:%B %Y}"
    assert months[1][:4] == [f"{LAST_MONTH:%B %Y}", "2", "1", words]
    assert months[2][1:4] == ["0", "0", "No audits were due"]


def test_a_chosen_month_is_told_by_team_with_the_list_behind(open_as):
    service, east, west = two_teams()
    make_done(place=east, day=LAST_MONTH, reference="E1")
    make_allocation(place=west, day=LAST_MONTH, reference="W1")
    browser = open_as(make_person(Role.HEAD_OF_SERVICE, service))

    page = browser.get("insight.completion", month=f"{LAST_MONTH:%Y-%m}")

    assert page.h1.text == f"Completion in {LAST_MONTH:%B %Y}"
    teams = rows_of(page, "teams")
    assert [team[:4] for team in teams] == [
        ["East", "Safeguarding", "1", "1"],
        ["West", "Safeguarding", "1", "0"],
    ]
    west_alone = browser.get(page.select("#teams-caption ~ tbody a")[1]["href"])
    assert [row[0] for row in rows_of(west_alone, "records")] == ["W1"]


def test_a_team_that_closed_or_moved_keeps_its_figures(open_as):
    service, east, _ = two_teams()
    make_done(place=east)
    east.path = east.path.replace("east", "far-east")
    page = open_as(make_person(Role.HEAD_OF_SERVICE, service)).get("insight.completion")
    assert rows_of(page, "teams")[0][:4] == ["East", "Safeguarding", "1", "1"]


def test_a_manager_sees_their_own_teams_records_alone(open_as):
    _, east, west = two_teams()
    make_allocation(place=east, reference="E1")
    make_allocation(place=west, reference="W1")
    browser = open_as(make_person(Role.TEAM_MANAGER, east))
    assert [row[0] for row in rows_of(browser.get("insight.completion"), "teams")] == ["East"]
    assert [row[0] for row in rows_of(browser.get("insight.records"), "records")] == ["E1"]
    west_asked = browser.get("insight.records", team=west.path)
    assert "No audit fits these filters" in west_asked.text


def test_the_list_leads_to_audits_for_those_alone_who_may_read_them(open_as):
    audit = make_audit()
    council = db.session.get(type(audit.allocation.place), audit.council_id)
    lead = open_as(make_person(Role.QA_LEAD, council)).get("insight.records")
    assert lead.select_one("#records-caption ~ tbody a")["href"] == f"/audits/{audit.public_id}"
    officer = open_as(make_person(Role.QA_OFFICER, council)).get("insight.records")
    assert not officer.select("#records-caption ~ tbody a")
    assert rows_of(officer, "records")[0][-1] == "Begun"


def test_late_ones_are_found_and_withdrawn_ones_only_when_asked_for(open_as):
    _, east, _ = two_teams()
    make_allocation(place=east, reference="L1", day=LAST_MONTH)
    make_allocation(place=east, reference="W1", day=LAST_MONTH).state = State.WITHDRAWN
    browser, month = open_as(make_person(Role.TEAM_MANAGER, east)), f"{LAST_MONTH:%Y-%m}"
    for state, found in (("", "L1"), ("LATE", "L1"), ("WITHDRAWN", "W1")):
        page = browser.get("insight.records", month=month, state=state)
        assert [row[0] for row in rows_of(page, "records")] == [found]


def test_late_ones_of_all_months_stand_in_one_list(open_as):
    _, east, _ = two_teams()
    months = months_back(THIS_MONTH, 4)
    for day in months[1:3]:
        make_allocation(place=east, reference=f"L{day:%m}", day=day)
    make_done(place=east, reference="D1", day=months[3])
    browser = open_as(make_person(Role.TEAM_MANAGER, east))
    page = browser.get("insight.records", month="all", state="LATE")
    assert page.h1.text == "2 overdue audits of all months"
    assert [row[0] for row in rows_of(page, "records")] == [f"L{day:%m}" for day in months[2:0:-1]]
    first = page.select_one("#filter-month option")
    assert (first.text, first.has_attr("selected")) == ("All months", True)
    assert browser.get("insight.records", month="all").h1.text == "3 audits of all months"


def test_the_heading_says_what_is_listed(open_as):
    _, east, west = two_teams()
    make_allocation(place=east, day=LAST_MONTH)
    browser = open_as(make_person(Role.TEAM_MANAGER, east))
    asked = {"month": f"{LAST_MONTH:%Y-%m}", "state": "LATE", "team": east.path}
    heading = browser.get("insight.records", **asked).h1.text
    assert heading == f"1 overdue audit of {LAST_MONTH:%B %Y}, East"


def test_late_ones_of_all_months_are_paged_and_downloaded(open_as):
    _, east, _ = two_teams()
    for number in range(30):
        make_allocation(place=east, reference=f"R{number:02}", day=LAST_MONTH)
    browser = open_as(make_person(Role.TEAM_MANAGER, east))
    late = {"month": "all", "state": "LATE"}
    assert len(rows_of(browser.get("insight.records", page=2, **late), "records")) == 5
    file = browser.download("insight.download", **late)
    assert len(list(csv.reader(io.StringIO(file.data.decode("utf-8-sig"))))) == 31


def test_an_inspector_chooses_among_the_months_of_their_rounds(open_as):
    _, east, _ = two_teams()
    make_allocation(place=east, reference="N1")
    make_allocation(place=east, reference="L1", day=LAST_MONTH)
    council = db.session.get(type(east), east.council_id)
    inspector = make_person(Role.INSPECTOR, council)
    make_reader(make_round(council, LAST_MONTH), inspector)
    browser = open_as(inspector)
    browser.get("insight.records", expect=404, month=f"{THIS_MONTH:%Y-%m}")
    page = browser.get("insight.records")
    assert page.h1.text == f"1 audit of {LAST_MONTH:%B %Y} in the rounds named for you"
    offered = [option.text for option in page.select("#filter-month option")]
    assert offered == [f"{LAST_MONTH:%B %Y}", "All months"]


def test_an_inspector_without_a_round_finds_an_empty_list(open_as):
    page = open_as(make_person(Role.INSPECTOR, make_council())).get("insight.records")
    assert page.h1.text == "0 audits of all months in the rounds named for you"


def test_the_file_holds_every_row_and_taking_it_is_an_event(open_as):
    _, east, _ = two_teams()
    for number in range(30):
        make_allocation(place=east, reference=f"R{number:02}")
    browser = open_as(make_person(Role.TEAM_MANAGER, east))
    assert len(rows_of(browser.get("insight.records", page=2), "records")) == 5
    file = browser.download("insight.download")
    assert len(list(csv.reader(io.StringIO(file.data.decode("utf-8-sig"))))) == 31
    exported = select(Event.facts).where(Event.name == "audits:exported")
    assert [facts["rows"] for facts in db.session.scalars(exported)] == [30]


def test_a_data_officer_counts_and_is_led_to_no_record(open_as):
    service, east, _ = two_teams()
    make_allocation(place=east)
    council = db.session.get(type(service), service.council_id)
    browser = open_as(make_person(Role.DATA_OFFICER, council))
    page = browser.get("insight.completion")
    assert rows_of(page, "teams")[0][2:5] == ["1", "0", "0 of 1 audits are done"]
    assert not page.select("a[href*='/completion/records'], a[href$='.xlsx']")
    browser.get("insight.records", expect=403)


OF_A_MONTH = (
    "insight.completion",
    "insight.completion_file",
    "insight.left_out",
    "insight.left_out_file",
    "insight.records",
    "insight.download",
)


@pytest.mark.parametrize("endpoint", OF_A_MONTH)
def test_a_month_that_is_not_on_offer_is_not_answered_with_another(open_as, endpoint):
    browser = open_as(make_person(Role.QA_LEAD, make_council()))
    for typed in ("2026-13", "1999-01", "9999-12", "zz"):
        browser.get(endpoint, expect=404, month=typed)


def test_a_month_to_come_is_on_offer_once_audits_of_it_are_given_out(open_as):
    _, east, _ = two_teams()
    lead = make_person(Role.QA_LEAD, council_of(east))
    later = months_on(THIS_MONTH, 1)
    browser = open_as(lead)
    browser.get("insight.completion", expect=404, month=f"{later:%Y-%m}")
    make_allocation(place=east, day=later, reference="E1")
    db.session.commit()
    page = browser.get("insight.completion")
    assert page.h1.text == f"Completion in {THIS_MONTH:%B %Y}"
    assert f"{later:%B %Y}" in [one.text for one in page.select("#filter-month option")]
    page = browser.get("insight.completion", month=f"{later:%Y-%m}")
    assert page.h1.text == f"Completion in {later:%B %Y}"
    assert rows_of(page, "teams")[0][2] == "1"
    assert len(rows_of(page, "months")) == 24
    for endpoint in ("insight.records", "insight.left_out"):
        browser.get(endpoint, month=f"{later:%Y-%m}")


def council_of(place):
    return db.session.get_one(Place, place.council_id)


def test_more_rows_ask_no_more_questions(open_as, questions_of):
    _, east, _ = two_teams()
    browser = open_as(make_person(Role.TEAM_MANAGER, east))
    pages = ("insight.completion", "insight.records", "home.show")
    make_audit(place=east, reference="A0")
    before = [questions_of(browser, page) for page in pages]
    for number in range(1, 8):
        make_audit(place=east, reference=f"A{number}", day=LAST_MONTH if number % 3 else None)
    assert [questions_of(browser, page) for page in pages] == before
