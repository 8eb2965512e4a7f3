"""Which audits stand: they were handed in, were not withdrawn, and nobody looks at their grades any more."""

from sqlalchemy import ColumnElement, and_

from qa_app.audits.models import Audit
from qa_app.audits.rules import Status
from qa_app.rounds.models import Allocation
from qa_app.rounds.rules import State

STANDS = (Status.AGREED, Status.SIGNED_OFF)


def is_agreed() -> ColumnElement[bool]:
    """For a question that has joined the audit and its allocation."""
    return and_(Audit.status.in_(STANDS), Allocation.state != State.WITHDRAWN)
