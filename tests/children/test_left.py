"""A record that has left the list is still found by whoever may read it, and says so."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.children.models import Child
from qa_app.children.operations import restricting, undoing
from qa_app.foundation.clock import now, today
from qa_app.foundation.database import db
from tests.children.makers import AS_AT, import_rows
from tests.makers import NOON, make_council, make_person, make_place, viewer_of

LATER = AS_AT + timedelta(days=7)
SAYS = "not on the list since 12 October 2026"
LEFT, STAYS = "7654321", "7654399"


@pytest.fixture
def north(database):
    """A team of two records, of which the second list names one alone."""
    council = make_council()
    north = make_place(council, "North")
    both = [[one, "CIN", "North", "", ""] for one in (LEFT, STAYS)]
    import_rows(council, both)
    import_rows(council, both[1:], LATER)
    import_rows(council, both[1:], LATER + timedelta(days=7))
    return north


def left_child() -> Child:
    return db.session.scalars(select(Child).where(Child.reference == LEFT)).one()


def test_search_finds_a_record_that_left_and_says_since_when(open_as, north):
    browser = open_as(make_person(Role.TEAM_MANAGER, north))

    page = browser.search("home.search", {"words": "7654"})

    found = [" ".join(item.text.split()) for item in page.select("main ul.govuk-list li")]
    assert found == [f"{STAYS}, North", f"{LEFT}, North, {SAYS}"]
    record = browser.get("children.show", child_id=left_child().public_id).text
    assert SAYS in record
    assert "the list of 5 October 2026 said" in record


def test_the_list_names_what_left_when_its_reference_is_asked_for(open_as, north):
    browser = open_as(make_person(Role.TEAM_MANAGER, north))

    assert LEFT not in browser.get("children.index").text
    page = browser.search("children.index", {"reference": LEFT})
    assert page.select_one("h1").text.strip().startswith("0 ")
    assert SAYS in page.text


def test_who_may_not_read_it_learns_nothing_of_what_left(open_as, north):
    council = db.session.get(type(north), north.council_id)
    strangers = (
        make_person(Role.TEAM_MANAGER, make_place(council, "South")),
        make_person(Role.PRACTITIONER, north),
        make_person(Role.QA_LEAD, make_council("Southshire")),
        make_person(Role.DATA_OFFICER, council),
    )
    for stranger in strangers:
        page = open_as(stranger).search("home.search", {"words": LEFT})
        assert "Nothing that you may see matches" in page.text
        assert SAYS not in page.text


def test_a_restricted_record_that_left_is_found_by_those_cleared_alone(open_as, north):
    council = db.session.get(type(north), north.council_id)
    lead, manager = make_person(Role.QA_LEAD, council), make_person(Role.TEAM_MANAGER, north)
    review = today() + timedelta(days=9)
    restricting.restrict(left_child(), "Adoption", review, by=viewer_of(lead), at=now())

    assert SAYS in open_as(lead).search("home.search", {"words": LEFT}).text
    for endpoint, asked in (("home.search", "words"), ("children.index", "reference")):
        assert SAYS not in open_as(manager).search(endpoint, {asked: LEFT}).text


def test_an_overdue_restriction_is_on_the_first_page_also_of_a_record_that_left(open_as, north):
    lead = make_person(Role.QA_LEAD, db.session.get(type(north), north.council_id))
    long_ago = now() - timedelta(days=60)
    overdue = today() - timedelta(days=6)
    restricting.restrict(left_child(), "Adoption", overdue, by=viewer_of(lead), at=long_ago)

    page = open_as(lead).get("home.show")

    assert LEFT in page.select_one("section[aria-labelledby=restricted]").text


def test_a_list_that_was_undone_took_nobody_off_the_list(open_as, north):
    council = db.session.get(type(north), north.council_id)
    both = [[one, "CIN", "North", "", ""] for one in (LEFT, STAYS)]
    import_rows(council, both, LATER + timedelta(days=8))
    undone = import_rows(council, both[1:], LATER + timedelta(days=9))
    undoing.undo_list(undone, None, NOON)

    page = open_as(make_person(Role.TEAM_MANAGER, north)).search("home.search", {"words": LEFT})

    assert LEFT in page.select_one("main ul.govuk-list").text
    assert "not on the list" not in page.text
