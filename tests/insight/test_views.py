"""Saved views: kept, shared, opened by others on what they may see, renamed, deleted and put back."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.audit_templates import library
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.insight.models import SavedView
from qa_app.insight.operations import views as operations
from qa_app.insight.operations.closing import keep_figures
from qa_app.insight.queries.views import list_open
from qa_app.insight.rules.views import CAN_BE_PUT_BACK, MOST_SAVED, PAGES, page_at, to_keep
from qa_app.organisation.rules import Kind
from qa_app.trail.models import Event
from tests.insight.counted_makers import Counted, month
from tests.insight.theme_makers import find
from tests.makers import make_person, make_place, viewer_of

NAME = "East, whole audits"
# Lists of the records behind a figure: a figure leads to each with its filters, and none is a page of figures.
LISTS = {
    "accuracy.audits",
    "grades.audits",
    "insight.left_out",
    "insight.records",
    "insight_actions.listed",
    "insight_re_audits.audits",
    "insight_voices.audits",
}


def the_view():
    return db.session.scalars(select(SavedView)).one()


def saved_by(person, page="grades", place=None, **asked):
    shared = place.public_id if place else None
    return operations.save_view(page, asked, NAME, shared, viewer_of(person), now())


def save(browser, made, shared=""):
    page = browser.get("grades.show", about="", place=made.east.public_id, period="year")
    address = page.find("a", string="Save these filters")["href"]
    return browser.post(address, {"name": NAME, "shared_with": shared})


def names_on(page):
    return [link.text for link in page.select("#saved-views li a")]


def test_nothing_of_an_address_is_kept_but_what_the_page_asks():
    typed = {"place": "Abc-1", "page": "3", "from": "2026-01", "template": "x' or 1", "age": ""}
    assert to_keep("grades", typed) == {"place": "Abc-1", "from": "2026-01"}
    assert page_at("grades.show") == "grades"
    assert page_at("grades.audits") == ""


def test_every_page_that_keeps_views_shows_them(open_as):
    made = Counted()
    made.read(6)
    browser = open_as(make_person(Role.QA_LEAD, made.council))
    for name, one in PAGES.items():
        theme = {"theme": library.list_of_themes()[0].code.lower()} if name == "theme" else {}
        page = browser.get(one.endpoint, about="", **theme)
        assert page.select_one("#saved-views"), name


def test_every_page_with_a_form_that_filters_figures_keeps_views(app, open_as):
    """All pages of this capability that need nothing named are walked, so that no new one is forgotten."""
    made = Counted()
    make_place(made.council, "Permanence", Kind.SERVICE)
    for audit in made.read(6):
        find(audit, "SYS1")
    keep_figures(made.round_of(month(0)), now())
    browser, walked = open_as(make_person(Role.QA_LEAD, made.council)), set()
    for rule in app.url_map.iter_rules():
        where = app.view_functions[rule.endpoint].__module__
        if "GET" not in rule.methods or rule.arguments or "qa_app.insight.routes" not in where:
            continue
        answer = browser.client.get(rule.rule, follow_redirects=True)
        if answer.mimetype != "text/html" or answer.status_code != 200:
            continue
        page = BeautifulSoup(answer.text, "html.parser")
        if page.select_one("form.app-filters") and rule.endpoint not in LISTS:
            walked.add(rule.endpoint)
            assert page.select_one("#saved-views"), rule.endpoint
            assert page_at(rule.endpoint), rule.endpoint
    assert walked == {one.endpoint for one in PAGES.values()} - {"insight_themes.show"}


def test_what_each_form_asks_is_what_its_view_keeps(open_as):
    made = Counted()
    for audit in made.read(6):
        find(audit, "SYS1")
    keep_figures(made.round_of(month(0)), now())
    make_place(made.council, "Permanence", Kind.SERVICE)
    browser = open_as(make_person(Role.QA_LEAD, made.council))
    for name, one in PAGES.items():
        theme = {"theme": "sys1"} if name == "theme" else {}
        form = browser.get(one.endpoint, **theme).select_one("form.app-filters")
        asked = {field["name"] for field in form.select("select, input") if field.get("name")}
        assert asked <= {*one.names}, (name, asked - {*one.names})


def test_of_a_page_about_one_thing_nothing_is_saved_without_it(open_as):
    made = Counted()
    browser = open_as(make_person(Role.QA_LEAD, made.council))
    for method in (browser.client.get, browser.client.post):
        assert method("/insight/views/new?of=theme", data={}).status_code in (400, 404)
    assert browser.client.get("/insight/views/new").location == "/insight/views"


def test_filters_are_saved_and_opened_again(open_as):
    made = Counted()
    made.read(6)
    browser = open_as(make_person(Role.QA_LEAD, made.council))
    page = save(browser, made)
    assert page.location.startswith("/insight/grades?")
    assert the_view().asked == {"place": made.east.public_id, "period": "year"}
    page = browser.get("grades.show", about="")
    assert names_on(page) == [NAME]
    opened = browser.client.get(page.select_one("#saved-views li a")["href"])
    assert f"place={made.east.public_id}" in opened.location
    (event,) = db.session.scalars(select(Event).where(Event.name == "view:saved"))
    assert NAME not in str(event.facts)


def test_the_people_of_a_place_find_what_is_shared_with_it_and_nobody_else_does(open_as):
    made = Counted()
    lead = make_person(Role.QA_LEAD, made.council)
    below = make_person(Role.TEAM_MANAGER, made.east)
    beside = make_person(Role.TEAM_MANAGER, make_place(made.council, "Care"))
    saved_by(lead, place=made.service)
    alone = saved_by(lead)
    assert len(list_open(viewer_of(below), ["grades"])) == 1
    assert not list_open(viewer_of(beside), ["grades"])
    assert not list_open(viewer_of(below), ["themes"])
    browser = open_as(below)
    listed = browser.get("insight_views.index")
    assert "Shared with you" in listed.text
    browser.get("insight_views.show", view_id=alone.public_id, expect=404)
    browser.get("insight_views.edit", view_id=the_shared().public_id, expect=404)


def the_shared():
    wanted = select(SavedView).where(SavedView.shared_with_id.is_not(None))
    return db.session.scalars(wanted).one()


def test_a_shared_view_of_a_place_one_may_not_see_says_so_and_tells_nothing_of_it(open_as):
    made = Counted()
    made.read(6)
    made.read(7, place=made.west)
    lead = make_person(Role.QA_LEAD, made.council)
    view = operations.save_view(
        "grades",
        {"place": made.west.public_id},
        NAME,
        made.service.public_id,
        viewer_of(lead),
        now(),
    )
    browser = open_as(make_person(Role.TEAM_MANAGER, made.east))
    opened = browser.client.get(browser.address("insight_views.show", view_id=view.public_id))
    page = browser.get(f"{opened.location}&about=")
    said = " ".join(page.select_one("#not-offered").text.split())
    assert said == (
        "The saved view asks for a place that you do not see, or that is not there. These are the"
        " figures of what you see instead."
    )
    assert "West" not in page.select_one("main").text
    assert "6 of 6" in page.select_one(".app-figures__number").text
    unknown = browser.get("grades.show", about="", place="nowhere", opened="view")
    assert unknown.select_one("#not-offered").text == page.select_one("#not-offered").text
    plain = browser.get("grades.show", about="", place=made.east.public_id)
    assert not plain.select_one("#not-offered")


def test_nobody_shares_with_a_place_they_do_not_see(database):
    made = Counted()
    manager = make_person(Role.TEAM_MANAGER, made.east)
    with pytest.raises(DomainError):
        saved_by(manager, place=made.west)
    with pytest.raises(DomainError):
        saved_by(manager, place=made.service)


def test_a_view_is_renamed_deleted_and_put_back(open_as):
    made = Counted()
    lead = make_person(Role.QA_LEAD, made.council)
    view = saved_by(lead, "themes")
    browser = open_as(lead)
    ways = {"view_id": view.public_id}
    browser.post(
        "insight_views.edit", {"name": "All", "shared_with": made.service.public_id}, **ways
    )
    assert (the_view().name, the_view().shared_with.name) == ("All", "Safeguarding")
    browser.post("insight_views.delete", {}, **ways)
    browser.get("insight_views.show", **ways, expect=404)
    listed = browser.get("insight_views.index")
    assert "Deleted in the last 30 days" in listed.text
    browser.post("insight_views.put_back", {}, **ways)
    assert the_view().deleted_at is None
    assert the_view().shared_with.name == "Safeguarding"


def test_what_went_long_ago_is_not_put_back(database):
    made = Counted()
    lead = make_person(Role.QA_LEAD, made.council)
    view, by = saved_by(lead), viewer_of(lead)
    operations.delete_view(view, by, now() - CAN_BE_PUT_BACK - timedelta(days=1))
    with pytest.raises(DomainError):
        operations.put_back(view, by, now())


def test_nobody_keeps_more_views_than_a_list_can_show(database):
    made = Counted()
    lead = make_person(Role.QA_LEAD, made.council)
    for _ in range(MOST_SAVED):
        saved_by(lead)
    with pytest.raises(DomainError):
        saved_by(lead)
