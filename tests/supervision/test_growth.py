from datetime import timedelta

import pytest
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.foundation.database import db
from qa_app.organisation.queries.people import member_of
from qa_app.supervision.models import GrowthNote
from qa_app.supervision.operations.growing import destroy_notes_of_leavers, write_note
from qa_app.trail.models import Event
from qa_app.voices.queries.reflections import of_audit
from tests.makers import NOON, make_person, viewer_of
from tests.supervision.test_sheets import main, released
from tests.voices.makers import Team

pytestmark = pytest.mark.usefixtures("database")
SECRET = "I want to learn to ask fathers sooner."


@pytest.fixture
def team():
    return Team()


def notes():
    return db.session.scalars(select(GrowthNote).order_by(GrowthNote.id)).all()


def test_a_practitioner_writes_changes_downloads_and_removes_a_note(open_as, team):
    released(team)
    browser = open_as(team.practitioner)
    assert "You have written no note yet" in main(browser.get("supervision.my_growth"))
    browser.post("supervision.write_note", {"text": SECRET})
    (note,) = notes()
    here = {"note_id": note.public_id}
    page = browser.get("supervision.my_growth")
    assert SECRET in main(page)
    assert main(page).index(SECRET) < main(page).index("A strength.")
    browser.post("supervision.change_note", {"text": f"{SECRET} Soon.", "version": "1"}, **here)
    # From a page that was opened before.
    overtaken = browser.post(
        "supervision.change_note", {"text": "Old", "version": "1"}, 409, **here
    )
    assert f"{SECRET} Soon." in overtaken.text
    text = browser.download("supervision.download_growth").text
    assert f"{SECRET} Soon." in text
    assert "Strength: A strength." in text
    browser.get("supervision.remove_note", **here)
    browser.post("supervision.remove_note", {"remove": "yes"}, **here)
    assert notes() == []


@pytest.mark.parametrize(
    "role", [one for one in Role if one not in (Role.EXTERNAL_AUDITOR, Role.INSPECTOR)]
)
def test_nobody_else_reads_a_note_whatever_they_hold(open_as, team, role):
    note = write_note(SECRET, viewer_of(team.practitioner), NOON)
    here = {"note_id": note.public_id}
    other = make_person(role, team.council)
    member_of(team.practitioner.id, team.council.id).line_manager_id = other.id
    browser = open_as(other)
    for page in ("supervision.change_note", "supervision.remove_note"):
        answer = browser.client.get(browser.address(page, **here))
        assert answer.status_code in (403, 404)
    for page in ("supervision.my_growth", "supervision.download_growth", "home.show"):
        assert SECRET not in browser.client.get(browser.address(page)).text
    sheet = browser.address("supervision.sheet", person_id=team.practitioner.public_id)
    assert SECRET not in browser.client.get(sheet).text


def test_the_trail_keeps_that_a_note_was_written_and_no_word_of_it(team):
    write_note(SECRET, viewer_of(team.practitioner), NOON)
    db.session.commit()
    event = db.session.scalars(select(Event).where(Event.name == "growth:note-written")).one()
    assert event.facts == {}
    assert event.about_id is None


def test_the_notes_of_somebody_who_has_left_are_destroyed_after_ninety_days(team):
    write_note(SECRET, viewer_of(team.practitioner), NOON)
    write_note("Mine", viewer_of(team.manager), NOON)
    member_of(team.practitioner.id, team.council.id).leaves_on = NOON.date()
    db.session.flush()
    assert destroy_notes_of_leavers(team.council.id, NOON + timedelta(days=90)) == 0
    assert destroy_notes_of_leavers(team.council.id, NOON + timedelta(days=91)) == 1
    assert [one.text for one in notes()] == ["Mine"]


def test_an_audit_that_is_not_released_adds_nothing_to_somebodys_growth(open_as, team):
    audit = team.submitted()
    page = open_as(team.practitioner).get("supervision.my_growth")
    assert "A strength." not in page.text
    assert of_audit(audit).released_at is None
