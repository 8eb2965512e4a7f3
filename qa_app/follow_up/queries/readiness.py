"""From when on an audit can be told of: released to its practitioner, or with nobody to release it to."""

from datetime import date

from sqlalchemy import ColumnElement, and_, case, or_, select

from qa_app.audits.models import Audit
from qa_app.organisation.models import Membership
from qa_app.organisation.queries.viewers import works_here
from qa_app.voices.models import Reflection


def reflection_of_audit() -> ColumnElement[bool]:
    """For an outer join: not every audit has a practitioner who could be heard."""
    return Reflection.allocation_id == Audit.allocation_id


def ready_at(today: date) -> ColumnElement:
    """None while it waits to be released."""
    practitioner_is_here = (
        select(Membership.id)
        .where(
            Membership.person_id == Reflection.practitioner_id,
            Membership.council_id == Reflection.council_id,
            works_here(today),
        )
        .correlate(Reflection)
        .exists()
    )
    nobody_waits = and_(Reflection.released_at.is_(None), ~practitioner_is_here)
    return case(
        (or_(Reflection.id.is_(None), nobody_waits), Audit.submitted_at),
        else_=Reflection.released_at,
    )
