from datetime import timedelta

import pytest

from qa_app.children.operations import restricting
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Person
from qa_app.rounds.models import Allocation
from qa_app.rounds.operations import holds
from qa_app.rounds.operations.surgery import Surgery, hold_surgery
from qa_app.rounds.queries.changes import how_chosen
from qa_app.rounds.rules.holds import Hold
from qa_app.rounds.rules.independence import Bar
from qa_app.rounds.rules.plans import BEGINNINGS, Kind
from tests.children.makers import make_child
from tests.makers import NOON, TODAY
from tests.rounds.councils import make_peopled_council, make_planned_round

SURGERY = {name: getattr(BEGINNINGS[Kind.SURGERY], name) for name in ("kind", "source", "limits")}


@pytest.fixture
def council(database):
    return make_peopled_council(teams=2, each=2)


@pytest.fixture
def rows(council):
    """Four open records of one practitioner, and a closed one."""
    first = council.children[0]
    make_child(first.place, first.practitioner, is_open=False)
    return [first, *(make_child(first.place, first.practitioner) for _ in range(3))]


@pytest.fixture
def round_(council):
    return make_planned_round(council, **SURGERY)


def give_out(council, round_, rows, auditor=None, **others):
    auditor = auditor or council.managers[1]
    asked = Surgery(rows[0].practitioner, auditor, TODAY + timedelta(days=2), **others)
    return hold_surgery(round_, asked, by=council.lead, at=NOON)


def test_every_open_record_of_the_practitioner_is_given_and_the_round_opens(council, round_, rows):
    given = give_out(council, round_, rows)
    assert {one.child_id for one in given} == {one.child_id for one in rows}
    assert {one.auditor for one in given} == {council.managers[1]}
    assert round_.opened_at == NOON


def test_a_second_surgery_gives_nothing_twice(council, round_, rows):
    give_out(council, round_, rows)
    new = make_child(rows[0].place, rows[0].practitioner)
    assert [one.child_id for one in give_out(council, round_, rows)] == [new.child_id]
    with pytest.raises(DomainError, match="are being audited already"):
        give_out(council, round_, rows)


def test_what_is_held_or_restricted_from_the_auditor_is_left_out(council, round_, rows):
    holds.hold(rows[0].child, Hold.DIED, "", None, by=council.lead, at=NOON)
    review = TODAY + timedelta(days=90)
    restricting.restrict(rows[1].child, "Staff", review, by=council.lead, at=NOON)
    given = give_out(council, round_, rows)
    assert {one.child_id for one in given} == {one.child_id for one in rows[2:]}


def test_the_practitioners_own_manager_needs_a_reason(council, round_, rows):
    own = council.managers[0]
    with pytest.raises(DomainError, match="is responsible for the team"):
        give_out(council, round_, rows, own)
    given = give_out(council, round_, rows, own, against="The head of service asked them")
    assert {how_chosen(one).against for one in given} == {Bar.OWN_TEAM}


def test_another_kind_of_round_has_no_surgery(council, rows):
    with pytest.raises(DomainError, match="in a surgery alone"):
        give_out(council, make_planned_round(council), rows)


def test_a_surgery_is_given_out_on_its_page(open_as, council, round_, rows):
    db.session.commit()
    lead = open_as(db.session.get_one(Person, council.lead.person_id))
    where = {"round_id": round_.public_id}
    asked = {"practitioner": rows[0].practitioner.public_id, "to": council.managers[1].public_id}
    assert "Give out the records of one practitioner" in lead.get("rounds.show", **where).text
    page = lead.get("rounds.surgery", **where)
    asked |= {one["name"]: one["value"] for one in page.select("input[name^=due_on]")}
    lead.post("rounds.surgery", asked, **where)
    assert db.session.query(Allocation).count() == 4
    assert "0 of 4 audits are done" in lead.get("rounds.show", **where).text
