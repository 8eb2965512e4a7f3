from datetime import date

import pytest

from qa_app.access.rules import Permission, Role
from qa_app.foundation.errors import DomainError
from qa_app.organisation import operations, queries
from qa_app.organisation.rules import Kind
from tests.makers import NOON, TODAY, make_council, make_person, make_place, viewer_of


def test_two_teams_of_one_name_stand_on_two_paths(database):
    council = make_council()
    paths = [make_place(council, "Safeguarding – East").path for _ in range(2)]
    assert paths == ["northshire/safeguarding-east/", "northshire/safeguarding-east-2/"]


def test_a_closed_place_takes_no_new_team(database):
    council = make_council()
    council.closed_on = TODAY
    with pytest.raises(DomainError, match="closed"):
        operations.add_place(council, Kind.TEAM, "Team 1", by=None, at=NOON)


def test_an_external_auditor_without_a_last_day_is_refused(database):
    with pytest.raises(DomainError, match="last day"):
        operations.appoint(
            make_person(None), Role.EXTERNAL_AUDITOR, make_place(), TODAY, by=None, at=NOON
        )


def test_an_appointment_holds_to_the_end_of_its_last_day(database):
    person, place = make_person(None), make_place()
    operations.appoint(
        person, Role.EXTERNAL_AUDITOR, place, date(2026, 11, 1), None, NOON, ends_on=TODAY
    )
    council = queries.find_council("northshire")
    assert queries.viewer_of(person, council, TODAY)
    assert not queries.viewer_of(person, council, date(2026, 11, 21))


def test_a_place_of_another_council_cannot_be_found(database):
    here, there = make_council("Northshire"), make_council("Southshire")
    viewer = viewer_of(make_person(Role.ADMINISTRATOR, here))
    found = queries.visible_to(viewer, Permission.PLACE_READ)
    assert [place.name for place in database.session.scalars(found)] == [here.name]
    with pytest.raises(Exception, match="No row"):
        queries.find_place(there.public_id, viewer, Permission.PLACE_READ)
