"""Sign agreed audits off, one or many at once."""

from collections.abc import Sequence
from datetime import datetime

from qa_app.access.rules import Role, Viewer
from qa_app.audits.models import Audit
from qa_app.audits.operations import hold
from qa_app.audits.operations.finishing import sign_off
from qa_app.foundation.errors import DomainError
from qa_app.moderation.rules.signing_off import why_not_sign_off
from qa_app.rounds.rules.plans import signs_off


def sign_off_many(audits: Sequence[Audit], by: Viewer, at: datetime) -> int:
    """All of them, or none. The actions that are not for the child open with it."""
    if not audits:
        raise DomainError("Select the audits to sign off")
    # In one order, so that two who sign the same off wait for each other and not both.
    for audit in sorted(audits, key=lambda one: one.id):
        hold(audit)
        if trouble := why_not(audit, by):
            raise DomainError(f"{audit.of_whom}: {trouble}")
        sign_off(audit, by, at)
    return len(audits)


def why_not(audit: Audit, by: Viewer) -> str:
    here = audit.allocation.place.path
    roles = [
        post.holds
        for post in by.posts
        if isinstance(post.holds, Role) and here.startswith(post.path)
    ]
    return why_not_sign_off(
        signs_off(audit.plan),
        audit.status_now,
        auditor=audit.read_by_id,
        person=by.person_id,
        roles=roles,
    )
