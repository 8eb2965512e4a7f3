"""What was recorded with the child and the family of an audit."""

from collections.abc import Mapping

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from qa_app.access.rules import Permission, Viewer
from qa_app.audits.models import Audit
from qa_app.audits.rules import Part
from qa_app.foundation.database import db
from qa_app.rounds.models import Allocation
from qa_app.rounds.queries import is_open_to, is_reached_by, not_hidden_from
from qa_app.voices.models.families import FamilyAnswer, FamilyVoice
from qa_app.voices.rules.families import Words


def find_audit(public_id: str, viewer: Viewer) -> Audit:
    """For whoever may read what children and families said where it is, and for its auditor."""
    reach = [is_reached_by(viewer, one) for one in (Permission.FAMILY_READ, Permission.AUDIT_WRITE)]
    return db.session.scalars(
        select(Audit)
        .join(Audit.allocation)
        .join(Allocation.place)
        .where(
            Audit.council_id == viewer.council_id,
            Audit.public_id == public_id,
            or_(*reach),
            not_hidden_from(viewer),
            is_open_to(viewer, Permission.OWN_WORK_READ),
        )
        .options(
            contains_eager(Audit.allocation).options(
                contains_eager(Allocation.place),
                joinedload(Allocation.auditor_here),
                joinedload(Allocation.child),
                joinedload(Allocation.round),
            ),
            joinedload(Audit.template_version),
            selectinload(Audit.participations),
        )
    ).one()


def voices_of(audit: Audit) -> Mapping[Part, FamilyVoice]:
    """As they are now."""
    wanted = (
        select(FamilyVoice)
        .where(FamilyVoice.audit_id == audit.id)
        .options(joinedload(FamilyVoice.recorded_by_here))
        .order_by(FamilyVoice.id)
        .execution_options(populate_existing=True)
    )
    return {one.part: one for one in db.session.scalars(wanted)}


def words_of(voices: Mapping[Part, FamilyVoice]) -> Mapping[Part, Words]:
    """What each of them said, in one query."""
    rows = db.session.execute(
        select(FamilyAnswer.family_voice_id, FamilyAnswer.question, FamilyAnswer.words)
        .where(FamilyAnswer.family_voice_id.in_([one.id for one in voices.values()]))
        .order_by(FamilyAnswer.id)
    ).all()
    said: dict[int, dict[str, str]] = {}
    for voice, question, words in rows:
        said.setdefault(voice, {})[question] = words
    return {
        part: Words(said.get(one.id, {}), one.better, one.may_be_quoted)
        for part, one in voices.items()
    }
