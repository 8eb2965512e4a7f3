"""The first page that looks back: what has changed, three numbers, and where to ask."""

from datetime import timedelta

from qa_app.access.rules import Role
from qa_app.foundation.clock import today
from qa_app.rounds.rules import State
from tests.actions.makers import make_action
from tests.insight.agreement_makers import make_settled
from tests.insight.counted_makers import GOOD, LESS, Counted
from tests.insight.test_pages import rows_of
from tests.makers import NOON, make_allocation, make_person, make_place


def make_improved(made):
    """Half good or better for eight months, then all; voice stays as it was."""
    for back in range(1, 15):
        grades = [GOOD] * 6 if back < 7 else [GOOD, LESS] * 3
        for grade in grades:
            made.read(1, None, back=back, sections=[("PLAN", grade), ("VOICE", GOOD)])


def test_the_director_reads_what_has_changed_and_how_it_is_known(open_as):
    made = Counted()
    make_improved(made)
    made.read(2, None, sections=[("RISK", GOOD)])
    made.read(9, None, shut_at=NOON, sections=[("HEALTH", GOOD)])
    moderator = make_person(Role.QA_LEAD, made.council)
    make_settled(made.auditor, moderator, made.east)
    page = open_as(make_person(Role.DIRECTOR, made.council)).get("overview.show")
    first, second, third = (
        one.text for one in page.select("main .govuk-body-l, main .govuk-body")[:3]
    )
    assert first.startswith("Planning has improved: good or better in 36 of 36 (100%)")
    assert "No clear change in the grades of voice of the child." in second
    assert "not enough yet to say whether the grades of whole audits and risk have changed" in third
    assert (
        "Moderators gave the same grade in 1 of 1 whole audit." in page.select_one("#grading").text
    )
    assert "health" not in page.text.lower()


def test_a_head_of_service_reads_three_numbers_and_whom_to_ask(open_as):
    made = Counted()
    make_allocation(made.auditor, made.east).due_on = today() - timedelta(days=2)
    make_allocation(made.auditor, made.west, "0054321").state = State.EXEMPT
    make_action(made.west).due_on = today() - timedelta(days=9)
    for place in (made.service, made.service, made.west):
        make_action(place).due_on = today() - timedelta(days=9)
    far = make_action(make_place(made.council, "Far"))
    far.due_on = today() - timedelta(days=9)
    browser = open_as(make_person(Role.HEAD_OF_SERVICE, made.service))
    page = browser.get("overview.show")
    numbers = [" ".join(one.text.split()) for one in page.select(".app-figures__number")]
    assert numbers == [
        "Audits done: 0 of 1",
        "Audits with the lowest grade: 0",
        "Actions overdue: 4",
    ]
    said = " ".join(page.select_one("#of-all-months").text.split())
    assert "overdue today, of all months" in said
    assert f"Audits done above are those due in {today():%B %Y}" in said
    assert [[row[0], row[1][:1], row[2][:1]] for row in rows_of(page, "overdue")] == [
        ["SafeguardingNorthshire", "0", "2"],
        ["EastSafeguarding", "1", "0"],
        ["WestSafeguarding", "0", "2"],
    ]
    # Each leads to a list of as many; a list of the service would hold those of its teams too.
    links = page.select("#overdue-caption ~ tbody a")
    assert len(links) == 2
    for link in links:
        assert browser.get(link["href"]).h1.text.split()[0] == link.text.split()[0]
    assert "What the audits say appears here" in page.text


def test_a_team_manager_is_told_of_no_lowest_grades_and_others_of_nothing(open_as):
    made = Counted()
    people = [make_person(role, made.east) for role in (Role.TEAM_MANAGER, Role.PRACTITIONER)]
    manager, practitioner = (open_as(person) for person in people)
    page = manager.get("overview.show")
    assert "lowest grade" not in page.text
    assert "No audit and no action is overdue" in page.text
    practitioner.get("overview.show", expect=403)


def test_more_audits_ask_no_more_of_the_database(open_as, ask_alike):
    few, many = Counted("Southmere"), Counted("Northshire")
    few.read(1, sections=[("PLAN", GOOD)])
    make_improved(many)
    make_action(many.west).due_on = today() - timedelta(days=9)
    browsers = [open_as(make_person(Role.DIRECTOR, made.council)) for made in (few, many)]
    ask_alike(*browsers, "overview.show")


def test_of_one_place_the_overview_counts_what_is_there(open_as):
    made = Counted()
    make_improved(made)
    made.read(3, LESS, place=made.west)
    make_allocation(made.auditor, made.east).due_on = today() - timedelta(days=2)
    make_allocation(made.auditor, made.west, "0054321").due_on = today() - timedelta(days=2)
    make_action(made.west).due_on = today() - timedelta(days=9)
    make_action(make_place(made.council, "Far")).due_on = today() - timedelta(days=9)
    browser = open_as(make_person(Role.DIRECTOR, made.council))
    page = browser.get("overview.show", place=made.west.public_id)
    assert page.h1.text.strip() == "Overview, West"
    assert "Planning has improved" not in page.text
    assert [row[0] for row in rows_of(page, "overdue")] == ["WestSafeguarding"]
    numbers = [" ".join(one.text.split()) for one in page.select(".app-figures__number")]
    assert (numbers[0], numbers[2]) == ("0 of 4", "1")
    assert not page.select(".app-figures__number a")
    [service] = browser.get("overview.show", place=made.service.public_id).select(
        ".app-figures__number a"
    )
    assert f"service={made.service.public_id}" in service["href"]
    far = browser.get("overview.show", place="nowhere")
    assert far.select_one("#not-offered") and "Planning has improved" in far.text


def test_a_place_that_somebody_does_not_see_is_as_one_that_is_not_there(open_as):
    made, other = Counted(), Counted("Southshire")
    made.read(6)
    manager = open_as(make_person(Role.TEAM_MANAGER, made.east))
    for place in (made.west, other.east):
        page = manager.get("overview.show", place=place.public_id)
        assert page.h1.text.strip() == "Overview" and page.select_one("#not-offered")
        assert place.name not in page.select_one("main").text
