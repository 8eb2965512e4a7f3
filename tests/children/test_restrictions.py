"""A restriction is lifted with a reason, and what became of it stays with the record."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.children.models import Child
from qa_app.children.operations import restricting, undoing
from qa_app.children.queries.restrictions import history_of_restriction, restriction_of
from qa_app.children.rules.clearance import cleared_at, kept_out_at, steps_in_words
from qa_app.foundation.clock import now, today
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.trail.models import Event
from tests.children.makers import import_rows, make_child
from tests.makers import NOON, make_council, make_person, make_place, viewer_of

REVIEW = date(2027, 1, 1)


@pytest.fixture
def north(database):
    return make_place(make_council(), "North")


@pytest.fixture
def lead(north):
    return make_person(Role.QA_LEAD, north, name="Ada Thornley")


def restricted_in(north, lead, at=NOON):
    row = make_child(north, reference="7654321")
    review_on = at.date() + timedelta(days=42)
    restricting.restrict(row.child, "Adoption", review_on, by=viewer_of(lead), at=at)
    return row


def test_who_is_cleared_and_who_is_not_is_said_by_their_roles():
    assert cleared_at("North") == "people who are head of service or QA lead for North or above it"
    kept_out = kept_out_at("North")
    assert "team manager" in kept_out
    assert "QA lead" not in kept_out
    assert "the practitioner or reviewing officer whom the record names" in kept_out


def test_each_step_of_a_restriction_is_said():
    assert steps_in_words([False, False, True, False]) == [
        "Record restricted",
        "Restriction changed",
        "Restriction lifted",
        "Record restricted",
    ]


def test_the_reason_of_a_lift_stays_with_the_record_and_out_of_the_trail(north, lead):
    row = restricted_in(north, lead)
    restricting.lift(row.child, "The adoption is over", by=viewer_of(lead), at=NOON)
    db.session.commit()

    lifted, restricted = history_of_restriction(row)
    assert (lifted.what, lifted.who, lifted.words) == ("Restriction lifted", "Ada Thornley", "The adoption is over")  # fmt: skip
    assert restricted.words == "Adoption (to be looked at again on 1 January 2027)"
    event = select(Event).where(Event.name == "child:restriction-lifted")
    assert "adoption" not in str(db.session.scalars(event).one().facts)


def test_a_restriction_is_as_old_as_its_first_step_since_the_last_lift(north, lead):
    row, by = restricted_in(north, lead), viewer_of(lead)
    restricting.lift(row.child, "Over", by=by, at=NOON + timedelta(days=1))
    again = NOON + timedelta(days=2)
    restricting.restrict(row.child, "Police", REVIEW, by=by, at=again)
    restricting.restrict(row.child, "The police asked", REVIEW, by=by, at=again + timedelta(days=1))
    db.session.commit()

    holds = restriction_of(row)

    assert (holds.who, holds.since, holds.reason) == ("Ada Thornley", again, "The police asked")


def test_a_record_that_is_not_restricted_has_nothing_to_lift(north, lead):
    row = make_child(north)
    with pytest.raises(DomainError, match="not restricted"):
        restricting.lift(row.child, "Over", by=viewer_of(lead), at=NOON)


def test_undoing_the_only_list_that_named_a_child_keeps_its_history(north, lead):
    council = db.session.get(type(north), north.council_id)
    made = import_rows(council, [["1", "CIN", "North", "", ""]])
    child = db.session.scalars(select(Child)).one()
    restricting.restrict(child, "Adoption", REVIEW, by=viewer_of(lead), at=NOON)
    restricting.lift(child, "Over", by=viewer_of(lead), at=NOON)
    db.session.flush()

    undoing.undo_list(made, None, NOON)

    assert db.session.scalars(select(Child)).all() == [child]


def test_lifting_shows_the_restriction_and_asks_for_a_reason_first(open_as, north, lead):
    row = restricted_in(north, lead, at=now())
    browser, here = open_as(lead), {"child_id": row.child.public_id}

    page = browser.get("children.lift", **here).text
    for words in ("Ada Thornley", "Adoption", "team manager", "will see it again"):
        assert words in page
    refused = browser.post("children.lift", {}, expect=200, **here)
    assert "Enter why the restriction is lifted" in refused.text
    assert db.session.scalars(select(Child.restricted)).all() == [True]

    browser.post("children.lift", {"reason": "The adoption is over"}, **here)
    assert db.session.scalars(select(Child.restricted)).all() == [False]
    assert "The adoption is over" in browser.get("children.show", **here).text


def test_what_was_said_of_a_restriction_is_for_those_who_may_restrict(open_as, north, lead):
    row = restricted_in(north, lead)
    restricting.lift(row.child, "The adoption is over", by=viewer_of(lead), at=NOON)
    manager = open_as(make_person(Role.TEAM_MANAGER, north))

    assert "adoption" not in manager.get("children.show", child_id=row.child.public_id).text
    manager.get("children.lift", child_id=row.child.public_id, expect=403)


def test_a_restriction_of_a_list_is_said_to_be_of_the_list(open_as, north, lead):
    council = db.session.get(type(north), north.council_id)
    import_rows(council, [["1", "CIN", "North", "", "Yes"]])
    child = db.session.scalars(select(Child)).one()

    page = open_as(lead).get("children.lift", child_id=child.public_id)

    assert "The list of 5 October 2026" in page.text


def test_changing_a_restriction_has_its_own_heading_and_button(open_as, north, lead):
    row = restricted_in(north, lead, at=now())
    browser, here = open_as(lead), {"child_id": row.child.public_id}
    page = browser.get("children.restrict", **here)
    assert page.select_one("h1").text.split() == ["Change", "the", "restriction"]
    assert page.select_one("main form button").text.strip() == "Save the restriction"

    day = today() + timedelta(days=30)
    review = {"review_on-day": day.day, "review_on-month": day.month, "review_on-year": day.year}
    browser.post("children.restrict", {"reason": "Police", **review}, **here)

    assert "Restriction changed" in browser.get("children.show", **here).text
