"""Two people answer one proposal at once, on a database that is really shared."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm.exc import StaleDataError

from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.foundation.sealing import seal
from qa_app.trail.models import Event
from qa_app.wrong_child import operations
from qa_app.wrong_child.models import ShutAudit, ShutProposal
from qa_app.wrong_child.rules import Outcome
from tests.makers import NOON
from tests.own_database import KEY
from tests.real.databases import at_database
from tests.wrong_child.makers import HERE, Council


def answer(how):
    agrees, by = how
    try:
        shut = db.session.scalars(select(ShutAudit)).one()
        if agrees:
            operations.agree(shut, by, NOON, HERE)
        else:
            operations.refuse(shut, "Ask the auditor first.", by, NOON, HERE)
        db.session.commit()
    except (DomainError, StaleDataError):
        db.session.rollback()
        return None
    finally:
        db.session.remove()
    return agrees


@pytest.mark.slow
def test_of_two_answers_at_once_one_counts(own_url):
    seal.use(KEY)
    with at_database(own_url):
        council = Council()
        council.proposed(Outcome.DESTROYED)
        second, head = council.by(council.second), council.by(council.head)
        db.session.commit()
        db.session.remove()
        with ThreadPoolExecutor(3) as people:
            told = people.map(answer, [(True, second), (False, head), (True, head)])
        counted = [one for one in told if one is not None]
        assert len(counted) == 1
        outcome = db.session.scalars(select(ShutAudit.outcome)).one()
        assert (outcome is Outcome.DESTROYED) == counted[0]
        answered = select(ShutProposal).where(ShutProposal.answered_at.is_not(None))
        assert len(db.session.scalars(answered).all()) == 1
        happened = Event.name.in_(("shut-audit:destroyed", "shut-audit:refused"))
        assert db.session.scalar(select(func.count()).where(happened)) == 1
