"""How often released audits were talked through, where the viewer may count. No figure is of one person."""

from datetime import date

from sqlalchemy import select

from qa_app.access.rules import Permission, Viewer
from qa_app.audits.models import Audit
from qa_app.foundation.clock import london_day, start_of
from qa_app.foundation.database import db
from qa_app.rounds import queries as rounds
from qa_app.rounds.models import Allocation
from qa_app.rounds.rules import State
from qa_app.supervision.models import SupervisionTalk
from qa_app.supervision.rules.talking import Line
from qa_app.voices.models import Reflection
from qa_app.voices.queries.agreed import is_agreed


def lines_since(viewer: Viewer, first_day: date) -> list[Line]:
    """Audits of records released from this day on, by the team of the record when it was allocated."""
    counted = (
        rounds.visible_to(viewer, Permission.COMPLETION_READ)
        .with_only_columns(Allocation.id)
        .where(Allocation.state != State.WITHDRAWN, ~rounds.is_own_work())
    )
    wanted = (
        select(Allocation.place_then, Reflection.released_at, SupervisionTalk.talked_on)
        .select_from(Reflection)
        .join(Allocation, Reflection.allocation_id == Allocation.id)
        .join(Audit, Audit.allocation_id == Allocation.id)
        .outerjoin(SupervisionTalk, SupervisionTalk.audit_id == Audit.id)
        .where(
            Reflection.released_at >= start_of(first_day),
            is_agreed(),
            Allocation.id.in_(counted),
        )
    )
    rows = db.session.execute(wanted)
    return [Line(place, london_day(at), talked) for place, at, talked in rows if at]
