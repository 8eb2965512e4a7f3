"""Pages of what follows an audit ask the database as often for many audits as for one."""

import pytest
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.follow_up.models import SecondAudit
from qa_app.follow_up.rules.second_audits import Why
from qa_app.foundation.database import db
from qa_app.organisation.models import Person
from qa_app.voices.queries.reflections import of_audit
from tests.audits.makers import make_submitted
from tests.children.makers import make_child
from tests.makers import NOON, TODAY, make_person
from tests.voices.makers import TUESDAY, Team

pytestmark = pytest.mark.usefixtures("database")


def released(team):
    """An audit of another child of the practitioner, and one that was read a second time."""
    child = make_child(team.place, team.practitioner)
    given = {"auditor": team.auditor, "place": team.place, "reference": child.child.reference}
    first, second = make_submitted(**given), make_submitted(**given)
    for audit in (first, second):
        team.invited(audit.allocation_id, TUESDAY)
        of_audit(audit).released_at = NOON
    pair = SecondAudit(
        council_id=first.council_id,
        audit_id=first.id,
        why=Why.LOW,
        due_on=TODAY,
        allocation_id=second.allocation_id,
        decided_at=NOON,
        decided_by_id=team.auditor.id,
    )
    db.session.add(pair)
    db.session.commit()


def test_lists_ask_as_often_for_many_audits(open_as, count_queries):
    team = Team()
    lead = make_person(Role.QA_LEAD, team.council)
    practitioner = team.practitioner.public_id
    browsers = {"manager": open_as(team.manager), "lead": open_as(lead)}
    pages = (
        ("manager", "follow_up.record_texts", {}),
        ("manager", "supervision.index", {}),
        ("manager", "supervision.sheet", {"person_id": practitioner}),
        ("manager", "supervision.talked", {"person_id": practitioner}),
        ("lead", "follow_up.pairs", {}),
        ("lead", "follow_up.due", {}),
        ("lead", "learning.themes", {}),
        ("lead", "supervision.figures", {}),
    )

    def asked():
        numbers = {}
        for who, endpoint, values in pages:
            browser = browsers[who]
            address = browser.address(endpoint, **values)
            with count_queries() as sent:
                answer = browser.client.get(address)
            assert answer.status_code == 200
            numbers[endpoint] = len(sent)
        return numbers

    released(team)
    before = asked()
    for _ in range(3):
        released(fresh(team))
    assert asked() == before
    assert max(before.values()) <= 18, before


def fresh(team):
    for name in ("practitioner", "auditor"):
        known = db.session.scalars(
            select(Person).where(Person.public_id == getattr(team, name).public_id)
        ).one()
        setattr(team, name, known)
    return team
