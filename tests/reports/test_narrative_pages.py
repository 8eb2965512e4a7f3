"""The page of a round's report: empty, being written, to be approved, approved."""

import pytest
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.reports.models import Report, RoundNarrative
from qa_app.reports.operations.making import make_next
from qa_app.reports.routes.blueprint import FOLDER
from tests.insight.counted_makers import LESS, Counted
from tests.makers import make_person
from tests.reports.makers import lead_of

SAID = {"found": "Plans are written with families.", "doing": "We go on.", "version": "0"}


@pytest.fixture
def made(database):
    there = Counted()
    there.read(9)
    there.read(7, grade=LESS)
    return there


@pytest.fixture
def here(made):
    (one,) = made._rounds.values()
    return f"/rounds/{one.public_id}"


@pytest.fixture
def lead(made, open_as):
    return open_as(lead_of(made))


def psw(made):
    return make_person(Role.PRINCIPAL_SOCIAL_WORKER, made.council)


def propose(browser, here, **said):
    return browser.post(f"{here}/report/write", {**SAID, "propose": "y", **said})


def test_a_round_of_which_nothing_is_said_says_so(made, here, lead, open_as):
    manager = open_as(make_person(Role.TEAM_MANAGER, made.east))
    assert "Nothing that somebody wrote of this round" in lead.get(here).text
    page = lead.get(f"{here}/report")
    assert "stands here once somebody has written it" in page.text
    assert page.select_one(f"a[href='{here}/report/write']")
    assert not manager.get(f"{here}/report").select_one(f"a[href='{here}/report/write']")
    manager.get(f"{here}/report/write", expect=403)


def test_it_is_written_by_one_and_approved_by_another(made, here, lead, open_as):
    propose(lead, here)
    page = lead.get(f"{here}/report")
    assert "You wrote in it" in page.text
    assert "Practice was good or better in 9 of 16 audits (56%)" in page.text
    manager = open_as(make_person(Role.TEAM_MANAGER, made.east))
    assert SAID["found"] not in manager.get(f"{here}/report").text

    other = open_as(psw(made))
    officer = open_as(make_person(Role.QA_OFFICER, made.council))
    form = other.get(f"{here}/report").select_one("#approve")
    version = form.select_one("[name=version]")["value"]
    other.post(f"{here}/report/approve", {"version": version})
    assert SAID["found"] in manager.get(here).text
    page = manager.get(f"{here}/report")
    assert SAID["found"] in page.text and "The figures of the round" in page.text
    page = officer.get(f"{here}/report")
    assert SAID["found"] in page.text and "The figures of the round" not in page.text


def test_nobody_approves_their_own_or_what_they_did_not_read(made, here, lead, open_as):
    propose(lead, here)
    (one,) = db.session.scalars(select(RoundNarrative))
    page = lead.post(f"{here}/report/approve", {"version": str(one.version)}, expect=409)
    assert "You wrote it" in page.text
    page = open_as(psw(made)).post(f"{here}/report/approve", {"version": "77"}, expect=409)
    assert "written otherwise since" in page.text


def test_it_is_sent_back_with_why(made, here, lead, open_as):
    propose(lead, here)
    other = open_as(psw(made))
    assert "Enter why" in other.post(f"{here}/report/decline", {"why": ""}, expect=200).text
    other.post(f"{here}/report/decline", {"why": "Say more of strengths."})
    assert "Say more of strengths." in lead.get(f"{here}/report/write").text


def test_what_is_missing_is_said_and_what_was_typed_stays(made, here, lead):
    page = lead.post(f"{here}/report/write", {**SAID, "doing": "", "propose": "y"}, expect=409)
    assert "Enter what is done about it" in page.text
    assert SAID["found"] in page.text
    lead.post(f"{here}/report/write", {**SAID, "doing": "", "save": "y"})
    assert "Being written" in lead.get(f"{here}/report").text


def test_two_who_write_at_once_see_both_texts(made, here, lead, open_as):
    lead.post(f"{here}/report/write", {**SAID, "save": "y"})
    page = open_as(psw(made)).post(
        f"{here}/report/write", {**SAID, "found": "Other words.", "save": "y"}, expect=409
    )
    assert b"differences-caption" in page.data
    (one,) = db.session.scalars(select(RoundNarrative))
    assert one.found == SAID["found"]


def test_it_is_had_as_word_and_slides(made, here, lead, app):
    page = lead.post(f"{here}/report/document", {}, expect=200)
    assert "Select who will read it" in page.text
    there = lead.post(f"{here}/report/document", {"level": "INTERNAL"}).location
    make_next(app.extensions[FOLDER], now)
    assert db.session.scalars(select(Report)).one().state.name == "READY"
    page = lead.get(there)
    assert "Fetch the document" in page.text and "Fetch the slides" in page.text


def test_rounds_of_another_council_are_like_none(here, open_as):
    browser = open_as(lead_of(Counted("Southshire")))
    for address in (f"{here}/report", f"{here}/report/write"):
        browser.get(address, expect=404)
