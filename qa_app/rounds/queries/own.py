"""What the viewer has to read, and has read."""

from datetime import date

from sqlalchemy import Select, case, func, or_
from sqlalchemy.orm import joinedload

from qa_app.access.rules import Permission, Viewer
from qa_app.foundation.database import db
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.queries.allocations import first_due_first, visible_to
from qa_app.rounds.rules import OPEN, State


def mine(viewer: Viewer) -> Select[Allocation]:
    """What the viewer has to read, what they have read, and what was withdrawn after they began."""
    return visible_to(viewer, Permission.AUDIT_WRITE).where(
        Allocation.auditor_id == viewer.person_id,
        or_(Allocation.state != State.WITHDRAWN, Allocation.started_at.is_not(None)),
    )


def list_mine(
    viewer: Viewer,
    limit: int | None = None,
    offset: int = 0,
    wanted: Select[Allocation] | None = None,
) -> list[Allocation]:
    """What the viewer has to read, the first due first; then what they have read, the newest first."""
    still_open = Allocation.state.in_(OPEN)
    wanted = (
        (mine(viewer) if wanted is None else wanted)
        .options(
            joinedload(Allocation.round).joinedload(Round.programme),
            joinedload(Allocation.round).joinedload(Round.template_version),
        )
        .order_by(
            case((still_open, 0), else_=1),
            *(case((still_open, one)) for one in first_due_first()),
            Allocation.done_at.desc(),
            Allocation.id,
        )
        .limit(limit)
        .offset(offset)
    )
    return list(db.session.scalars(wanted))


def count_mine(viewer: Viewer, month: date) -> tuple[int, int]:
    """How many of the viewer's own of this month are done, and of how many."""
    done = func.count().filter(Allocation.state == State.DONE)
    wanted = mine(viewer).join(Allocation.round).where(Round.month == month)
    counted, of = db.session.execute(wanted.with_only_columns(done, func.count())).one()
    return counted, of
