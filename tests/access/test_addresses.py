"""Nothing that somebody types comes to stand in an address: it may be a child's reference."""

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask

from qa_app.access.rules import Role
from qa_app.foundation.database import db
from tests.access.objects import PLAIN, Whose, World
from tests.access.test_walk import Step, make_world, steps, targets
from tests.children.makers import make_child
from tests.makers import make_council, make_person, make_place
from tests.page_client import HOLD, Browser, can_hold_a_reference

REFERENCE = "734512"
# Between them they reach every page that looks for something.
SEEKERS = (
    Role.QA_LEAD,
    Role.TEAM_MANAGER,
    Role.DATA_OFFICER,
    Role.ADMINISTRATOR,
    Role.INFORMATION_GOVERNANCE,
)
NAMES_AN_ADDRESS = ("href", "action", "formaction", "src")
TYPED = "input[type=text], input[type=search], input[type=email]"


def pages_for(app: Flask, world: World, browser: Browser) -> Iterator[tuple[Step, BeautifulSoup]]:
    """Every page that this person may open, on things of their own."""
    addresses = app.url_map.bind("localhost")
    for step in steps(app, targets(world)):
        if step.method != "GET" or step.whose is not Whose.OWN:
            continue
        known = PLAIN | step.target.values
        values = {name: known[name] for name in step.rule.arguments}
        answer = browser.client.get(addresses.build(step.rule.endpoint, values, "GET"))
        if answer.status_code == 200 and answer.mimetype == "text/html":
            yield step, BeautifulSoup(answer.text, "html5lib")


def addresses_in(page: BeautifulSoup) -> list[str]:
    """Of links, forms and buttons."""
    return [str(one[name]) for name in NAMES_AN_ADDRESS for one in page.select(f"[{name}]")]


def filled(form: Tag, browser: Browser, words: str) -> dict[str, str]:
    return {str(box["name"]): words for box in form.select(TYPED)} | {"csrf_token": browser.token()}


@pytest.mark.parametrize("role", SEEKERS)
def test_no_form_of_any_page_sends_in_its_address_what_may_be_a_reference(app, role):
    world = make_world(role)
    browser = Browser(app, world.caller)
    db.session.commit()
    opened, wrong = 0, []
    for step, page in pages_for(app, world, browser):
        opened += 1
        in_address = page.select("form:not([method=post])")
        boxes = [one for form in in_address for one in form.find_all(HOLD)]
        wrong += [f"{step}: {box}" for box in filter(can_hold_a_reference, boxes)]
        for form in page.select("form[role=search]"):
            answer = browser.client.post(form["action"], data=filled(form, browser, REFERENCE))
            found = [answer.location or "", *addresses_in(BeautifulSoup(answer.text, "html5lib"))]
            wrong += [f"{step}: {one}" for one in found if REFERENCE in one]
            assert answer.status_code in (200, 303), f"{step}: {answer.status_code}"
    assert opened > 10, "the walk opens nothing"
    assert not wrong, "\n".join(wrong)


def test_a_search_is_paged_sorted_narrowed_and_saved_without_an_address(open_as):
    team = make_place(make_council(), "North")
    for number in range(30):
        make_child(team, reference=f"{REFERENCE}{number:02}")
    browser = open_as(make_person(Role.TEAM_MANAGER, team))

    first = browser.search("children.index", {"reference": REFERENCE})
    assert len(first.select("main tbody tr")) == 25
    again = {str(one["name"]): str(one["value"]) for one in first.select("#asked input")}
    [following] = first.select(".govuk-pagination__next button[form=asked]")
    second = browser.search("/children", {**again, following["name"]: following["value"]})
    assert len(second.select("main tbody tr")) == 5

    [sort] = [one for one in second.select("button.app-sort") if one.text == "Reference"]
    turned = browser.search("/children", {**again, sort["name"]: sort["value"]})
    assert turned.select_one("main tbody th a").text == f"{REFERENCE}29"
    [file] = second.select("button[formaction]")
    assert len(browser.download(file["formaction"], again).text.splitlines()) == 31
    [chip] = second.select("button.app-chip")
    bare = browser.post("/children", {**again, chip["name"]: chip["value"]}, expect=303)
    assert bare.location == "/children"


def test_an_address_that_names_a_reference_finds_nothing_by_it(open_as):
    team = make_place(make_council(), "North")
    for reference in (REFERENCE, "99"):
        make_child(team, reference=reference)
    browser = open_as(make_person(Role.TEAM_MANAGER, team))

    page = browser.get(f"/children?reference={REFERENCE}")

    assert len(page.select("main tbody tr")) == 2
    assert not [one for one in addresses_in(page) if REFERENCE in one]
