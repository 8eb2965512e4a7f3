from sqlalchemy import select

from qa_app.foundation.database import db
from qa_app.trail.models import Event
from qa_app.trail.operations import look, record, write_looks
from qa_app.trail.queries.chains import links_of
from qa_app.trail.rules.chain import faults_in
from tests.makers import NOON, make_person, viewer_of


def events_named(name: str) -> list[Event]:
    return list(db.session.scalars(select(Event).where(Event.name == name)))


def test_events_are_chained_as_the_transaction_commits(database):
    viewer = viewer_of(make_person())
    record("child:merged", viewer, at=NOON, count=2)
    assert not events_named("child:merged")
    db.session.commit()

    assert [event.facts for event in events_named("child:merged")] == [{"count": 2}]
    links = list(links_of(viewer.council_id))
    assert len(links) > 1
    assert faults_in(links) == []


def test_what_is_rolled_back_leaves_no_event(database):
    viewer = viewer_of(make_person())
    db.session.commit()
    record("child:merged", viewer, at=NOON)
    db.session.rollback()
    db.session.commit()

    assert not events_named("child:merged")


def test_a_look_outlives_the_reading_that_it_notes(database):
    viewer = viewer_of(make_person())
    db.session.commit()
    look("child:viewed", viewer, child="abc")
    db.session.rollback()
    write_looks()

    assert [event.child for event in events_named("child:viewed")] == ["abc"]


def test_an_event_written_over_in_the_database_is_found(database):
    viewer = viewer_of(make_person())
    db.session.commit()
    first = select(Event).where(Event.chain == viewer.council_id, Event.number == 1)
    db.session.scalars(first).one().facts = {"changed": True}
    db.session.commit()

    assert "Event 1 was changed after it was written" in faults_in(links_of(viewer.council_id))
