"""When a family was asked, for this audit and for others."""

from collections.abc import Collection, Sequence

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased

from qa_app.audits.models import Audit
from qa_app.audits.rules import Part
from qa_app.children.models import Child
from qa_app.foundation.database import db
from qa_app.foundation.shutting import days_of_shut_ones
from qa_app.rounds.models import Allocation
from qa_app.voices.models.families import FamilyVoice
from qa_app.voices.rules.asking import WERE_ASKED, AskedBefore


def asked_in(audit_ids: Collection[int]) -> dict[int, set[Part]]:
    """Who has been asked for each of these audits, in one query."""
    rows = db.session.execute(
        select(FamilyVoice.audit_id, FamilyVoice.part).where(
            FamilyVoice.audit_id.in_(audit_ids), FamilyVoice.outcome.in_(WERE_ASKED)
        )
    )
    found: dict[int, set[Part]] = {}
    for audit_id, part in rows:
        found.setdefault(audit_id, set()).add(part)
    return found


def asked_before(audit: Audit) -> list[AskedBefore]:
    """When this child or a brother or sister was asked for other audits, whatever the programme."""
    family = family_of(audit)
    own = audit.allocation.child_id
    if not family:
        same = and_(
            Allocation.child_id.is_(None), Allocation.reference == audit.allocation.reference
        )
    else:
        same = Allocation.child_id.in_([one.id for one in family])
    # A family that was rung was rung, also where the audit is shut: the day of it, and nothing more.
    rows = db.session.execute(
        days_of_shut_ones(select(FamilyVoice.asked_on, Allocation.child_id))
        .join(FamilyVoice.audit)
        .join(Audit.allocation)
        .where(
            FamilyVoice.council_id == audit.council_id,
            FamilyVoice.audit_id != audit.id,
            FamilyVoice.outcome.in_(WERE_ASKED),
            FamilyVoice.asked_on.is_not(None),
            same,
        )
        .order_by(FamilyVoice.asked_on)
    )
    kept: dict[int | None, int] = {one.id: one.merged_into_id or one.id for one in family}
    return [
        AskedBefore(asked_on, kept.get(child) == kept.get(own))
        for asked_on, child in rows
        if asked_on
    ]


def family_of(audit: Audit) -> Sequence[Child]:
    """The child under each of their references, and brothers and sisters as far as the list knows them."""
    child = audit.allocation.child
    if child is None:
        return []
    kept, other = aliased(Child), aliased(Child)
    own = child.merged_into_id or child.id
    named = select(other.family_reference).where(
        or_(other.id == own, other.merged_into_id == own), other.family_reference != ""
    )
    wanted = (
        select(Child)
        .outerjoin(kept, Child.merged_into_id == kept.id)
        .where(
            Child.council_id == audit.council_id,
            or_(
                Child.id == own,
                Child.merged_into_id == own,
                Child.family_reference.in_(named),
                kept.family_reference.in_(named),
            ),
        )
        .order_by(Child.id)
    )
    found = list(db.session.scalars(wanted))
    merged = select(Child).where(
        Child.merged_into_id.in_([one.merged_into_id or one.id for one in found])
    )
    there = {one.id: one for one in [*found, *db.session.scalars(merged)]}
    return [there[number] for number in sorted(there)]
