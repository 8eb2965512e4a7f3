"""Audits that wait for a second opinion to be settled."""

from sqlalchemy import ColumnElement, bindparam

from qa_app.audits.models import Audit
from qa_app.audits.rules import Status


def is_waiting() -> ColumnElement[bool]:
    """Written out in the statement: that it is this status is what an index of few audits can answer."""
    status = bindparam(None, Status.SUBMITTED, type_=Audit.status.type, literal_execute=True)
    return Audit.status == status
