"""Hold an audit as it is now, so that whoever changes it comes one after the other."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm.attributes import set_committed_value

from qa_app.access.rules import Viewer
from qa_app.audits.models import Audit
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.rounds.models import Allocation

AS_IT_IS = (
    select(
        Audit.status,
        Audit.version,
        Audit.shut_at,
        Audit.with_partners,
        Allocation.state,
        Allocation.auditor_id,
        Allocation.version.label("given_version"),
    )
    .join(Audit.allocation)
    .where(Audit.id == bindparam("audit_id"))
    .with_for_update(of=(Audit, Allocation), key_share=True)
)


def refuse_unless_open(audit: Audit, by: Viewer) -> None:
    if audit.allocation.auditor_id != by.person_id:
        raise DomainError("Only the person an audit is allocated to can write in it")
    if audit.is_withdrawn:
        raise DomainError("This audit has been withdrawn, so it can no longer be changed")
    if not audit.is_open:
        raise DomainError("This audit has been submitted, so it can no longer be changed here")


def hold_open(audit: Audit, by: Viewer) -> None:
    """Lock the audit, so that whoever writes in it and whoever hands it in come one after the other."""
    hold(audit)
    refuse_unless_open(audit, by)


def hold(audit: Audit) -> None:
    """With what decides whether it is open as it is now, not as the page found it.

    Both rows are locked: of a row that is only looked at beside a locked one, PostgreSQL would show what it
    was before the wait. One that is shut is found by no query, or says that it is.
    """
    now = db.session.execute(AS_IT_IS, {"audit_id": audit.id}).one_or_none()
    if now is None or now.shut_at:
        raise DomainError(
            "This audit was shut, because it may be about another child. Nothing can be written in it"
        )
    for name in ("status", "version", "with_partners"):
        set_committed_value(audit, name, getattr(now, name))
    for name in ("state", "auditor_id"):
        set_committed_value(audit.allocation, name, getattr(now, name))
    set_committed_value(audit.allocation, "version", now.given_version)
