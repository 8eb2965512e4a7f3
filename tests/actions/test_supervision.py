import pytest

from qa_app.access.rules import Role
from qa_app.actions.operations import talk_about
from qa_app.actions.queries import list_changes
from qa_app.actions.rules import Act
from qa_app.foundation.errors import DomainError
from tests.actions.makers import make_action
from tests.makers import NOON, TODAY, make_person, make_place, viewer_of

pytestmark = pytest.mark.usefixtures("database")


def main(page):
    return " ".join(page.select_one("main").text.split())


def test_the_owner_notes_when_it_is_talked_about_and_takes_the_day_away(open_as):
    place = make_place()
    owner = make_person(Role.PRACTITIONER, place)
    action = make_action(place=place, owner=owner)
    here = {"action_id": action.public_id}
    browser = open_as(owner)
    assert "No day noted" in main(browser.get("actions.show", **here))
    day = {"on-day": "1", "on-month": "12", "on-year": "2026"}
    browser.post("actions.supervision", {**day, "version": str(action.version)}, **here)
    assert "In supervision 1 December 2026" in main(browser.get("actions.show", **here))
    assert "In supervision 1 December 2026" in main(browser.get("actions.index"))
    form = browser.get("actions.supervision", **here)
    assert form.select_one("[name=on-month]")["value"] == "12"
    version = form.select_one("[name=version]")["value"]
    browser.post("actions.supervision", {"version": version}, **here)
    assert "No day noted" in main(browser.get("actions.show", **here))


def test_the_history_keeps_the_day_and_none_is_years_away():
    action = make_action()
    by = viewer_of(make_person(Role.TEAM_MANAGER, action.place))
    talk_about(action, TODAY, by, NOON)
    talk_about(action, TODAY, by, NOON)
    told = [one for one in list_changes(action) if one.act is Act.SUPERVISION]
    assert [one.why for one in told] == ["20 November 2026"]
    with pytest.raises(DomainError, match="within a year"):
        talk_about(action, TODAY.replace(year=2031), by, NOON)
