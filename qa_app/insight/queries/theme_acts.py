"""What was agreed because of a theme: actions for teams, services and partners out of audits that found it."""

from sqlalchemy import select

from qa_app.access.rules import Permission, Viewer
from qa_app.actions.models import Action
from qa_app.actions.queries.actions import visible_to
from qa_app.actions.rules import ForWhom, SourceKind, State
from qa_app.audits.models import Audit, Finding
from qa_app.audits.rules import FindingKind
from qa_app.foundation.database import db
from qa_app.insight.queries.themes import Counting
from qa_app.learning.models import FindingCheck
from qa_app.learning.queries.findings import has_theme

# What is done for one child changes that child’s life, and no figure of a place.
FOR_MANY = (ForWhom.TEAM, ForWhom.SERVICE, ForWhom.PARTNER)
STANDS = (State.DONE, State.CONFIRMED, State.OWED, State.REOPENED)
MOST = 200


def list_acts(code: str, there: Counting, viewer: Viewer) -> list[Action]:
    """As far as the viewer sees actions: those done last first, after those that are still owed."""
    found = (
        select(Finding.id)
        .outerjoin(FindingCheck, FindingCheck.finding_id == Finding.id)
        .where(
            Finding.audit_id == Audit.id, Finding.kind == FindingKind.DEVELOPMENT, has_theme(code)
        )
        .correlate(Audit)
    )
    sources = there.audits.where(found.exists()).with_only_columns(Audit.public_id)
    wanted = (
        visible_to(viewer, Permission.ACTION_READ)
        .where(
            Action.source_kind == SourceKind.AUDIT,
            Action.source_id.in_(sources),
            Action.for_whom.in_(FOR_MANY),
            Action.state.in_(STANDS),
        )
        .order_by(Action.done_on.is_not(None), Action.done_on.desc(), Action.due_on, Action.id)
        .limit(MOST)
    )
    return list(db.session.scalars(wanted))
