import pytest

from qa_app.access.gate import is_council_wide
from qa_app.access.rules import Duty, Role
from qa_app.foundation.clock import now, today
from qa_app.foundation.database import db
from qa_app.home.queries.audits import MINE_SHOWN
from qa_app.home.rules import FIRST_STEPS, WAYS
from qa_app.home.rules.ways import ways_for
from qa_app.retention.operations import record_readiness
from qa_app.retention.rules import Readiness
from qa_app.rounds.rules import State, months_back
from tests.makers import (
    appoint,
    make_allocation,
    make_audit,
    make_council,
    make_person,
    make_place,
    viewer_of,
)

ABOUT = ("help", "accessibility", "privacy", "your_information", "cookies")


@pytest.mark.parametrize("page", ABOUT)
def test_pages_about_the_service_are_open_to_everyone(open_as, page):
    assert open_as(None).get(f"home.{page}").select_one("h1")


@pytest.mark.parametrize("holds", [*Role, *Duty], ids=lambda one: one.name.lower())
def test_each_role_has_a_first_page_and_every_way_opens(open_as, holds):
    person = make_person(holds, make_council())
    ways = ways_for(viewer_of(person))
    browser = open_as(person)

    page = browser.get("home.show")
    offered = [link["href"] for link in page.select("nav[aria-label=Menu] a")]
    assert len(offered) == len(ways)
    for address in offered:
        browser.get(address)


def test_every_way_is_open_to_those_whom_its_page_lets_in(app):
    for entry in WAYS:
        assert entry.council_wide is is_council_wide(entry.endpoint, app), entry.words


@pytest.mark.parametrize("holds", [Role.ADMINISTRATOR, Role.DATA_OFFICER, Role.QA_OFFICER])
@pytest.mark.parametrize("page", ["home.show", "home.help", "people.index", "children.index"])
def test_who_holds_a_role_for_a_part_is_offered_nothing_that_refuses_them(open_as, holds, page):
    browser = open_as(make_person(holds, make_place(make_council(), "East")))
    answer = browser.client.get(browser.address(page))
    if answer.status_code == 403:
        return  # a page that this role never opens
    for link in browser.get(page).select("main a[href^='/'], nav a[href^='/']"):
        browser.get(link["href"])


def test_the_menu_says_where_one_is(open_as):
    browser = open_as(make_person(Role.QA_LEAD, make_council()))
    assert browser.get("home.show").select_one("[aria-current=true]").text.strip() == "Home"
    part, way = browser.get("insight.completion").select("header [aria-current=true]")
    assert (part.text.strip(), way.text.strip()) == ("Rounds", "Completion")


def test_every_way_leads_to_a_page_that_exists(app):
    assert {entry.endpoint for entry in WAYS} <= set(app.view_functions)


def test_a_record_to_audit_waits_with_its_due_date(open_as):
    allocation = make_allocation(reference="0012345")
    page = open_as(allocation.auditor).get("home.show")
    waiting = page.select_one("section[aria-labelledby=my-audits]").text
    assert "Record 0012345" in waiting
    assert "Begin" in waiting


def test_of_many_records_those_due_first_stand_there_and_all_are_led_to(open_as):
    earlier, first = months_back(today(), 3)[2], make_allocation(reference="100")
    many = [
        make_allocation(first.auditor, first.place, str(101 + number), earlier)
        for number in range(MINE_SHOWN + 1)
    ]
    page = open_as(first.auditor).get("home.show")
    waiting = page.select_one("section[aria-labelledby=my-audits]")
    shown = {one.text for one in waiting.select("dt")}
    assert len(shown) == MINE_SHOWN
    assert shown < {f"Record {one.reference}" for one in many}
    assert waiting.find("a", string="See all your audits")


def test_an_audit_that_was_begun_is_continued(open_as):
    audit = make_audit()
    page = open_as(audit.allocation.auditor).get("home.show")
    link = page.select_one("section[aria-labelledby=my-audits] a")
    assert link["href"].endswith(audit.public_id)
    assert link.text.startswith("Continue")


def test_an_audit_that_is_done_waits_no_more(open_as):
    allocation = make_allocation(reference="0012345")
    allocation.state = State.DONE
    page = open_as(allocation.auditor).get("home.show")
    waiting = page.select_one("section[aria-labelledby=my-audits]").text
    assert "You have done 1 audit this month" in waiting
    assert "0012345" not in waiting


def test_with_nothing_allocated_the_page_says_what_will_stand_there(open_as):
    page = open_as(make_person(Role.TEAM_MANAGER)).get("home.show")
    assert "No record is allocated to you" in page.text


def test_a_manager_of_another_team_sees_nothing_of_it(open_as):
    allocation = make_allocation(reference="0012345")
    elsewhere = make_person(Role.TEAM_MANAGER, make_place(allocation.place, "Team 2"))
    appoint(elsewhere, Duty.AUDITOR, make_place(allocation.place, "Team 3"))
    page = open_as(elsewhere).get("home.show")
    assert "0012345" not in page.text
    assert page.text.count("Records for you to audit") == 1


