"""What the page of an audit shows of its second opinion."""

from typing import Any

from qa_app.access.gate import viewer
from qa_app.access.rules import Permission, may
from qa_app.audits.models import Audit
from qa_app.audits.rules import Status
from qa_app.foundation.clock import today
from qa_app.moderation.operations.settling import why_not_ask
from qa_app.moderation.queries import of_audit
from qa_app.moderation.queries.auditors import readers_not_signed_off
from qa_app.moderation.queries.hours import hours_for
from qa_app.moderation.queries.inadequates import of_audit as inadequate_of
from qa_app.rounds.models import Programme, Round


def programme_panel(programme: Programme) -> dict[str, Any] | None:
    """On a programme’s page: the hours that second opinions take, beside those that there are."""
    if programme.plan.is_of_own_work:
        return None
    return {"hours": hours_for(programme, today())}


def audit_panel(audit: Audit) -> dict[str, Any] | None:
    """Whether there is one, why, and how far it is. Its pages say what it makes of the audit."""
    if not audit.is_handed_in and not (audit.is_open and audit.chosen):
        return None
    found = of_audit(audit)
    is_auditor = audit.allocation.auditor_id == viewer().person_id
    return {
        "found": found,
        # Why it was chosen is said once nobody reads it blind any more.
        "reasons": [] if audit.sealed else audit.chosen_because,
        "may_follow": is_auditor or may(viewer(), Permission.AUDIT_MODERATE),
        "may_ask": audit.status is Status.AGREED and not why_not_ask(audit, viewer()),
        "inadequate": inadequate_of(audit, viewer()),
    }


def round_panel(round: Round) -> dict[str, Any] | None:
    """On a round’s page: those who read in it and are not signed off as auditors yet. It stops nothing."""
    if not may(viewer(), Permission.ROUND_WRITE):
        return None
    names = readers_not_signed_off(round.id, viewer().council_id)
    may_see = may(viewer(), Permission.COACHING_READ)
    return {"names": names, "may_see": may_see} if names else None
