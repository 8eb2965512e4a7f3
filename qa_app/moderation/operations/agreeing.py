"""What follows once it is settled which grades count."""

from collections.abc import Mapping
from datetime import datetime

from qa_app.access.rules import Viewer
from qa_app.audits.models import Audit
from qa_app.audits.operations.finishing import sign_off_if_at_once
from qa_app.audits.rules import Status
from qa_app.foundation.database import db
from qa_app.moderation.models import Moderation
from qa_app.moderation.queries.sections import WHOLE
from qa_app.moderation.rules import Settled
from qa_app.trail.operations import record


def agree_on(
    moderation: Moderation,
    how: Settled,
    why: str,
    by: Viewer,
    at: datetime,
    agreed: Mapping[str, str] | None = None,
) -> None:
    """The grades that were proposed count, unless others are named. The auditor’s own stay beside them."""
    audit = moderation.audit
    for one in moderation.grades:
        one.agreed_grade = (agreed or {}).get(one.section) or one.proposed_grade
        keep_agreed(audit, one.section, one.agreed_grade)
    moderation.settled, moderation.settled_why = how, why
    moderation.settled_at, moderation.settled_by_id = at, by.person_id
    audit.status, audit.agreed_at = Status.AGREED, at
    db.session.flush()
    record("moderation:settled", by, moderation, at=at, how=how.name)
    sign_off_if_at_once(audit, by, at)


def keep_agreed(audit: Audit, section: str, grade: str | None) -> None:
    """Beside the auditor’s, where figures and pages find it."""
    if section == WHOLE:
        audit.agreed_grade = grade
    elif reading := audit.reading(section):
        reading.agreed_grade = grade
