"""A brother and a sister are recorded at the same moment, on a database that is really shared."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select

from qa_app.audits.models import Audit
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.foundation.sealing import seal
from qa_app.voices.models import FamilyVoice
from tests.conftest import KEY
from tests.real.databases import at_database
from tests.voices.family_makers import Council, ask, said_safe

both_are_there = Barrier(2, timeout=60)


def ask_once(audit_id: int) -> bool:
    both_are_there.wait()
    audit = db.session.scalars(select(Audit).where(Audit.id == audit_id)).one()
    try:
        ask(audit)
        db.session.commit()
    except DomainError:
        db.session.rollback()
        return False
    finally:
        db.session.remove()
    return True


@pytest.mark.slow
def test_of_a_brother_and_a_sister_one_is_asked(own_url):
    seal.use(KEY)
    with at_database(own_url):
        council = Council()
        audits = []
        for reference in ("0000002", "0000003"):
            council.child(reference, family="F1")
            audits.append(council.audit(reference))
        for audit in audits:
            said_safe(council, audit)
        ids = [one.id for one in audits]
        db.session.commit()
        db.session.remove()
        with ThreadPoolExecutor(2) as people:
            assert sorted(people.map(ask_once, ids)) == [False, True]
        assert len(db.session.scalars(select(FamilyVoice)).all()) == 1
