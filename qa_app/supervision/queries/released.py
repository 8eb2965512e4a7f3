"""Released audits of a practitioner’s work, with what was found, said and talked through."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from qa_app.access.rules import Permission, Viewer
from qa_app.audits.models import Audit, Finding
from qa_app.audits.queries import visible_to
from qa_app.audits.rules import FindingKind
from qa_app.foundation.clock import london_day, start_of
from qa_app.foundation.database import db
from qa_app.supervision.models import SupervisionTalk, Thanks
from qa_app.supervision.rules.opening import ToCome, Waits, to_come, waits_for
from qa_app.supervision.rules.talking import LOOKED_BACK
from qa_app.voices.models import Conversation, Reflection, Reply
from qa_app.voices.queries import reflections
from qa_app.voices.queries.agreed import is_agreed


@dataclass
class Released:
    """One audit as a sheet tells it: strengths first, and no grade."""

    audit: Audit
    reflection: Reflection
    talk: SupervisionTalk | None = None
    findings: list[Finding] = field(default_factory=list)
    conversation: Conversation | None = None
    replies: list[Reply] = field(default_factory=list)
    thanks: list[Thanks] = field(default_factory=list)

    @property
    def released_on(self) -> date:
        assert self.reflection.released_at is not None  # noqa: S101 – asked for
        return london_day(self.reflection.released_at)

    def of_kind(self, kind: FindingKind) -> list[Finding]:
        return [one for one in self.findings if one.kind is kind]

    @property
    def strengths(self) -> list[Finding]:
        return self.of_kind(FindingKind.STRENGTH)

    @property
    def development(self) -> list[Finding]:
        return self.of_kind(FindingKind.DEVELOPMENT)


def released_to(viewer: Viewer, people: Collection[int]) -> Select:
    """Of those that the viewer reads."""
    return (
        visible_to(viewer, Permission.AUDIT_READ)
        .join(Reflection, Reflection.allocation_id == Audit.allocation_id)
        .outerjoin(SupervisionTalk, SupervisionTalk.audit_id == Audit.id)
        .add_columns(Reflection, SupervisionTalk)
        .where(
            Reflection.practitioner_id.in_(people),
            Reflection.released_at.is_not(None),
            is_agreed(),
        )
        .options(joinedload(SupervisionTalk.noted_by_here))
        .order_by(Reflection.released_at.desc(), Audit.id.desc())
    )


def is_to_talk(today: date) -> ColumnElement[bool]:
    """Of the last year, and not talked through."""
    lately = Reflection.released_at >= start_of(today - LOOKED_BACK)
    return and_(SupervisionTalk.id.is_(None), lately)


def list_to_talk(person_id: int, viewer: Viewer, today: date) -> list[Released]:
    """What has not been talked through, the longest ago first."""
    rows = db.session.execute(released_to(viewer, [person_id]).where(is_to_talk(today))).all()
    return told([Released(*row) for row in reversed(rows)])


def list_talked(person_id: int, viewer: Viewer, limit: int) -> list[Released]:
    wanted = (
        released_to(viewer, [person_id])
        .where(SupervisionTalk.id.is_not(None))
        .order_by(None)
        .order_by(SupervisionTalk.talked_on.desc(), Audit.id.desc())
    )
    return [Released(*row) for row in db.session.execute(wanted.limit(limit))]


@dataclass(frozen=True)
class Own:
    """Audits of the viewer’s own work: those that they may read, the newest first, and how many are to come."""

    readable: list[Released]
    to_come: ToCome


def own_audits(viewer: Viewer) -> Own:
    """Whoever grades first reads after that."""
    wanted = reflections.not_withdrawn(reflections.own(viewer)).order_by(
        Reflection.released_at.desc(), Reflection.id.desc()
    )
    parts = list(db.session.scalars(wanted))
    waiting = [(one, waits_of(one)) for one in parts]
    found = [Released(one.audit, one) for one, waits in waiting if one.audit and not waits]
    talks = talks_about([one.audit.id for one in found])
    for one in found:
        one.talk = talks.get(one.audit.id)
    return Own(told(found), to_come(waits for _, waits in waiting))


def waits_of(part: Reflection) -> Waits | None:
    standing, audit = part.standing, part.audit
    return waits_for(
        is_submitted=audit is not None and audit.submitted_at is not None,
        is_released=standing.is_released,
        grades_first=standing.grades_first,
        is_reopened=standing.is_reopened,
    )


def list_own(viewer: Viewer) -> list[Released]:
    return own_audits(viewer).readable


def talks_about(audit_ids: Collection[int]) -> Mapping[int, SupervisionTalk]:
    wanted = select(SupervisionTalk).where(SupervisionTalk.audit_id.in_(audit_ids))
    rows = db.session.scalars(wanted.options(joinedload(SupervisionTalk.noted_by_here)))
    return {one.audit_id: one for one in rows}


def told(found: list[Released]) -> list[Released]:
    """With all that a sheet says of them, in a few queries however many they are."""
    ids = [one.audit.id for one in found]
    findings, thanks = by_audit(list_findings(ids)), by_audit(list_thanks(ids))
    talks = {
        one.audit_id: one
        for one in db.session.scalars(
            select(Conversation)
            .where(Conversation.audit_id.in_(ids), Conversation.noted_at.is_not(None))
            .options(joinedload(Conversation.noted_by_here))
        )
    }
    replies = defaultdict(list)
    for reply in list_replies([one.reflection.id for one in found]):
        replies[reply.reflection_id].append(reply)
    for one in found:
        one.findings, one.thanks = findings[one.audit.id], thanks[one.audit.id]
        one.conversation = talks.get(one.audit.id)
        one.replies = replies[one.reflection.id]
    return found


def by_audit(rows: list) -> dict[int, list]:
    found: dict[int, list] = defaultdict(list)
    for one in rows:
        found[one.audit_id].append(one)
    return found


def list_findings(audit_ids: Collection[int]) -> list[Finding]:
    wanted = select(Finding).where(Finding.audit_id.in_(audit_ids))
    ordered = wanted.options(selectinload(Finding.themes)).order_by(Finding.position, Finding.id)
    return list(db.session.scalars(ordered))


def list_thanks(audit_ids: Collection[int]) -> list[Thanks]:
    wanted = select(Thanks).where(Thanks.audit_id.in_(audit_ids))
    ordered = wanted.options(joinedload(Thanks.from_here)).order_by(Thanks.thanked_at, Thanks.id)
    return list(db.session.scalars(ordered))


def list_replies(reflection_ids: Collection[int]) -> list[Reply]:
    wanted = (
        select(Reply)
        .where(Reply.reflection_id.in_(reflection_ids))
        .options(
            joinedload(Reply.said_by_here),
            joinedload(Reply.answered_by_here),
            contains_eager(Reply.reflection),
        )
        .join(Reply.reflection)
        .order_by(Reply.said_at, Reply.id)
    )
    return list(db.session.scalars(wanted))
