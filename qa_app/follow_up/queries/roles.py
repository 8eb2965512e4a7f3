"""What people were appointed as on a day, where a text names roles and no people."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select

from qa_app.follow_up.rules.record_text import AUDITOR, role_in_words
from qa_app.foundation.database import db
from qa_app.organisation.models import Appointment
from qa_app.organisation.queries.viewers import in_force


def roles_of(people: Collection[int], council_id: int, on: date) -> dict[int, str]:
    """The first role of each; “auditor” for who has no more than that duty."""
    wanted = (
        select(Appointment.person_id, Appointment.role)
        .where(
            Appointment.person_id.in_({*people}),
            Appointment.council_id == council_id,
            in_force(on),
        )
        .order_by(Appointment.id.desc())
    )
    found = {person: AUDITOR for person in people}
    for person, role in db.session.execute(wanted):
        if role is not None:
            found[person] = role_in_words(role.value)
    return found
