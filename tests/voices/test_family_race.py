"""A brother and a sister are recorded at the same moment, on a database that is really shared."""

from concurrent.futures import ThreadPoolExecutor

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


def find(audit_id: int) -> Audit:
    return db.session.scalars(select(Audit).where(Audit.id == audit_id)).one()


def ask_once(audit_id: int) -> bool:
    try:
        ask(find(audit_id))
        db.session.commit()
    except DomainError:
        db.session.rollback()
        return False
    finally:
        db.session.remove()
    return True


@pytest.mark.slow
def test_whoever_asks_a_sister_waits_for_what_is_recorded_of_her_brother(own_url):
    seal.use(KEY)
    with at_database(own_url):
        council = Council()
        audits = []
        for reference in ("0000002", "0000003"):
            council.child(reference, family="F1")
            audits.append(council.audit(reference))
        for audit in audits:
            said_safe(council, audit)
        brother, sister = (one.id for one in audits)
        db.session.commit()
        db.session.remove()

        ask(find(brother))
        with ThreadPoolExecutor(1) as other:
            waiting = other.submit(ask_once, sister)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.5)
            db.session.commit()
            assert waiting.result() is False
        assert len(db.session.scalars(select(FamilyVoice)).all()) == 1
