"""An action from owed to confirmed: by its owner, then by the QA lead."""

import pytest

from qa_app.access.rules import Role
from qa_app.actions.models import Action
from qa_app.foundation.database import db
from qa_app.organisation.models import Person, Place
from tests.actions.makers import make_action
from tests.makers import make_person, make_place

pytestmark = pytest.mark.browser

WHAT = "Hold a family group meeting"


def owed() -> tuple[Person, Person]:
    """Whoever owes an action, and the QA lead of their council."""
    place = make_place()
    owner = make_person(Role.TEAM_MANAGER, place)
    lead = make_person(Role.QA_LEAD, db.session.get_one(Place, place.council_id))
    make_action(place, owner=owner, auditor=lead, what=WHAT)
    for _ in range(2):
        make_action(place, owner=owner, auditor=lead, what="W" * 90)
    assert db.session.query(Action).count() >= 3
    return owner, lead


@pytest.mark.parametrize(
    "how",
    [{}, {"scripts": False}, {"narrow": True}],
    ids=["wide", "without scripts", "on a narrow screen"],
)
def test_an_action_goes_from_owed_to_confirmed(how, visit_as, make):
    owner, lead = make(owed)
    visitor = visit_as(owner, **how)
    page = visitor.open("/")
    visitor.press(WHAT)
    visitor.press("Mark as done")
    visitor.press("Mark as done")
    assert "Select whether it helped" in page.locator(".govuk-error-summary").inner_text()
    page.get_by_label("What was done, and where can it be seen?").fill("Held on 3 November.")
    page.get_by_role("radio", name="Partly").check()
    page.get_by_label("How do you know, or when will you know?").fill("The aunt says so.")
    visitor.press("Mark as done")
    assert "Done, to be confirmed" in page.locator("main").inner_text()
    assert visitor.is_too_wide() == []

    visitor = visit_as(lead, **how)
    page = visitor.open("/actions?show=DONE")
    visitor.press(WHAT)
    visitor.press("Confirm that it was done")
    page.get_by_label("What did you look at?").fill("Read the minutes.")
    visitor.press("Confirm that it was done")
    assert "Confirmed" in page.locator(".app-history").inner_text()


def test_an_action_is_marked_as_done_by_keyboard_alone(visit_as, make):
    owner, _lead = make(owed)
    visitor = visit_as(owner)
    page = visitor.open("/actions")
    visitor.tab_to(WHAT)
    visitor.press_key("Enter")
    visitor.tab_to("Mark as done")
    visitor.press_key("Enter")
    visitor.tab_to("evidence")
    page.keyboard.type("Held on 3 November.")
    visitor.tab_to("helped")
    page.keyboard.press("Space")
    visitor.tab_to("words")
    page.keyboard.type("The aunt says so.")
    visitor.tab_to("Mark as done")
    visitor.press_key("Enter")
    assert "Done, to be confirmed" in page.locator("main").inner_text()


@pytest.mark.parametrize(
    "where", ["/actions", "/actions?show=ALL&whom=TEAM", "/actions/change-many"]
)
def test_the_lists_fit_a_phone_and_please_axe(where, visit_as, make):
    _owner, lead = make(owed)
    visitor = visit_as(lead, narrow=True)
    visitor.open(where)
    assert visitor.is_too_wide() == []


@pytest.mark.parametrize(
    "words",
    [
        "Give it to another owner",
        "Change its due date",
        "Say that it is no longer right",
    ],
)
def test_each_question_about_an_action_pleases_axe_with_its_errors(words, visit_as, make):
    _owner, lead = make(owed)
    visitor = visit_as(lead, narrow=True)
    page = visitor.open("/actions")
    visitor.press(WHAT)
    visitor.press(words)
    visitor.follow(page.locator("main form button[type=submit]"))
    assert page.locator(".govuk-error-summary").count() == 1
    assert visitor.is_too_wide() == []
