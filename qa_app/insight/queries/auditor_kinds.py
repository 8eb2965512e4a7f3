"""What an auditor held on the day they began an audit, as a condition in SQL."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from qa_app.access.rules import Role
from qa_app.audits.models import Audit
from qa_app.insight.rules.auditors import AuditorKind
from qa_app.organisation.models import Appointment

ROLES = {
    AuditorKind.EXTERNAL: Role.EXTERNAL_AUDITOR,
    AuditorKind.REVIEWING_OFFICER: Role.REVIEWING_OFFICER,
}


def kind_of_auditor(audits: Any = Audit) -> ColumnElement[str]:
    """The name of a kind. `audits` may be the table by itself, where the rows were asked for before."""
    kinds = [(_held(audits, role), kind.name) for kind, role in ROLES.items()]
    return case(*kinds, else_=AuditorKind.INTERNAL.name)


def is_by(kind: AuditorKind) -> ColumnElement[bool]:
    return kind_of_auditor() == kind.name


def _held(audits: Any, role: Role) -> ColumnElement[bool]:
    columns = audits.c if hasattr(audits, "c") else audits
    day = func.date(columns.begun_at)
    # Few people ever held it: of all others no appointment is looked for.
    ever = select(Appointment.person_id).where(Appointment.role == role).correlate(None)
    then = (
        select(Appointment.id)
        .where(
            Appointment.council_id == columns.council_id,
            Appointment.person_id == columns.read_by_id,
            Appointment.role == role,
            func.date(Appointment.starts_on) <= day,
            or_(Appointment.ends_on.is_(None), func.date(Appointment.ends_on) >= day),
        )
        .correlate(audits)
        .exists()
    )
    return and_(columns.read_by_id.in_(ever), then)
