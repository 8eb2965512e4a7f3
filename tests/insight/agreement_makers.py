"""Second opinions that are settled, made without the steps that lead to them."""

from datetime import datetime, timedelta
from typing import Any

from qa_app.audits.models import Audit
from qa_app.audits.rules import Status
from qa_app.audits.rules.choosing import Chosen
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.moderation.models import ModeratedGrade, Moderation
from qa_app.moderation.rules import Settled
from qa_app.organisation.models import Person, Place
from tests.makers import make_audit

GOOD, LESS = "good", "requires-improvement"
SECTION = "decisions-and-direction"


def make_settled(
    auditor: Person,
    moderator: Person,
    place: Place,
    first: str = GOOD,
    second: str = GOOD,
    **said: Any,
) -> Audit:
    """By chance and blind, handed in today and settled, unless a test says otherwise."""
    at: datetime = said.get("at") or now() - timedelta(minutes=5)
    blind = said.get("blind", True)
    audit = make_audit(auditor=auditor, place=place, reference=said.get("reference", "0012345"))
    audit.status, audit.submitted_at, audit.grade = Status.AGREED, at, first
    audit.chosen = [said.get("chosen", Chosen.BY_CHANCE).name]
    found = Moderation(
        council_id=audit.council_id,
        audit=audit,
        moderator_id=moderator.id,
        blind=blind,
        chosen=[*audit.chosen],
        taken_at=at,
        committed_at=at,
        compared_at=at,
        quality={},
        settled=Settled.BOTH_AGREE,
        settled_at=at if said.get("settled", True) else None,
    )
    if not said.get("settled", True):
        audit.status = Status.SUBMITTED
    sections = audit.template.graded_sections
    for section in ["", *(one.id for one in sections[:2])]:
        found.grades.append(
            ModeratedGrade(
                council_id=audit.council_id,
                section=section,
                auditor_grade=first,
                moderator_grade=second,
            )
        )
    db.session.add(found)
    db.session.flush()
    return audit
