"""Two who release, send or note one audit at the same moment, on a database that is really shared."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm.exc import StaleDataError

from qa_app.audits.models import Audit
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.foundation.sealing import seal
from qa_app.organisation.models import Person, Place
from qa_app.outbox.models import Email
from qa_app.trail.models import Event
from qa_app.voices.models import Conversation
from qa_app.voices.operations import conversing
from qa_app.voices.operations.conversing import Talk
from qa_app.voices.operations.releasing import release_due
from qa_app.voices.rules import Held
from tests.conftest import KEY
from tests.makers import viewer_of
from tests.real.databases import at_database
from tests.voices.makers import ADDRESS, GOOD, LOW, TUESDAY, Team

AT_ONCE, PATIENCE = 4, 60
TALK = Talk(Held.MET, TUESDAY.date(), "What went well.")


def at_once(act: Callable[[], object]) -> list[bool]:
    """Whether each of them did it."""
    ready = Barrier(AT_ONCE, timeout=PATIENCE)

    def one(_: int) -> bool:
        ready.wait()
        try:
            done = act()
            db.session.commit()
            return bool(done)
        except (DomainError, StaleDataError):
            db.session.rollback()
            return False
        finally:
            db.session.remove()

    with ThreadPoolExecutor(AT_ONCE) as people:
        return [*people.map(one, range(AT_ONCE))]


def count(model: type, *conditions: object) -> int:
    return db.session.scalar(select(func.count()).select_from(model).where(*conditions)) or 0


@pytest.mark.slow
def test_an_audit_that_several_release_at_once_is_released_once(own_url):
    with at_database(own_url):
        council_id = submitted_by_a_team(GOOD)
        released = at_once(
            lambda: release_due(db.session.get_one(Place, council_id), TUESDAY, address=ADDRESS)
        )
        assert sorted(released) == [False, False, False, True]
        assert count(Event, Event.name == "audit:released") == 1
        assert count(Email, Email.once.endswith(":released")) == 1


@pytest.mark.slow
def test_a_conversation_that_several_note_at_once_is_noted_and_releases_once(own_url):
    with at_database(own_url):
        submitted_by_a_team(LOW)
        audit_id, auditor_id = db.session.execute(select(Audit.id, Audit.read_by_id)).one()
        db.session.remove()
        noted = at_once(lambda: note(audit_id, auditor_id))
        assert sorted(noted) == [False, False, False, True]
        assert count(Conversation) == 1
        assert count(Event, Event.name == "conversation:noted") == 1
        assert count(Event, Event.name == "audit:released") == 1


def note(audit_id: int, auditor_id: int) -> bool:
    audit = db.session.get_one(Audit, audit_id)
    by = viewer_of(db.session.get_one(Person, auditor_id))
    return conversing.note(audit, TALK, by, TUESDAY, address=ADDRESS)


def submitted_by_a_team(grade: str) -> int:
    seal.use(KEY)
    team = Team()
    team.submitted(grade)
    council_id = team.council.id
    db.session.commit()
    db.session.remove()
    return council_id
