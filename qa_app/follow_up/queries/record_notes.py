"""Which audits are on the child’s record and which are not, and what the text says."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload

from qa_app.access.queries import where_permitted
from qa_app.access.rules import Permission, Viewer, may, may_at
from qa_app.actions.queries.actions import every_of
from qa_app.actions.queries.owners import manager_for
from qa_app.actions.rules import COUNTED, ForWhom
from qa_app.audits.models import Audit
from qa_app.audits.queries import visible_to
from qa_app.audits.queries.beside import list_findings, source_of
from qa_app.audits.rules import FindingKind
from qa_app.children.models import Child
from qa_app.children.queries.restricted import IS_RESTRICTED, KEPT
from qa_app.follow_up.models import RecordNote
from qa_app.follow_up.queries.readiness import ready_at, reflection_of_audit
from qa_app.follow_up.queries.roles import roles_of
from qa_app.follow_up.rules.on_record import Waiting, first_day_counted
from qa_app.follow_up.rules.record_text import AUDITOR, NOBODY, ToDo, Told
from qa_app.foundation.clock import london_day, start_of
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.rounds.models import Allocation
from qa_app.voices.models import Reflection
from qa_app.voices.queries.agreed import is_agreed

PUT = Permission.RECORD_TEXT


class Shown(StrEnum):
    """Which audits the list shows. The first is what it shows when nothing is asked for."""

    WAITING = "Not on the record yet"
    THERE = "On the record"
    ALL = "All"


@dataclass(frozen=True)
class Row:
    audit: Audit
    note: RecordNote | None
    ready_at: datetime | None


def reached(viewer: Viewer) -> Select[Audit]:
    """What the viewer may read in the teams they look after, and what they audited themselves."""
    return visible_to(viewer, Permission.AUDIT_READ).where(
        or_(where_permitted(Place.path, viewer, PUT), Allocation.auditor_id == viewer.person_id)
    )


def find_audit(public_id: str, viewer: Viewer) -> Audit:
    return db.session.scalars(reached(viewer).where(Audit.public_id == public_id)).one()


def note_of(audit: Audit) -> RecordNote | None:
    wanted = select(RecordNote).where(RecordNote.audit_id == audit.id)
    return db.session.scalars(wanted.options(joinedload(RecordNote.said_by_here))).one_or_none()


def ready_of(audit: Audit, today: date) -> datetime | None:
    wanted = (
        select(ready_at(today))
        .select_from(Audit)
        .join(Audit.allocation)
        .outerjoin(Reflection, reflection_of_audit())
        .where(Audit.id == audit.id, is_agreed())
    )
    return db.session.scalars(wanted).one_or_none()


def of_children() -> ColumnElement[bool]:
    """The work of a practitioner stands on no child’s record."""
    return Allocation.practitioner_id.is_(None)


def sought(viewer: Viewer, shown: Shown, today: date) -> Select[Audit]:
    wanted = (
        reached(viewer)
        .outerjoin(Reflection, reflection_of_audit())
        .outerjoin(RecordNote, RecordNote.audit_id == Audit.id)
        .where(of_children(), is_agreed(), ready_at(today).is_not(None))
    )
    if shown is Shown.WAITING:
        lately = ready_at(today) >= start_of(first_day_counted(today))
        return wanted.where(RecordNote.id.is_(None), lately)
    return wanted.where(RecordNote.id.is_not(None)) if shown is Shown.THERE else wanted


def count(wanted: Select[Audit]) -> int:
    bare = wanted.options().with_only_columns(Audit.id).order_by(None).subquery()
    return db.session.scalar(select(func.count()).select_from(bare)) or 0


def list_rows(wanted: Select[Audit], today: date, limit: int, offset: int = 0) -> list[Row]:
    """What has waited longest first; then what was put there, the newest first."""
    ready = ready_at(today)
    ordered = (
        wanted.add_columns(RecordNote, ready)
        .options(joinedload(RecordNote.said_by_here))
        .order_by(RecordNote.id.is_not(None), RecordNote.put_on.desc(), ready, Audit.id)
    )
    rows = db.session.execute(ordered.limit(limit).offset(offset))
    return [Row(audit, note, at) for audit, note, at in rows]


def days_of(viewer: Viewer, today: date) -> list[tuple[date, date | None]]:
    """Of the audits that are counted: from which day each could be copied, and since when it is there."""
    ready = ready_at(today)
    wanted = (
        sought(viewer, Shown.ALL, today)
        .options()
        .where(ready >= start_of(first_day_counted(today)))
        .with_only_columns(ready, RecordNote.put_on)
    )
    return [(london_day(at), put_on) for at, put_on in db.session.execute(wanted)]


def list_waiting(council_id: int, today: date) -> list[Waiting]:
    """Of the whole council, for a timer: each with whoever manages the practitioner."""
    ready = ready_at(today)
    wanted = (
        select(Place, Audit.practitioner_then_id, IS_RESTRICTED, ready)
        .select_from(Audit)
        .join(Audit.allocation)
        .join(Allocation.place)
        .outerjoin(Child, Allocation.child_id == Child.id)
        .outerjoin(KEPT, Child.merged_into_id == KEPT.id)
        .outerjoin(Reflection, reflection_of_audit())
        .outerjoin(RecordNote, RecordNote.audit_id == Audit.id)
        .where(
            Audit.council_id == council_id,
            of_children(),
            is_agreed(),
            RecordNote.id.is_(None),
            ready >= start_of(first_day_counted(today)),
        )
    )
    managers: dict[tuple[int | None, int, bool], int | None] = {}
    found = []
    for place, practitioner, secret, at in db.session.execute(wanted):
        key = (practitioner, place.id, bool(secret))
        if key not in managers:
            managers[key] = manager_for(practitioner, place, today, restricted=bool(secret))
        if manager := managers[key]:
            found.append(Waiting(manager, london_day(at)))
    return found


def told(audit: Audit, ready: datetime | None) -> Told:
    """As the text for the record says it, the same for everybody; of actions those for the child."""
    assert audit.submitted_at is not None  # noqa: S101 – asked for by whoever has looked
    audited_on = london_day(audit.submitted_at)
    findings = list_findings(audit)
    asked_for = every_of(source_of(audit), audit.council_id, *COUNTED)
    actions = [one for one in asked_for if one.for_whom is ForWhom.CHILD]
    people = [audit.read_by_id, *(one.owner_id for one in actions if one.owner_id)]
    roles = roles_of(people, audit.council_id, audited_on)
    return Told(
        audited_on=audited_on,
        auditor=roles.get(audit.read_by_id, AUDITOR),
        template=audit.template_version.name,
        strengths=[one.text for one in findings if one.kind is FindingKind.STRENGTH],
        development=[one.text for one in findings if one.kind is FindingKind.DEVELOPMENT],
        actions=[
            ToDo(one.what, roles.get(one.owner_id or 0, NOBODY), one.due_on, one.done_on)
            for one in actions
        ],
        is_released=ready is not None,
    )


def may_put(audit: Audit, viewer: Viewer) -> bool:
    """Of an audit that the viewer reads: is it theirs to put onto the record?"""
    if not may(viewer, PUT):
        return False
    here = may_at(viewer, PUT, audit.allocation.place.path)
    return here or audit.allocation.auditor_id == viewer.person_id
