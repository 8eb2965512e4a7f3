from datetime import timedelta

import pytest

from qa_app.children.operations import restricting
from qa_app.foundation.clock import today
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Person
from qa_app.rounds.models import DrawHold
from qa_app.rounds.operations import holds
from qa_app.rounds.operations.drawing import draw_round
from qa_app.rounds.operations.opening import open_as_proposed
from qa_app.rounds.queries.drawing import list_records
from qa_app.rounds.queries.holds import list_holds
from qa_app.rounds.queries.showing import counts_out
from qa_app.rounds.rules.eligibility import Out
from qa_app.rounds.rules.holds import Hold, in_their_place
from qa_app.rounds.rules.outcomes import Outcome
from qa_app.trail.models import Event
from tests.makers import NOON, TODAY
from tests.rounds.councils import CHANCE, make_peopled_council, make_planned_round


@pytest.fixture
def council(database):
    return make_peopled_council(teams=3, each=3)


def hold(council, row, until=None, why=Hold.POLICE, note=""):
    return holds.hold(row.child, why, note, until, by=council.lead, at=NOON)


def test_the_next_of_the_same_stratum_stands_in_and_then_whoever_is_next():
    reserves = [["east"], ["west"], ["west"]]
    assert in_their_place([["west"], ["west"], ["west"]], reserves) == [1, 2, 0]
    assert in_their_place([["west"], ["north"]], reserves[:1]) == [0]


def test_a_record_that_is_out_is_not_drawn_until_it_is_put_back(council):
    held = hold(council, council.children[0])
    round_ = make_planned_round(council)
    first = draw_round(round_, CHANCE, council.lead, NOON)
    assert counts_out(first, council.lead) == [(Out.HELD, 1)]
    holds.lift(held, by=council.lead, at=NOON)
    again = draw_round(round_, CHANCE, council.lead, NOON, why_again="Put back")
    assert counts_out(again, council.lead) == []


def test_a_hold_ends_by_itself_after_its_last_day(council):
    hold(council, council.children[0], until=TODAY)
    assert list_holds(council.lead, TODAY)
    assert not list_holds(council.lead, TODAY + timedelta(days=1))


def test_what_is_wrong_with_a_hold_is_said_beside_its_question(council):
    with pytest.raises(DomainError, match="Enter today or a later day"):
        hold(council, council.children[0], until=TODAY - timedelta(days=1))
    with pytest.raises(DomainError, match="Enter what the other reason is"):
        hold(council, council.children[0], why=Hold.OTHER)
    hold(council, council.children[0])
    with pytest.raises(DomainError, match="out of draws already"):
        hold(council, council.children[0])


def test_nobody_puts_back_what_another_has_put_back(council):
    held = hold(council, council.children[0])
    holds.lift(held, by=council.lead, at=NOON)
    with pytest.raises(DomainError, match="back in draws already"):
        holds.lift(held, by=council.officer, at=NOON)


def test_what_is_taken_out_after_the_draw_is_given_to_nobody(council):
    round_ = make_planned_round(council)
    draw = draw_round(round_, CHANCE, council.lead, NOON)
    picked = list_records(draw, Outcome.PICKED)
    row = next(one for one in council.children if one.child_id == picked[0].child_id)
    hold(council, row)
    given = open_as_proposed(round_, council.lead, NOON)
    assert len(given) == 3
    assert row.child_id not in {one.child_id for one in given}
    assert {one.drawn_record.outcome for one in given} == {Outcome.PICKED, Outcome.RESERVE}


def test_the_trail_says_that_it_was_held_and_not_why(council):
    hold(council, council.children[0])
    db.session.commit()
    event = db.session.query(Event).filter_by(name="child:held").one()
    assert event.child == council.children[0].child.public_id
    assert event.facts == {}


def browser(open_as, viewer):
    return open_as(db.session.get_one(Person, viewer.person_id))


def test_a_record_is_kept_out_and_put_back_page_by_page(open_as, council):
    lead, child_id = browser(open_as, council.lead), council.children[0].child.public_id
    link = lead.get("children.show", child_id=child_id).find("a", string="Keep this record out of draws")  # fmt: skip
    day = today() + timedelta(days=9)
    asked = {"why": "POLICE", "note": "Ask first", "until-day": day.day, "until-month": day.month}
    lead.post(link["href"], asked | {"until-year": day.year})
    assert "Ask first" in lead.get("children.show", child_id=child_id).text
    listed = lead.get("rounds.holds")
    assert "The police have asked for it" in listed.select_one("#holds-caption").parent.text
    lead.post("rounds.lift_hold", hold_id=db.session.query(DrawHold).one().public_id)
    assert "No record is out of draws" in lead.get("rounds.holds").text


def test_whoever_sees_a_record_and_runs_no_rounds_is_not_told_why_it_is_out(open_as, council):
    row = council.children[0]
    hold(council, row)
    db.session.commit()
    manager = open_as(council.managers[0])
    page = manager.get("children.show", child_id=row.child.public_id)
    assert "out of draws" not in page.text
    assert "police" not in page.text
    manager.get("rounds.holds", expect=403)


def test_whoever_is_not_cleared_does_not_see_that_a_restricted_record_is_out(open_as, council):
    row = council.children[0]
    held = hold(council, row)
    restricting.restrict(row.child, "Staff", TODAY + timedelta(90), by=council.lead, at=NOON)
    db.session.commit()
    officer = browser(open_as, council.officer)
    assert row.child.reference not in officer.get("rounds.holds").text
    officer.get("rounds.lift_hold", expect=404, hold_id=held.public_id)
    officer.get("rounds.hold", expect=404, child_id=row.child.public_id)
    assert row.child.reference in browser(open_as, council.lead).get("rounds.holds").text
