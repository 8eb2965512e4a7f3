from datetime import timedelta

import pytest
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.retention import queries
from qa_app.retention.operations import record_readiness
from qa_app.retention.rules import Readiness
from qa_app.trail.models import Event
from tests.makers import NOON, TODAY, make_council, make_person, viewer_of


def test_what_is_recorded_holds_for_that_council_alone(database):
    here, there = make_council("Northshire"), make_council("Southshire")
    viewer = viewer_of(make_person(Role.INFORMATION_GOVERNANCE, here))
    record_readiness(Readiness(TODAY, None), by=viewer, at=NOON)
    record_readiness(Readiness(TODAY, TODAY), by=viewer, at=NOON)
    db.session.commit()
    assert queries.readiness_of(here.id) == Readiness(TODAY, TODAY)
    assert queries.readiness_of(there.id) == Readiness()
    recorded = select(Event).where(Event.name == "readiness:recorded")
    assert len(db.session.scalars(recorded).all()) == 2


def test_a_day_to_come_changes_nothing(database):
    viewer = viewer_of(make_person(Role.INFORMATION_GOVERNANCE, make_council()))
    with pytest.raises(DomainError, match="today or in the past"):
        record_readiness(Readiness(TODAY + timedelta(days=1)), by=viewer, at=NOON)
    assert queries.readiness_of(viewer.council_id) == Readiness()
