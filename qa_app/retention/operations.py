"""Record what was settled."""

from datetime import datetime

from qa_app.access.rules import Viewer
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import CouncilSetting
from qa_app.retention.queries import NAME, find_row
from qa_app.retention.rules import Readiness, as_kept, why_not
from qa_app.trail.operations import record


def record_readiness(readiness: Readiness, by: Viewer, at: datetime) -> None:
    if reasons := why_not(readiness, london_day(at)):
        raise DomainError(*reasons)
    row = find_row(by)
    if row is None:
        row = CouncilSetting(council_id=by.council_id, name=NAME)
        db.session.add(row)
    days = as_kept(readiness)
    row.chosen = {"value": days}
    db.session.flush()
    record("readiness:recorded", by, row, at=at, days=days)
