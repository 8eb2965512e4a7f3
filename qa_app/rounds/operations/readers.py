"""Name rounds for inspectors and advisers to read, and take them back."""

from datetime import datetime

from sqlalchemy import select

from qa_app.access.rules import Role, Viewer
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Appointment
from qa_app.rounds.models import Round, RoundReader
from qa_app.rounds.rules import why_not_a_reader
from qa_app.trail.operations import record


def name_round(
    round_: Round, appointment: Appointment, by: Viewer | None, at: datetime
) -> RoundReader:
    """Let an inspector or adviser read a round; naming it again changes nothing."""
    is_inspector = appointment.role is Role.INSPECTOR
    if trouble := why_not_a_reader(is_inspector, appointment.ends_on, london_day(at)):
        raise DomainError(trouble)
    there = select(RoundReader).where(
        RoundReader.round_id == round_.id, RoundReader.appointment_id == appointment.id
    )
    if found := db.session.scalars(there).one_or_none():
        return found
    reader = RoundReader(
        council_id=round_.council_id, round=round_, appointment=appointment, named_at=at
    )
    db.session.add(reader)
    db.session.flush()
    record(
        "round:named",
        by,
        round_,
        council_id=round_.council_id,
        at=at,
        person=appointment.person.public_id,
    )
    return reader


def take_round_back(reader: RoundReader, by: Viewer, at: datetime) -> None:
    """From the next page on they cannot read the round; the trail keeps that they could."""
    person = reader.appointment.person.public_id
    record("round:taken-back", by, reader.round, at=at, person=person)
    db.session.delete(reader)
