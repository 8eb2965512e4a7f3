"""Records that come back, and pairs of audits, as far as the viewer may read both."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from qa_app.access.queries import where_permitted
from qa_app.access.rules import Permission, Viewer
from qa_app.audit_templates.models import TemplateVersion
from qa_app.audit_templates.rules import Template
from qa_app.audits.models import Audit, SectionReading
from qa_app.audits.queries import visible_to
from qa_app.audits.rules.choosing import is_inadequate
from qa_app.follow_up.models import SecondAudit
from qa_app.follow_up.rules.second_audits import (
    LOOKED_AHEAD,
    LOOKED_BACK,
    Why,
    due_again,
    why_again,
)
from qa_app.follow_up.rules.settings import SECOND_AFTER, SECOND_SHARE
from qa_app.foundation.clock import london_day, start_of
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.organisation.queries.settings import setting
from qa_app.rounds.models import Allocation, Programme, Round
from qa_app.rounds.rules import State
from qa_app.voices.queries.agreed import is_agreed

READ, BY_NAME = Permission.AUDIT_READ, Permission.ROUND_BY_NAME


@dataclass(frozen=True)
class ComesBack:
    """A first audit, why and by when its record is read again."""

    audit: Audit
    why: Why
    due_on: date


@dataclass(frozen=True)
class _Due:
    audit_id: int
    why: Why
    due_on: date


def firsts(viewer: Viewer) -> Select[Audit]:
    """Agreed audits of records where the viewer has records audited by name."""
    return visible_to(viewer, READ).where(where_permitted(Place.path, viewer, BY_NAME))


def find_first(public_id: str, viewer: Viewer) -> Audit:
    return db.session.scalars(firsts(viewer).where(Audit.public_id == public_id)).one()


def is_decided() -> Select[int]:
    """Given out and not withdrawn since, or set aside."""
    slot = aliased(Allocation)
    return (
        select(SecondAudit.audit_id)
        .outerjoin(slot, SecondAudit.allocation_id == slot.id)
        .where(or_(SecondAudit.why_not != "", slot.state != State.WITHDRAWN))
    )


def due_among(viewer: Viewer, today: date) -> list[_Due]:
    """Of what was submitted in the last year: the first due first. Few columns of many audits."""
    weeks = setting(viewer.council_id, SECOND_AFTER)
    share = setting(viewer.council_id, SECOND_SHARE)
    seconds = select(SecondAudit.allocation_id).where(SecondAudit.allocation_id.is_not(None))
    wanted = firsts(viewer).where(
        is_agreed(),
        Allocation.practitioner_id.is_(None),
        Audit.submitted_at >= start_of(today - LOOKED_BACK),
        Audit.id.not_in(is_decided()),
        Audit.allocation_id.not_in(seconds),
    )
    rows = db.session.execute(
        wanted.options().with_only_columns(
            Audit.id,
            Audit.public_id,
            func.coalesce(Audit.agreed_grade, Audit.grade).label("whole"),
            Audit.template_version_id,
            Audit.submitted_at,
        )
    ).all()
    templates = templates_of({row.template_version_id for row in rows})
    low = low_sections({one.scale[-1].code for one in templates.values() if one.scale})
    found = []
    for row in rows:
        is_low = is_inadequate(templates[row.template_version_id], low.get(row.id, {}), row.whole)
        why = why_again(row.public_id, is_low=is_low, share_of_hundred=share)
        due_on = due_again(london_day(row.submitted_at), weeks)
        if why and due_on <= today + LOOKED_AHEAD:
            found.append(_Due(row.id, why, due_on))
    return sorted(found, key=lambda one: (one.due_on, one.audit_id))


def templates_of(version_ids: Collection[int]) -> Mapping[int, Template]:
    versions = select(TemplateVersion).where(TemplateVersion.id.in_(version_ids))
    return {one.id: one.template for one in db.session.scalars(versions)}


def low_sections(grades: Collection[str]) -> Mapping[int, dict[str, str]]:
    """By audit: the sections that have one of these, as their grades were agreed."""
    counts = func.coalesce(SectionReading.agreed_grade, SectionReading.grade)
    wanted = select(SectionReading.audit_id, SectionReading.section, counts).where(
        counts.in_({*grades})
    )
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for audit, section, grade in db.session.execute(wanted):
        found[audit][section] = grade
    return found


def list_due(viewer: Viewer, due: Sequence[_Due], limit: int, offset: int = 0) -> list[ComesBack]:
    """One sheet of them."""
    sheet = due[offset : offset + limit]
    wanted = visible_to(viewer, READ).where(Audit.id.in_([one.audit_id for one in sheet]))
    audits = {one.id: one for one in db.session.scalars(wanted)}
    return [
        ComesBack(audits[one.audit_id], one.why, one.due_on)
        for one in sheet
        if one.audit_id in audits
    ]


def due_of(audit: Audit, viewer: Viewer, today: date) -> _Due | None:
    return next((one for one in due_among(viewer, today) if one.audit_id == audit.id), None)


def decided_of(audit: Audit) -> SecondAudit | None:
    wanted = select(SecondAudit).where(SecondAudit.audit_id == audit.id)
    return db.session.scalars(
        wanted.options(joinedload(SecondAudit.allocation), joinedload(SecondAudit.decided_by_here))
    ).one_or_none()


def set_aside(viewer: Viewer) -> Select[SecondAudit]:
    mine = firsts(viewer).options().with_only_columns(Audit.id)
    return select(SecondAudit).where(SecondAudit.why_not != "", SecondAudit.audit_id.in_(mine))


def count_set_aside(viewer: Viewer) -> int:
    bare = set_aside(viewer).with_only_columns(SecondAudit.id).subquery()
    return db.session.scalar(select(func.count()).select_from(bare)) or 0


def list_set_aside(viewer: Viewer, limit: int, offset: int = 0) -> list[SecondAudit]:
    """The newest first."""
    wanted = (
        set_aside(viewer)
        .options(
            joinedload(SecondAudit.audit).options(
                joinedload(Audit.allocation).joinedload(Allocation.child),
                joinedload(Audit.template_version),
            ),
            joinedload(SecondAudit.decided_by_here),
        )
        .order_by(SecondAudit.decided_at.desc(), SecondAudit.id.desc())
    )
    return list(db.session.scalars(wanted.limit(limit).offset(offset)))


def open_rounds(viewer: Viewer) -> list[Round]:
    """In which a record can be asked for by name; those for second audits first, the newest of each first."""
    wanted = (
        select(Round)
        .join(Round.programme)
        .where(
            Round.council_id == viewer.council_id,
            Round.opened_at.is_not(None),
            Round.closed_at.is_(None),
            Programme.ended_at.is_(None),
        )
        .options(joinedload(Round.programme))
        .order_by(Round.month.desc(), Round.id.desc())
    )
    return list(db.session.scalars(wanted))


def pairs_seen(viewer: Viewer) -> Select:
    """Second audits that the viewer may read, each with its pair."""
    return (
        visible_to(viewer, READ)
        .join(SecondAudit, SecondAudit.allocation_id == Audit.allocation_id)
        .add_columns(SecondAudit)
    )


def pair_of(second: Audit) -> SecondAudit | None:
    """Of an audit that the viewer has found: the pair of which it is the second."""
    wanted = (
        select(SecondAudit)
        .where(SecondAudit.allocation_id == second.allocation_id)
        .options(
            joinedload(SecondAudit.audit).options(
                joinedload(Audit.template_version),
                joinedload(Audit.read_by_here),
                joinedload(Audit.allocation),
                selectinload(Audit.readings),
            )
        )
    )
    return db.session.scalars(wanted).one_or_none()


def list_pairs(viewer: Viewer) -> list[tuple[Audit, SecondAudit, Audit]]:
    """Of submitted second audits: the second, the pair and the first, the newest first. Both stand and are readable."""
    wanted = (
        pairs_seen(viewer).where(is_agreed()).order_by(Audit.submitted_at.desc(), Audit.id.desc())
    )
    rows = [(audit, pair) for audit, pair in db.session.execute(wanted)]
    first_ids = [pair.audit_id for _, pair in rows]
    seen = visible_to(viewer, READ).where(is_agreed(), Audit.id.in_(first_ids))
    by_id = {one.id: one for one in db.session.scalars(seen)}
    return [(audit, pair, by_id[pair.audit_id]) for audit, pair in rows if pair.audit_id in by_id]


def may_read_first(pair: SecondAudit, viewer: Viewer) -> bool:
    wanted = visible_to(viewer, READ).where(Audit.id == pair.audit_id)
    return db.session.scalar(wanted.with_only_columns(Audit.id)) is not None


def is_open_again(pair: SecondAudit) -> bool:
    """Whether its second audit was withdrawn or taken away, and nobody has set it aside."""
    if pair.allocation is None:
        return not pair.why_not
    return pair.allocation.state is State.WITHDRAWN
