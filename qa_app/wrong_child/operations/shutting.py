"""Shut an audit for everybody, in the moment in which somebody says that it may be about another child."""

from datetime import datetime

from qa_app.access.rules import Viewer
from qa_app.actions.operations import shutting as actions
from qa_app.audits.models import Audit
from qa_app.audits.operations.shutting import hold_open_or_not, shut_audit
from qa_app.audits.queries.beside import source_of
from qa_app.audits.queries.given import latest_given
from qa_app.foundation.database import db
from qa_app.rounds.operations import shutting as rounds
from qa_app.sign_in.operations.kept_forms import forget_forms_of
from qa_app.wrong_child.models import ShutAudit
from qa_app.wrong_child.operations.telling import tell_of_promises, tell_of_shutting
from qa_app.wrong_child.rules import Kind


def shut(
    audit: Audit, kind: Kind, believed: str, by: Viewer, at: datetime, address: str
) -> ShutAudit:
    """Everything of it goes from every page, for its auditor as well; what somebody typed elsewhere too."""
    hold_open_or_not(audit)
    made = ShutAudit(
        council_id=audit.council_id,
        audit_id=audit.public_id,
        template=audit.template_version.name,
        allocation=audit.allocation,
        auditor_id=audit.read_by_id if audit.submitted_at else audit.allocation.auditor_id,
        was_submitted=audit.submitted_at is not None,
        kind=kind,
        believed=believed.strip(),
        shut_at=at,
        shut_by_id=by.person_id,
        outcome=None,
        destroyed={},
        promises={},
    )
    db.session.add(made)
    # The slot says it to the trail, in the name of whoever found it.
    rounds.shut(audit.allocation, by, at)
    actions.shut_of(source_of(audit), audit.council_id, at)
    for one in (audit.public_id, *(given.public_id for given in latest_given(audit).values())):
        forget_forms_of(one)
    shut_audit(audit, at)
    tell_of_shutting(made, by, at, address)
    tell_of_promises(made, at)
    return made
