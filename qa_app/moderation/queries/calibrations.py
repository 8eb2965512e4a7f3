"""Calibration exercises: those that the viewer leads, or takes part in."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, false, select
from sqlalchemy.orm import joinedload, selectinload

from qa_app.access.rules import Permission, Viewer, may, may_at
from qa_app.actions.queries.owners import cleared_for, latest_row_of
from qa_app.audit_templates.models import TemplateVersion
from qa_app.audit_templates.queries.catalogue import list_templates
from qa_app.audit_templates.rules import Template
from qa_app.children.models import Child
from qa_app.foundation.database import db
from qa_app.moderation.models import Calibration, CalibrationPart
from qa_app.moderation.queries.sections import WHOLE
from qa_app.moderation.rules.calibrations import Given
from qa_app.organisation.models import Membership, Place
from qa_app.rounds.queries.auditors import list_able, list_moderators

HIDDEN = "A restricted record"


def visible_to(viewer: Viewer) -> Select[Calibration]:
    """Whoever leads exercises at the council finds all of them; others those that they take part in."""
    mine = select(CalibrationPart.calibration_id).where(is_part_of(viewer))
    wanted = select(Calibration).where(Calibration.council_id == viewer.council_id)
    if leads(viewer):
        return wanted
    takes_part = may(viewer, Permission.CALIBRATION_GRADE)
    return wanted.where(Calibration.id.in_(mine) if takes_part else false())


def leads(viewer: Viewer) -> bool:
    return may_at(viewer, Permission.CALIBRATION_WRITE, viewer.council_path)


def find_calibration(public_id: str, viewer: Viewer) -> Calibration:
    """Raise NoResultFound for one out of the viewer's reach, as for none at all."""
    return db.session.scalars(_whole(visible_to(viewer), public_id)).one()


def find_to_lead(public_id: str, viewer: Viewer) -> Calibration:
    wanted = select(Calibration).where(Calibration.council_id == viewer.council_id)
    if not leads(viewer):
        wanted = wanted.where(false())
    return db.session.scalars(_whole(wanted, public_id)).one()


def find_to_grade(public_id: str, viewer: Viewer) -> Calibration:
    mine = select(CalibrationPart.calibration_id).where(is_part_of(viewer))
    wanted = select(Calibration).where(
        Calibration.council_id == viewer.council_id, Calibration.id.in_(mine)
    )
    return db.session.scalars(_whole(wanted, public_id)).one()


def list_calibrations(viewer: Viewer) -> list[Calibration]:
    """The newest first."""
    wanted = visible_to(viewer).options(
        joinedload(Calibration.template_version), selectinload(Calibration.everybody)
    )
    return list(
        db.session.scalars(wanted.order_by(Calibration.opens_at.desc(), Calibration.id.desc()))
    )


def list_to_grade(viewer: Viewer, at: datetime) -> list[Calibration]:
    """Open ones in which the viewer takes part and has not graded, the first to close first."""
    mine = select(CalibrationPart.calibration_id).where(
        is_part_of(viewer), CalibrationPart.graded_at.is_(None)
    )
    wanted = select(Calibration).where(
        Calibration.council_id == viewer.council_id,
        Calibration.id.in_(mine),
        Calibration.withdrawn_at.is_(None),
        Calibration.opens_at <= at,
        Calibration.closes_at > at,
    )
    return list(db.session.scalars(wanted.order_by(Calibration.closes_at, Calibration.id)))


def list_to_discuss(viewer: Viewer, at: datetime) -> list[Calibration]:
    """Closed ones of which nothing is noted yet, for whoever leads them; where anybody graded."""
    if not leads(viewer):
        return []
    graded = select(CalibrationPart.calibration_id).where(CalibrationPart.graded_at.is_not(None))
    wanted = select(Calibration).where(
        Calibration.council_id == viewer.council_id,
        Calibration.withdrawn_at.is_(None),
        Calibration.closes_at <= at,
        Calibration.discussed_at.is_(None),
        Calibration.id.in_(graded),
    )
    return list(db.session.scalars(wanted.order_by(Calibration.closes_at, Calibration.id)))


def is_part_of(viewer: Viewer) -> ColumnElement[bool]:
    """Of a part: it is the viewer’s, who has not been taken out again."""
    return and_(CalibrationPart.person_id == viewer.person_id, CalibrationPart.left_at.is_(None))


def people_to_ask(council_id: int, on: date) -> list[Membership]:
    """Everybody who audits or gives second opinions, by name."""
    found = {one.person_id: one for one in list_able(council_id, on)}
    found |= {one.person_id: one for one in list_moderators(council_id, on)}
    return sorted(found.values(), key=lambda one: (one.name.lower(), one.id))


def templates_to_use(viewer: Viewer, on: date) -> list[TemplateVersion]:
    """Those with something to grade."""
    return [
        row.version
        for row in list_templates(viewer, on)
        if row.version.template.scale and sections_of(row.version.template)
    ]


def sections_of(template: Template) -> dict[str, str]:
    """Everything that is graded, by the id of the section; the whole stands under no section."""
    found = {one.id: one.heading for one in template.graded_sections}
    return found | ({WHOLE: "The whole record"} if template.overall.name == "GRADED" else {})


def given_in(calibration: Calibration) -> list[Given]:
    """Of those who have graded; whoever asks makes sure that the window is closed."""
    codes = [one.code for one in calibration.template.scale]
    return [
        Given(part.person_id, one.section, codes.index(one.grade), one.reading)
        for part in calibration.graded
        for one in part.grades
        if one.grade in codes
    ]


def subject_for(calibration: Calibration, viewer: Viewer) -> str:
    """The reference of the record; nothing of an invented story."""
    if calibration.child is None:
        return ""
    if not is_restricted(calibration.child):
        return calibration.child.reference
    cleared = may_at(viewer, Permission.CHILD_RESTRICTED, path_of(calibration.child))
    return calibration.child.reference if cleared else HIDDEN


def not_cleared(child: Child, people: Sequence[Membership], on: date) -> list[str]:
    """Of these people those who may not read a restricted record, by name; nobody where it is not restricted."""
    if not is_restricted(child):
        return []
    cleared = select(Membership.person_id).where(
        Membership.council_id == child.council_id, cleared_for(path_of(child), on)
    )
    may = set(db.session.scalars(cleared))
    return sorted(one.name for one in people if one.person_id not in may)


def is_restricted(child: Child) -> bool:
    """A reference that was merged is as restricted as the one that it became."""
    kept = db.session.get(Child, child.merged_into_id) if child.merged_into_id else None
    return child.restricted or (kept is not None and kept.restricted)


def path_of(child: Child) -> str:
    """Where the newest list has it; a child that no list names is the whole council’s."""
    row = latest_row_of(child.merged_into_id or child.id)
    return (row.place if row else db.session.get_one(Place, child.council_id)).path


def names_in(calibration: Calibration) -> Mapping[int, str]:
    return {one.person_id: one.name for one in calibration.parts}


def _whole(wanted: Select[Calibration], public_id: str) -> Select[Calibration]:
    return wanted.where(Calibration.public_id == public_id).options(
        joinedload(Calibration.template_version),
        joinedload(Calibration.child),
        joinedload(Calibration.opened_by_here),
        selectinload(Calibration.everybody).options(
            joinedload(CalibrationPart.person_here).joinedload(Membership.person),
            joinedload(CalibrationPart.taken_out_by_here),
            selectinload(CalibrationPart.grades),
        ),
    )
