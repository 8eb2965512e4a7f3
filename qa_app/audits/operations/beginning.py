"""Begin an audit, and keep what is true on that day."""

from datetime import datetime

from sqlalchemy import select

from qa_app.access.rules import Viewer
from qa_app.audits.models import Audit
from qa_app.audits.operations.choosing import is_by_chance
from qa_app.audits.queries import audit_of
from qa_app.children.models import ChildOnList
from qa_app.children.queries.lists import in_force
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Membership
from qa_app.rounds.models import Allocation
from qa_app.rounds.operations import mark_started
from qa_app.trail.operations import record


def begin(
    allocation: Allocation, by: Viewer, at: datetime, listed: ChildOnList | None = None
) -> Audit:
    """The audit of an allocation, made when its auditor first opens it.

    `listed` is what the list of that day said of the child, where that is not the list of today.
    """
    if there := audit_of(allocation):
        return there
    if allocation.auditor_id != by.person_id:
        raise DomainError("Only the person an audit is allocated to can begin it")
    mark_started(allocation, at)
    audit = Audit(
        council_id=allocation.council_id,
        allocation=allocation,
        template_version=allocation.round.template_version,
        read_by_id=by.person_id,
        begun_at=at,
        place_then=allocation.place_then,
        practitioner_then_id=allocation.practitioner_id,
        role_then="",
        difference="",
        reasons={},
    )
    if row := listed or row_of(allocation):
        keep_facts(audit, row)
    if allocation.practitioner_here:
        keep_role(audit, allocation.practitioner_here)
    db.session.add(audit)
    db.session.flush()
    # From now on: whoever might read it blind must not have read its draft.
    audit.sealed = is_by_chance(audit)
    record("audit:begun", by, audit, at=at)
    return audit


def row_of(allocation: Allocation) -> ChildOnList | None:
    """What the list in force says of the child."""
    if allocation.child_id is None:
        return None
    return db.session.scalars(
        select(ChildOnList).where(
            ChildOnList.case_list_id == in_force(allocation.council_id),
            ChildOnList.child_id == allocation.child_id,
        )
    ).one_or_none()


def keep_facts(audit: Audit, row: ChildOnList) -> None:
    """Codes and numbers alone: what the head of the audit, its conditions and later figures need."""
    audit.status_then, audit.on_plan_then = row.status, row.also_on_plan
    audit.status_since_then, audit.category_then = row.status_since, row.category
    audit.age_then = row.age
    audit.practitioner_then_id = row.practitioner_id


def keep_role(audit: Audit, practitioner: Membership) -> None:
    """Of whoever is looked at: what they are, and who manages them."""
    audit.role_then = practitioner.job_title or ""
    audit.manager_then_id = practitioner.line_manager_id
