"""Audits that wait for a second opinion. Nothing of what was graded is in this list."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, not_, select
from sqlalchemy.orm import defaultload, joinedload

from qa_app.access.rules import Permission, Viewer
from qa_app.audits.models import Audit
from qa_app.audits.queries import is_waiting, visible_to
from qa_app.audits.queries.sealing import is_readable
from qa_app.audits.rules.choosing import Chosen
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.moderation.models import Moderation
from qa_app.moderation.queries.independence import besides_of, moderator_of, subject_of
from qa_app.moderation.queries.moderations import waited_for
from qa_app.moderation.rules import THEIRS, State
from qa_app.moderation.rules.independence import ANOTHER_FIRST, why_not_moderate
from qa_app.moderation.rules.reminding import late_days
from qa_app.moderation.rules.settings import WITHIN
from qa_app.organisation.queries.settings import days_off, setting
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.queries.auditors import managers_of
from qa_app.rounds.rules import State as Given

MODERATE = Permission.AUDIT_MODERATE


@dataclass(frozen=True)
class Waiting:
    """One audit of the queue, and why the viewer cannot take it, if they cannot."""

    audit: Audit
    moderation: Moderation | None
    days: int
    why_not: str
    is_mine: bool
    # It is read openly, and another audit of the same child is not read blind yet.
    is_kept_back: bool = False
    # It has waited for longer than the council wants.
    is_late: bool = False

    @property
    def state(self) -> State:
        return self.moderation.state if self.moderation else State.WAITING

    @property
    def blind(self) -> bool:
        return self.moderation.blind if self.moderation else self.audit.sealed

    @property
    def because(self) -> tuple[Chosen, ...]:
        return self.audit.chosen_because

    @property
    def is_to_go_on(self) -> bool:
        """It is the viewer’s, and their turn."""
        return self.is_mine and self.state in THEIRS

    @property
    def waits_for(self) -> str:
        return waited_for(self.moderation) if self.moderation else ""

    @property
    def may_be_taken(self) -> bool:
        return self.moderation is None and not self.why_not


def waits(viewer: Viewer) -> Select[Audit]:
    """Submitted and not agreed, where the viewer may moderate."""
    return visible_to(viewer, MODERATE).where(is_waiting(), Allocation.state != Given.WITHDRAWN)


def count_waiting(viewer: Viewer) -> int:
    bare = waits(viewer).options().with_only_columns(Audit.id).order_by(None)
    return db.session.scalar(select(func.count()).select_from(bare.subquery())) or 0


def list_waiting(
    viewer: Viewer, today: date, limit: int | None = None, offset: int = 0
) -> list[Waiting]:
    """The longest wait first, whoever may take it."""
    wanted = waits(viewer).order_by(Audit.submitted_at, Audit.id).limit(limit).offset(offset)
    return _as_waiting(wanted, viewer, today)


def _as_waiting(wanted: Select[Audit], viewer: Viewer, today: date) -> list[Waiting]:
    programme = (
        defaultload(Audit.allocation).defaultload(Allocation.round).joinedload(Round.programme)
    )
    audits = list(db.session.scalars(wanted.options(programme)))
    return _with_moderations(audits, viewer, today)


def _with_moderations(audits: list[Audit], viewer: Viewer, today: date) -> list[Waiting]:
    there = select(Moderation).where(Moderation.audit_id.in_([one.id for one in audits]))
    of = {
        one.audit_id: one
        for one in db.session.scalars(there.options(joinedload(Moderation.moderator_here)))
    }
    who, managers = moderator_of(viewer), managers_of(viewer.council_id)
    kept, besides = _kept_back(audits, viewer), besides_of(audits)
    late = _late(audits, viewer.council_id, today)
    return [
        Waiting(
            one,
            of.get(one.id),
            (today - london_day(one.submitted_at)).days if one.submitted_at else 0,
            why_not_moderate(who, subject_of(one, managers, besides))
            or (ANOTHER_FIRST if one.id in kept else ""),
            one.id in of and of[one.id].moderator_id == viewer.person_id and one.id not in kept,
            one.id in kept,
            one.id in late,
        )
        for one in audits
    ]


def _late(audits: list[Audit], council_id: int, today: date) -> set[int]:
    within, off = setting(council_id, WITHIN), days_off(council_id)
    return {
        one.id
        for one in audits
        if one.submitted_at and late_days([london_day(one.submitted_at)], within, today, off)
    }


def _kept_back(audits: list[Audit], viewer: Viewer) -> set[int]:
    wanted = (
        select(Audit.id)
        .join(Audit.allocation)
        .join(Allocation.place)
        .where(
            Audit.id.in_([one.id for one in audits]), not_(Audit.sealed), not_(is_readable(viewer))
        )
    )
    return set(db.session.scalars(wanted))
