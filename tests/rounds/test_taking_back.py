"""The whole opening of a round is taken back, as long as nobody has begun."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Person, Place
from qa_app.outbox.models import Email
from qa_app.outbox.operations import queue
from qa_app.rounds.operations import mark_started
from qa_app.rounds.operations.drawing import draw_round
from qa_app.rounds.operations.opening import open_as_proposed
from qa_app.rounds.operations.taking_back import take_back_opening
from qa_app.rounds.queries.changes import was_taken_back
from qa_app.rounds.queries.drawing import latest_draw
from qa_app.rounds.rules import State
from qa_app.rounds.rules.plans import Spread
from qa_app.rounds.rules.taking_back import taken_back_in_words, why_not_take_back
from qa_app.trail.models import Event
from tests.makers import NOON
from tests.rounds.councils import CHANCE, MONTH, make_peopled_council, make_planned_round

HERE = "https://audit.example"
WHY = "It was drawn from last month’s list."


@pytest.fixture
def council(database):
    return make_peopled_council(teams=2, each=4)


@pytest.fixture
def given(council):
    round_ = make_planned_round(council, spreads=(Spread.TEAM,))
    draw_round(round_, CHANCE, council.lead, NOON)
    return open_as_proposed(round_, council.lead, NOON)


def digest(audit, at, *, is_sent):
    place = db.session.get_one(Place, audit.council_id)
    person = audit.auditor
    once = f"by-day:reminder:{place.public_id}:{person.public_id}:2026-11-20:first"
    email = queue(
        to=person.email, subject="1 audit", text="X", council_id=place.id, once=once, at=at
    )
    if is_sent:
        email.sent_at, email.next_try_at, email.attempts = at, None, 1
    db.session.flush()


def test_it_can_be_taken_back_until_somebody_has_begun():
    assert why_not_take_back(is_open=True, is_closed=False, begun=0) == ""
    assert "1 audit has been begun" in why_not_take_back(is_open=True, is_closed=False, begun=1)
    assert "not open" in why_not_take_back(is_open=False, is_closed=False, begun=0)
    assert "closed" in why_not_take_back(is_open=True, is_closed=True, begun=0)
    words = taken_back_in_words(2, "Monthly audits", MONTH)
    assert words.startswith(
        "2 audits that you were given are taken back: Monthly audits, November 2026"
    )


def test_letters_that_have_not_left_are_not_sent_and_those_that_have_are_followed_by_one(
    council, given
):
    round_ = given[0].round
    told, waiting = given
    digest(told, NOON, is_sent=True)
    digest(waiting, NOON, is_sent=False)
    later = NOON + timedelta(hours=1)
    assert take_back_opening(round_, WHY, council.lead, later, HERE) == 2
    emails = db.session.scalars(select(Email).where(Email.sent_at.is_(None))).all()
    assert [one.to for one in emails] == [told.auditor.email]
    assert "1 audit that you were given is taken back" in emails[0].text
    assert {one.state for one in given} == {State.WITHDRAWN}
    assert (round_.opened_at, was_taken_back(round_)) == (None, True)
    assert latest_draw(round_) is not None
    with pytest.raises(DomainError, match="not open"):
        take_back_opening(round_, WHY, council.lead, later, HERE)
    again = open_as_proposed(round_, council.lead, later)
    assert {one.reference for one in again} == {one.reference for one in given}


def test_once_somebody_has_begun_the_opening_stays(council, given):
    mark_started(given[0], NOON)
    with pytest.raises(DomainError, match="1 audit has been begun"):
        take_back_opening(given[0].round, WHY, council.lead, NOON, HERE)
    assert given[1].state is State.TO_DO


def test_whoever_runs_the_programme_takes_it_back_on_a_page_with_a_reason(open_as, council, given):
    here = {"round_id": given[0].round.public_id}
    lead = open_as(db.session.get_one(Person, council.officer.person_id))
    link = lead.get("rounds.show", **here).find("a", string="Take the opening back")
    assert "What was drawn, and how, stays recorded" in lead.get(link["href"]).text
    lead.post("rounds.take_opening_back", {"why": " "}, expect=200, **here)
    lead.post("rounds.take_opening_back", {"why": WHY}, **here)
    page = lead.get("rounds.show", **here)
    assert "Nobody has been given any yet" in page.text
    assert not page.find("a", string="Take the opening back")
    names = db.session.scalars(select(Event.name)).all()
    assert names.count("round:opening-taken-back") == 1
    assert names.count("audit:withdrawn") == 2