def test_the_header_says_who_one_is_and_where(open_as):
    council = make_council("Northshire")
    person = make_person(Role.TEAM_MANAGER, make_place(council, "East Team"), name="Ada Thornley")
    header = open_as(person).get("home.show").select_one("header").text
    for words in ("Northshire", "Ada Thornley", "Team manager", "East Team"):
        assert words in header


def test_help_begins_with_ones_own_role(open_as):
    page = open_as(make_person(Role.DATA_OFFICER, make_council())).get("home.help")
    assert page.select_one("h3").text == "Data officer"
    folded = [summary.text.strip() for summary in page.select("details summary")]
    assert "Data officer" not in folded
    assert "Team manager" in folded


@pytest.mark.parametrize("holds", [*Role, *Duty], ids=lambda one: one.name.lower())
def test_every_step_of_ones_help_leads_to_a_page_that_opens(open_as, holds):
    browser = open_as(make_person(holds, make_council()))
    links = browser.get("home.help").select("main ol a")
    assert len(links) == sum(bool(step.endpoint) for step in FIRST_STEPS[holds])
    for link in links:
        browser.get(link["href"])


def test_search_finds_people_and_places_by_name(open_as):
    council = make_council()
    team = make_place(council, "Eastmoor Team")
    make_person(Role.PRACTITIONER, team, name="Bethan Loxley")
    browser = open_as(make_person(Role.QA_LEAD, council))

    assert "Bethan Loxley" in browser.search("home.search", {"words": "loxley"}).text
    assert "Eastmoor Team, team" in browser.search("home.search", {"words": "eastmoor"}).text
    assert (
        "Nothing that you may see matches" in browser.search("home.search", {"words": "zzz"}).text
    )


def test_search_never_leaves_the_council_or_the_team(open_as):
    council = make_council()
    make_person(Role.PRACTITIONER, make_place(council, "West"), name="Bethan Loxley")
    make_person(Role.PRACTITIONER, make_council("Southmere"), name="Carys Loxley")
    browser = open_as(make_person(Role.TEAM_MANAGER, make_place(council, "East")))

    assert (
        "Nothing that you may see matches"
        in browser.search("home.search", {"words": "loxley"}).text
    )


def test_an_administrator_hears_of_accounts_reviews_and_timers(open_as):
    page = open_as(make_person(Role.ADMINISTRATOR, make_council())).get("home.show").text
    assert "has not been started" in page
    assert "has not run yet" in page


def test_a_visitor_reads_the_day_on_which_their_access_ends(open_as):
    page = open_as(make_person(Role.EXTERNAL_AUDITOR, make_council())).get("home.show").text
    assert "Your last day is" in page


def test_governance_hears_what_is_missing_before_a_real_child(open_as):
    page = open_as(make_person(Role.INFORMATION_GOVERNANCE, make_council())).get("home.show").text
    assert "Real children’s records may come in once" in page


def test_governance_is_led_to_both_days_once_they_are_recorded(open_as):
    governance = make_person(Role.INFORMATION_GOVERNANCE, make_council())
    day = today()
    record_readiness(Readiness(day, day), by=viewer_of(governance), at=now())
    db.session.commit()
    browser = open_as(governance)
    link = browser.get("home.show").select_one("section[aria-labelledby=readiness] a")
    assert link.text == "Look at the days again"
    assert browser.get(link["href"]).h1.text == "Before a real child"


def test_without_a_list_whoever_may_import_one_is_led_there(open_as):
    page = open_as(make_person(Role.DATA_OFFICER, make_council())).get("home.show")
    assert page.select_one(".app-empty a").text == "Import a list"


def test_one_way_of_the_navigation_is_where_one_is(open_as):
    browser = open_as(make_person(Role.QA_LEAD, make_council()))
    for endpoint, words in (("home.show", "Home"), ("home.search", "Search")):
        current = browser.get(endpoint).select("nav [aria-current]")
        assert [link.text.strip() for link in current] == [words]


def test_a_managers_page_says_whose_records_each_sentence_counts(open_as):
    allocation = make_allocation()
    page = open_as(allocation.auditor).get("home.show")
    audits, teams = (
        page.select_one(f"section[aria-labelledby={name}]").text
        for name in ("my-audits", "completion")
    )
    assert "Records that you are to audit: 0 of 1 audits are done" in " ".join(audits.split())
    assert "Records of your teams, whoever audits them: 0 of 1" in " ".join(teams.split())


def test_late_audits_of_earlier_months_are_counted_and_led_to(open_as):
    allocation = make_allocation(reference="0012345", day=months_back(today(), 3)[2])
    browser = open_as(make_person(Role.TEAM_MANAGER, allocation.place))
    completion = browser.get("home.show").select_one("section[aria-labelledby=completion]")
    link = completion.select_one("a[href*=LATE]")
    assert link.text == "1 audit is late"
    assert browser.get(link["href"]).h1.text == "1 overdue audit of all months"
    assert "0012345" in completion.text


def test_the_lead_is_told_of_the_whole_council_and_led_to_the_workbook(open_as):
    page = open_as(make_person(Role.QA_LEAD, make_council())).get("home.show")
    completion = page.select_one("section[aria-labelledby=completion]")
    assert "Records of the whole council" in completion.text
    assert "/reports/new" in {link["href"] for link in completion.select("a")}
