"""What a wrong child does to an audit itself: it is shut, opened again, moved or destroyed."""

from datetime import datetime

from sqlalchemy import delete

from qa_app.audits.models import Audit
from qa_app.audits.operations.beginning import keep_facts
from qa_app.audits.operations.choosing import is_by_chance
from qa_app.audits.operations.holding import hold
from qa_app.audits.queries.belonging import COUNTED, rows_below, rows_of
from qa_app.audits.rules import Status
from qa_app.children.models import ChildOnList
from qa_app.foundation.database import db
from qa_app.rounds.models import Allocation

# What others made of it was made of a reading of another child’s record.
SECOND_OPINION = ("moderated_grade", "sent_back", "opened_again", "moderation", "inadequate")


def hold_open_or_not(audit: Audit) -> None:
    """Nobody saves while it is shut; and of two people who shut it, one does."""
    hold(audit)


def shut_audit(audit: Audit, at: datetime) -> None:
    audit.shut_at = at
    db.session.flush()


def open_audit_again(audit: Audit) -> None:
    audit.shut_at = None
    db.session.flush()


def move_audit(audit: Audit, to: Allocation, row: ChildOnList, at: datetime) -> None:
    """A draft of the same auditor, with what is true of the right child. Earlier versions go along, no second opinion does."""
    _forget_second_opinion(audit)
    audit.allocation, audit.shut_at, audit.moved_at = to, None, at
    audit.status, audit.submitted_at, audit.withdrawn_at = Status.DRAFT, None, None
    audit.agreed_at, audit.agreed_grade, audit.chosen = None, None, []
    audit.signed_off_at = audit.signed_off_by_id = None
    audit.place_then, audit.read_by_id = to.place_then, to.auditor_id
    keep_facts(audit, row)
    audit.sealed = is_by_chance(audit)
    db.session.flush()
    db.session.expire(audit, ["readings"])
    for reading in audit.readings:
        reading.agreed_grade = None
    db.session.flush()


def _forget_second_opinion(audit: Audit) -> None:
    db.session.flush()
    for row in [one for one in db.session if getattr(one, "audit_id", None) == audit.id]:
        if getattr(row, "__tablename__", "") in SECOND_OPINION:
            db.session.expunge(row)
    for table, ids in [*rows_below(audit, SECOND_OPINION)]:
        db.session.execute(delete(table).where(table.c.id.in_(ids)))


def destroy_audit(audit: Audit) -> dict[str, int]:
    """Every row that belongs to it, in whichever table; how many there were of each kind."""
    db.session.flush()
    found: dict[str, int] = {}
    rows = [*rows_of(audit)]
    # What the session still knows of them would be written again.
    for row in [one for one in db.session if getattr(one, "audit_id", None) == audit.id]:
        db.session.expunge(row)
    db.session.expunge(audit)
    for table, ids in rows:
        gone = db.session.execute(delete(table).where(table.c.id.in_(ids)))
        found[table.name] = found.get(table.name, 0) + gone.rowcount  # type: ignore[attr-defined]
    return {COUNTED[name]: many for name, many in found.items() if name in COUNTED and many}
