"""Two people who do two things to one audit at the same moment: it ends in a state that the rules know."""

import json
import os
from collections import Counter

import pytest
from sqlalchemy import select

from qa_app.audits.models import Audit, EarlierSection
from qa_app.audits.rules import Status
from qa_app.foundation.database import db
from qa_app.foundation.sealing import seal
from qa_app.moderation.models import Moderation
from qa_app.moderation.rules import Settled
from qa_app.rounds.models import Allocation
from qa_app.rounds.rules import State
from tests.audits.makers import fill
from tests.makers import make_audit
from tests.moderation.makers import Council, graded_and_compared
from tests.own_database import KEY, own_url, start  # noqa: F401 – own_url is a fixture
from tests.real.databases import at_database

# `make faults` asks for more.
ROUNDS = int(os.environ.get("QA_RACE_ROUNDS", "20"))


def race(url, *acts):
    processes = [start(url, "-m", "tests.moderation.second", one) for one in acts]
    said = [json.loads(process.communicate(timeout=500)[0]) for process in processes]
    return Counter(zip(*said, strict=True))


def many(council, each):
    """So many audits of records of their own."""
    for number in range(ROUNDS):
        audit = make_audit(auditor=council.auditor, place=council.team, reference=f"R{number:05}")
        each(fill(audit, "good"))
    db.session.commit()


@pytest.mark.slow
def test_submitted_and_withdrawn_at_once_it_is_withdrawn_whatever_came_first(own_url):  # noqa: F811
    with at_database(own_url):
        many(Council(), lambda audit: None)
    came = race(own_url, "submit", "withdraw")
    assert set(came) <= {("done", "done"), ("told", "done")}
    with at_database(own_url):
        assert set(db.session.scalars(select(Audit.status))) == {Status.WITHDRAWN}
        assert set(db.session.scalars(select(Allocation.state))) == {State.WITHDRAWN}
        assert not any(db.session.scalars(select(Audit.sealed)))


@pytest.mark.slow
def test_settled_and_sent_back_at_once_one_of_both_happens(own_url):  # noqa: F811
    seal.use(KEY)
    with at_database(own_url):
        council = Council()
        many(council, lambda audit: graded_and_compared(council, audit))
    came = race(own_url, "agree", "send back")
    assert set(came) <= {("done", "told"), ("told", "done")}
    with at_database(own_url):
        rows = db.session.execute(
            select(Audit.status, Allocation.state, Moderation.settled)
            .join(Audit.allocation)
            .join(Moderation, Moderation.audit_id == Audit.id)
        )
        legal = {
            (Status.AGREED, State.DONE, Settled.BOTH_AGREE),
            (Status.DRAFT, State.STARTED, None),
        }
        assert {tuple(row) for row in rows} <= legal


@pytest.mark.slow
def test_settled_and_corrected_at_once_both_stand_or_the_correction_is_told(own_url):  # noqa: F811
    seal.use(KEY)
    with at_database(own_url):
        council = Council()
        many(council, lambda audit: graded_and_compared(council, audit))
    came = race(own_url, "agree", "correct")
    assert {agreed for agreed, _ in came} == {"done"}
    with at_database(own_url):
        rows = db.session.execute(
            select(Audit.status, Moderation.settled).join(
                Moderation, Moderation.audit_id == Audit.id
            )
        )
        assert {tuple(row) for row in rows} == {(Status.AGREED, Settled.BOTH_AGREE)}
        kept = db.session.query(EarlierSection).count()
        assert kept == sum(number for (_, said), number in came.items() if said == "done")
