from datetime import timedelta

import pytest
from sqlalchemy import select

from qa_app.access.rules import Permission, Role
from qa_app.foundation.errors import DomainError
from qa_app.organisation import operations, queries
from qa_app.organisation.models import PlaceChange
from qa_app.organisation.queries.people import held_on
from qa_app.organisation.rules import Kind
from qa_app.trail.models import Event
from tests.makers import NOON, TODAY, make_person, viewer_of


def test_a_rename_keeps_the_path_and_what_it_was_called(council, database):
    operations.rename_place(council.team, "Tîm Gŵyl", Kind.LOCALITY, council.admin, NOON)
    assert (council.team.name, council.team.path) == ("Tîm Gŵyl", "northshire/east/team-1/")
    before = database.session.scalars(select(PlaceChange)).one()
    assert before.name_before == "Team 1"


def test_a_name_of_200_characters_fits_and_no_more(council):
    operations.rename_place(council.team, "x" * 200, Kind.TEAM, council.admin, NOON)
    for name in ("x" * 201, "  "):
        with pytest.raises(DomainError):
            operations.rename_place(council.team, name, Kind.TEAM, council.admin, NOON)


def test_a_move_rewrites_every_path_below_and_keeps_each(council, database):
    assert operations.move_place(council.east, council.west, council.admin, NOON) == 3
    database.session.flush()
    assert council.east.path == "northshire/west/east/"
    assert council.team.path == "northshire/west/east/team-1/"
    kept = database.session.scalars(select(PlaceChange.path_before)).all()
    assert sorted(kept) == [
        "northshire/east/",
        "northshire/east/team-1/",
        "northshire/east/team-2/",
    ]


def test_after_a_move_the_new_manager_sees_the_team_and_the_old_one_does_not(council):
    old = make_person(Role.HEAD_OF_SERVICE, council.east)
    new = make_person(Role.HEAD_OF_SERVICE, council.west)
    operations.move_place(council.team, council.west, council.admin, NOON)
    names = [
        [place.name for place in queries.list_places(viewer_of(head), Permission.CHILD_READ)]
        for head in (old, new)
    ]
    assert names == [["East", "Team 2"], ["West", "Team 1"]]


def test_a_place_is_not_moved_into_itself_or_a_closed_one(council):
    with pytest.raises(DomainError, match="itself"):
        operations.move_place(council.east, council.team, council.admin, NOON)
    operations.close_place(council.west, TODAY, council.admin, NOON)
    with pytest.raises(DomainError, match="closed"):
        operations.move_place(council.team, council.west, council.admin, NOON)
    assert council.team.path == "northshire/east/team-1/"


def test_a_move_to_where_the_name_is_taken_finds_a_free_path(council):
    operations.add_place(council.west, Kind.TEAM, "Team 1", council.admin, NOON)
    operations.move_place(council.team, council.west, council.admin, NOON)
    assert council.team.path == "northshire/west/team-1-2/"


def test_open_teams_and_people_keep_a_place_open(council):
    make_person(Role.TEAM_MANAGER, council.team)
    with pytest.raises(DomainError, match="Team 1 and Team 2"):
        operations.close_place(council.east, TODAY, council.admin, NOON)
    with pytest.raises(DomainError, match="1 person is still appointed"):
        operations.close_place(council.team, TODAY, council.admin, NOON)


def test_people_move_as_their_team_closes_and_what_was_stays(council, database):
    person = make_person(Role.TEAM_MANAGER, council.team)
    operations.close_place(
        council.team, TODAY, council.admin, NOON, move_people_to=council.other_team
    )
    database.session.flush()
    database.session.expire_all()
    member = council.member(person)
    before = [one.place.name for one in held_on(member, TODAY - timedelta(days=1))]
    assert before == ["Team 1"]
    assert [one.place.name for one in held_on(member, TODAY)] == ["Team 2"]
    assert council.team.closed_on == TODAY


def test_people_are_not_moved_into_what_closes(council):
    make_person(Role.TEAM_MANAGER, council.team)
    with pytest.raises(DomainError, match="stays open"):
        operations.close_place(
            council.team, TODAY, council.admin, NOON, move_people_to=council.team
        )


def test_a_place_opens_again_below_an_open_one_alone(council):
    for place in (council.team, council.other_team, council.east):
        operations.close_place(place, TODAY, council.admin, NOON)
    with pytest.raises(DomainError, match="Open East first"):
        operations.reopen_place(council.team, council.admin, NOON)
    operations.reopen_place(council.east, council.admin, NOON)
    operations.reopen_place(council.team, council.admin, NOON)
    assert council.team.closed_on is None


def test_each_change_of_the_tree_is_an_event_without_names(council, database):
    operations.move_place(council.team, council.west, council.admin, NOON)
    operations.close_place(council.other_team, TODAY, council.admin, NOON)
    database.session.commit()
    events = database.session.scalars(select(Event).where(Event.chain == council.root.id))
    said = {event.name: event.facts for event in events}
    assert said["place:moved"] == {"place": council.west.public_id, "places": 1}
    assert said["place:closed"] == {"on": "2026-11-20", "moved": 0}
