"""Copies of the invented council, to measure beside: whole, apart from each other, and without secrets."""

import pytest
from sqlalchemy import func, select

from qa_app.access.queries import within
from qa_app.access.rules import Role
from qa_app.audits.models import Answer, Audit, SectionReading
from qa_app.cli.demo.multiplying import multiply
from qa_app.cli.demo.world import NAME
from qa_app.foundation.database import db
from qa_app.organisation.models import Person, Place
from qa_app.rounds.models import Allocation
from qa_app.sign_in.models import Password
from qa_app.trail.models import Event
from tests.audits.makers import fill
from tests.children.makers import make_child
from tests.makers import make_audit, make_council, make_person, make_place


@pytest.fixture
def council(database) -> Place:
    """With two audits, one of them filled in."""
    council = make_council(NAME)
    team = make_place(council, "East")
    auditor = make_person(Role.TEAM_MANAGER, team)
    for _ in range(2):
        child = make_child(team, auditor).child
        last = make_audit(place=team, auditor=auditor, reference=child.reference)
    fill(last)
    db.session.commit()
    return council


def count(model: type, *conditions: object) -> int:
    return db.session.scalar(select(func.count()).select_from(model).where(*conditions))


def test_councils_and_audits_are_as_many_as_were_asked_for(council):
    assert multiply(councils=3, audits=12) == 12
    councils = db.session.execute(
        select(Audit.council_id, func.count()).group_by(Audit.council_id)
    ).all()
    assert [number for _, number in councils] == [4, 4, 4]


def test_each_copy_is_a_council_of_its_own(council):
    answers = count(Answer)
    multiply(councils=2, audits=4)
    copy = db.session.scalars(select(Place).where(Place.path == "northshire-2/")).one()
    assert (copy.name, copy.council_id) == ("Northshire 2", copy.id)
    there = select(Place.id).where(within(Place.path, copy.path))
    allocations = db.session.scalars(
        select(Allocation).where(Allocation.council_id == copy.id)
    ).all()
    assert all(one.place_id in set(db.session.scalars(there)) for one in allocations)
    assert {one.place_then for one in allocations} == {"northshire-2/east/"}
    assert {one.child.council_id for one in allocations} == {copy.id}
    assert answers and count(Answer, Answer.council_id == copy.id) == answers


def test_what_is_filled_in_is_copied_with_its_audit(council):
    multiply(councils=2, audits=8)
    whose = (
        select(Audit.id, func.count(SectionReading.id))
        .outerjoin(SectionReading, SectionReading.audit_id == Audit.id)
        .group_by(Audit.id)
        .order_by(Audit.id)
    )
    sizes = [number for _, number in db.session.execute(whose)]
    assert sizes == sizes[:2] * 4
    assert len(set(db.session.scalars(select(Audit.public_id)))) == 8


def test_nobody_can_sign_in_to_a_copy_and_nothing_happened_there(council):
    passwords, events = count(Password), count(Event)
    multiply(councils=4, audits=8)
    assert (count(Password), count(Event)) == (passwords, events)
    assert len(set(db.session.scalars(select(Person.email)))) == count(Person)


def test_what_is_made_afterwards_gets_numbers_of_its_own(council):
    multiply(councils=2, audits=8)
    team = db.session.scalars(select(Place).where(Place.path == "northshire/east/")).one()
    assert make_audit(place=team, reference="0099999").id > 8
