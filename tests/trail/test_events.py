from datetime import date, timedelta

from qa_app.access.rules import Role
from qa_app.foundation.database import db
from qa_app.trail.operations import record
from qa_app.trail.queries import events
from qa_app.trail.queries.events import Sought
from qa_app.trail.rules.words import Kind
from tests.makers import NOON, make_council, make_person, make_place, viewer_of


def happened(name: str, by=None, at=NOON, **about) -> None:
    record(name, viewer_of(by) if by else None, at=at, **about)
    db.session.commit()


def names_seen(person, asked: Sought | None = None) -> list[str]:
    wanted = events.sought(events.visible_to(viewer_of(person)), asked or Sought())
    return [event.name for event in events.list_events(wanted, 100)]


def test_information_governance_sees_everything_of_their_council(database):
    here, there = make_council("Northshire"), make_council("Southshire")
    reader = make_person(Role.INFORMATION_GOVERNANCE, here)
    happened("child:viewed", make_person(place=make_place(here)), child="abc")
    happened("child:viewed", make_person(place=make_place(there)), child="xyz")
    seen = events.list_events(events.visible_to(viewer_of(reader)), 100)
    assert [event.child for event in seen if event.name == "child:viewed"] == ["abc"]
    assert {event.chain for event in seen} == {here.id}


def test_an_administrator_sees_account_events_and_their_own(database):
    council = make_council()
    administrator = make_person(Role.ADMINISTRATOR, council)
    happened("child:viewed", make_person(place=make_place(council)), child="abc")
    happened("sign-in:signed-in", make_person(place=make_place(council, "Team 2")))
    happened("setting:changed", administrator)
    assert {"sign-in:signed-in", "setting:changed"} <= set(names_seen(administrator))
    assert "child:viewed" not in names_seen(administrator)


def test_everybody_else_sees_their_own_alone(database):
    manager = make_person()
    happened("child:viewed", manager, child="abc")
    happened("sign-in:signed-in", make_person(place=manager.appointments[0].place))
    assert names_seen(manager) == ["child:viewed"]


def test_a_reader_of_one_team_does_not_read_the_council(database):
    team = make_place()
    reader = make_person(Role.INFORMATION_GOVERNANCE, team)
    happened("child:viewed", make_person(place=team), child="abc")
    assert names_seen(reader) == []


def test_a_list_that_showed_a_child_is_found(database):
    council = make_council()
    reader = viewer_of(make_person(Role.INFORMATION_GOVERNANCE, council))
    manager = make_person(place=make_place(council))
    happened("children:listed", manager, ids=["aaa", "b_b"])
    happened("children:listed", manager, ids=["aaa", "bxb"])
    happened("child:viewed", manager, child="b_b")
    found = events.list_events(events.about_child(reader, ["b_b"]), 100)
    assert [event.name for event in found] == ["child:viewed", "children:listed"]


def test_the_filters_narrow_the_list(database):
    council = make_council()
    reader = make_person(Role.INFORMATION_GOVERNANCE, council)
    zoe = make_person(place=make_place(council), name="Zoë Marsh", email="zm@northshire.example")
    happened("child:viewed", zoe, child="abc")
    happened("children:exported", zoe, at=NOON + timedelta(days=1))
    assert names_seen(reader, Sought(person="marsh")) == ["children:exported", "child:viewed"]
    assert names_seen(reader, Sought(person="zm@northshire.example", kind=Kind.EXPORTS)) == [
        "children:exported"
    ]
    assert names_seen(reader, Sought(person="%")) == []
    assert names_seen(reader, Sought(first_day=date(2026, 11, 21))) == ["children:exported"]
    last = Sought(person="Marsh", last_day=date(2026, 11, 20))
    assert names_seen(reader, last) == ["child:viewed"]


def test_a_person_goes_by_the_name_that_this_council_knows(database):
    council = make_council()
    zoe = make_person(place=make_place(council), name="Zoë Marsh")
    zoe.name = "Zoë Otherwise"
    happened("child:viewed", zoe, child="abc")
    reader = viewer_of(make_person(Role.INFORMATION_GOVERNANCE, council))
    wanted = events.sought(events.visible_to(reader), Sought(person="Marsh"))
    assert [event.who for event in events.list_events(wanted, 10)] == ["Zoë Marsh"]
