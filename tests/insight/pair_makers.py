"""Two audits of one record, made without the steps that lead to them."""

from typing import Any

from qa_app.audits.models import Audit
from qa_app.follow_up.models import SecondAudit
from qa_app.follow_up.rules.second_audits import Why
from qa_app.foundation.database import db
from tests.insight.counted_makers import Counted
from tests.makers import NOON, TODAY


def read_twice(
    made: Counted, first: str | None, second: str | None, *, why: Why = Why.LOW, **said: Any
) -> tuple[Audit, SecondAudit, Audit]:
    """The first six months before the second, which is of this month unless a test says otherwise."""
    back = said.pop("back", 0)
    sections = said.pop("sections", ((), ()))
    (before,) = made.read(1, first, back=back + 6, sections=sections[0], **said)
    (after,) = made.read(1, second, back=back, sections=sections[1], **said)
    pair = SecondAudit(
        council_id=before.council_id,
        audit_id=before.id,
        why=why,
        due_on=TODAY,
        allocation_id=after.allocation_id,
        decided_at=NOON,
        decided_by_id=before.read_by_id,
    )
    db.session.add(pair)
    db.session.flush()
    return before, pair, after
