"""What stands beside an audit: private notes, findings, earlier versions and the audit before it."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, bindparam, or_, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import joinedload, selectinload

from qa_app.access.rules import Permission, Viewer
from qa_app.actions.models import Action
from qa_app.actions.queries.actions import every_of
from qa_app.actions.rules import Source, SourceKind, State
from qa_app.audits.models import (
    Audit,
    EarlierSection,
    Finding,
    Participation,
    SectionNote,
    SectionReading,
)
from qa_app.audits.queries.audits import visible_to
from qa_app.audits.rules import HANDED_IN, HEARD, Part
from qa_app.children.models import Child
from qa_app.foundation.database import db
from qa_app.rounds.models import Allocation

NOTE = (
    select(SectionNote)
    .where(
        SectionNote.audit_id == bindparam("audit_id"),
        SectionNote.section == bindparam("section"),
        SectionNote.person_id == bindparam("person_id"),
    )
    .execution_options(populate_existing=True)
)


def note_of(audit: Audit, section: str, viewer: Viewer) -> SectionNote | None:
    """The viewer's own alone."""
    about = {"audit_id": audit.id, "section": section, "person_id": viewer.person_id}
    return db.session.scalars(NOTE, about).one_or_none()


def list_findings(audit: Audit) -> list[Finding]:
    wanted = (
        select(Finding)
        .where(Finding.audit_id == audit.id)
        .options(selectinload(Finding.themes))
        .order_by(Finding.position, Finding.id)
    )
    return list(db.session.scalars(wanted))


def find_finding(audit: Audit, public_id: str) -> Finding:
    return db.session.scalars(
        select(Finding)
        .where(Finding.audit_id == audit.id, Finding.public_id == public_id)
        .options(selectinload(Finding.themes))
    ).one()


def source_of(audit: Audit) -> Source:
    """How actions know the audit they come from. Their lists show the title, so it names no child."""
    return Source(SourceKind.AUDIT, audit.public_id, audit.template_version.name)


def list_proposals(audit: Audit) -> list[Action]:
    """What was proposed so far, by whoever wrote the audit before as well."""
    return every_of(source_of(audit), audit.council_id, State.PROPOSED)


def find_proposal(audit: Audit, public_id: str) -> Action:
    found = [one for one in list_proposals(audit) if one.public_id == public_id]
    if not found:
        raise NoResultFound
    return found[0]


def parts_of(audit: Audit) -> Mapping[Part, Participation]:
    """Who took part or did not, as far as it has been said."""
    wanted = select(Participation).where(Participation.audit_id == audit.id)
    now = wanted.order_by(Participation.id).execution_options(populate_existing=True)
    return {one.part: one for one in db.session.scalars(now)}


def others_of(audit: Audit) -> Mapping[Part, Participation]:
    """Those of whom nothing more is said than whether they took part."""
    return {part: row for part, row in parts_of(audit).items() if part not in HEARD}


def list_earlier(audit: Audit) -> list[EarlierSection]:
    """What sections said before they were corrected, the newest first."""
    wanted = (
        select(EarlierSection)
        .join(EarlierSection.reading)
        .where(SectionReading.audit_id == audit.id)
        .options(joinedload(EarlierSection.reading), joinedload(EarlierSection.replaced_by_here))
        .order_by(EarlierSection.replaced_at.desc(), EarlierSection.id.desc())
    )
    return list(db.session.scalars(wanted))


def audit_before(audit: Audit, viewer: Viewer) -> Audit | None:
    """The last one of this child that was handed in before this one was begun, if the viewer may read it.

    Of a practitioner's own work, the last one of the same kind.
    """
    same = same_subject(audit)
    if not same:
        return None
    return db.session.scalars(
        visible_to(viewer, Permission.AUDIT_READ)
        .where(
            *same,
            Audit.status.in_(HANDED_IN),
            Audit.submitted_at < audit.begun_at,
            Audit.id != audit.id,
        )
        .options(selectinload(Audit.findings))
        .order_by(Audit.submitted_at.desc())
        .limit(1)
    ).first()


def same_subject(audit: Audit) -> list[ColumnElement[bool]]:
    """Of the same child, under whichever reference; or of the same practitioner, read with the same template."""
    about = audit.allocation
    if about.practitioner_id:
        same_template = Audit.template_version.has(code=audit.template_version.code)
        return [Allocation.practitioner_id == about.practitioner_id, same_template]
    if about.child_id is None:
        return []
    merged = select(Child.id).where(Child.merged_into_id == about.child_id)
    return [or_(Allocation.child_id == about.child_id, Allocation.child_id.in_(merged))]
