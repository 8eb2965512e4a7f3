"""Note that released audits were talked through in supervision, or take that back."""

from collections.abc import Sequence
from datetime import date, datetime

from qa_app.access.rules import Viewer
from qa_app.actions.models import Action
from qa_app.actions.operations import talk_about
from qa_app.audits.models import Audit
from qa_app.audits.operations import hold
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason
from qa_app.supervision.models import SupervisionTalk
from qa_app.supervision.queries.released import Released, talks_about
from qa_app.supervision.rules.talking import why_not_take_back, why_not_talked
from qa_app.trail.operations import record
from qa_app.voices.queries.reflections import of_audit

NOTED = "One of these audits has been noted as talked through already. Open the page again"
OWN = "Somebody else notes what was talked through in your own supervision"


def note_talk(
    of: Sequence[Released],
    about: Sequence[Action],
    talked_on: date,
    note: str,
    by: Viewer,
    at: datetime,
) -> None:
    """Each audit by itself; the actions that were talked about keep the day."""
    if not of and not about:
        raise DomainError(Reason("Select at least one audit or action", "audits"))
    for one in sorted(of, key=lambda one: one.audit.id):
        hold(one.audit)
    _refuse(of, talked_on, by, at)
    for one in of:
        db.session.add(
            SupervisionTalk(
                council_id=one.audit.council_id,
                audit_id=one.audit.id,
                practitioner_id=one.reflection.practitioner_id,
                talked_on=talked_on,
                note=note.strip(),
                noted_at=at,
                noted_by_id=by.person_id,
            )
        )
        record("audit:talked-through", by, one.audit, at=at, talked_on=talked_on.isoformat())
    for action in about:
        talk_about(action, talked_on, by, at)
    db.session.flush()


def _refuse(of: Sequence[Released], talked_on: date, by: Viewer, at: datetime) -> None:
    if any(one.reflection.practitioner_id == by.person_id for one in of):
        raise DomainError(OWN)
    if talks_about([one.audit.id for one in of]):
        raise DomainError(NOTED)
    today = london_day(at)
    latest = max((one.released_on for one in of), default=talked_on)
    if trouble := why_not_talked(talked_on, latest, today):
        raise DomainError(Reason(trouble, "talked_on"))


def take_back(audit: Audit, by: Viewer, at: datetime) -> None:
    """It was not talked through after all, or on another day."""
    hold(audit)
    talk = talks_about([audit.id]).get(audit.id)
    if talk is None:
        raise DomainError("Nobody has noted that this audit was talked through")
    if talk.practitioner_id == by.person_id:
        raise DomainError(OWN)
    reflection = of_audit(audit)
    released = reflection.released_at if reflection else None
    if released and (trouble := why_not_take_back(london_day(released), london_day(at))):
        raise DomainError(trouble)
    record("audit:talk-taken-back", by, audit, at=at, talked_on=talk.talked_on.isoformat())
    db.session.delete(talk)
    db.session.flush()
