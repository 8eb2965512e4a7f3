"""Rows of reports. The work of a practitioner is in none."""

from qa_app.access.rules import Permission, Viewer
from qa_app.audits.models import Audit
from qa_app.audits.queries import visible_to
from qa_app.audits.rules import HANDED_IN
from qa_app.foundation.database import db
from qa_app.rounds.models import Allocation
from qa_app.rounds.queries import is_own_work
from qa_app.rounds.rules import State


def submitted_audits(viewer: Viewer) -> list[Audit]:
    submitted = (
        visible_to(viewer, Permission.REPORT_READ)
        .where(
            Audit.status.in_(HANDED_IN),
            Allocation.state != State.WITHDRAWN,
            ~is_own_work(),
        )
        .order_by(Audit.submitted_at, Audit.id)
    )
    return list(db.session.scalars(submitted))
