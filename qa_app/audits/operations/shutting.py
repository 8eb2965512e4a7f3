"""What a wrong child does to an audit itself: it is shut, opened again, moved or destroyed."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, Table, delete, select

from qa_app.actions.models import Action
from qa_app.actions.queries.actions import of_source
from qa_app.audits.models import Audit
from qa_app.audits.operations.beginning import keep_facts
from qa_app.audits.operations.saving import hold
from qa_app.audits.queries.beside import source_of
from qa_app.audits.rules import Status
from qa_app.children.models import ChildOnList
from qa_app.foundation.database import Model, db
from qa_app.rounds.models import Allocation

# As a certificate counts them; tables that are not named are destroyed and not counted apart.
COUNTED = {
    "section_reading": "sections",
    "answer": "answers",
    "finding": "findings",
    "section_note": "private notes",
    "earlier_section": "earlier versions",
    "action": "actions",
}


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
    """A draft of the same auditor, with what is true of the right child. Earlier versions go along."""
    audit.allocation, audit.shut_at, audit.moved_at = to, None, at
    audit.status, audit.submitted_at, audit.withdrawn_at = Status.DRAFT, None, None
    audit.place_then, audit.read_by_id = to.place_then, to.auditor_id
    keep_facts(audit, row)
    db.session.flush()


def destroy_audit(audit: Audit) -> dict[str, int]:
    """Every row that belongs to it, in whichever table; how many there were of each kind."""
    found: dict[str, int] = {}
    actions = select(Action.id).where(
        of_source(source_of(audit)), Action.council_id == audit.council_id
    )
    _destroy(Model.metadata.tables["action"], actions, found)
    of_this = select(Model.metadata.tables["audit"].c.id).where(
        Model.metadata.tables["audit"].c.id == audit.id
    )
    db.session.flush()
    # What the session still knows of them would be written again.
    for row in [one for one in db.session if getattr(one, "audit_id", None) == audit.id]:
        db.session.expunge(row)
    db.session.expunge(audit)
    _destroy(Model.metadata.tables["audit"], of_this, found)
    return {COUNTED[name]: many for name, many in found.items() if name in COUNTED and many}


def _destroy(table: Table, ids: Select[Any], found: dict[str, int]) -> None:
    """What points to these rows first, wherever it is kept: by the schema, so that no table is forgotten."""
    for other in Model.metadata.tables.values():
        for key in other.foreign_keys:
            if key.column.table is table and other is not table:
                below = select(other.c.id).where(key.parent.in_(ids))
                _destroy(other, below, found)
    gone = db.session.execute(delete(table).where(table.c.id.in_(ids)))
    found[table.name] = found.get(table.name, 0) + gone.rowcount  # type: ignore[attr-defined]
