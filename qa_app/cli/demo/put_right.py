"""An audit in which a fact was corrected, and one that should not have been made."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, select

from qa_app.audits import operations
from qa_app.audits.models import Audit, SectionReading
from qa_app.audits.queries import written_in
from qa_app.audits.rules import HANDED_IN, Status
from qa_app.cli.demo.world import World
from qa_app.foundation.database import db
from qa_app.rounds.models import Allocation

WHY_CORRECTED = "The practitioner showed me the note of the visit, which I had missed."
ADDED = "Corrected: there is one more visit on the record, in the week before."
WHY_WITHDRAWN = "It was the record of a brother. The right one is read next month."


def correct_one(world: World) -> None:
    """The newest of the manager who signs in to look around."""
    manager = world.people["team manager"]
    audit = newest(world, Allocation.auditor_id == manager.person_id)
    section = audit.template.graded_sections[0]
    reading = db.session.scalars(
        select(SectionReading).where(
            SectionReading.audit_id == audit.id, SectionReading.section == section.id
        )
    ).one()
    said = written_in(reading)
    corrected = replace(said, evidence=f"{said.evidence} {ADDED}")
    at = world.at - timedelta(days=1)
    by = world.viewer(manager)
    operations.correct_section(audit, section, corrected, reading.version, WHY_CORRECTED, by, at)


def withdraw_one(world: World) -> None:
    """Of somebody else, by whoever runs the programme."""
    manager, lead = world.people["team manager"], world.people["qa lead"]
    theirs = Allocation.auditor_id != manager.person_id
    audit = newest(world, and_(theirs, Audit.status == Status.AGREED, Audit.grade.is_not(None)))
    operations.withdraw(audit, WHY_WITHDRAWN, world.viewer(lead), world.at - timedelta(hours=20))


def newest(world: World, whose: ColumnElement[bool]) -> Audit:
    wanted = (
        select(Audit)
        .join(Audit.allocation)
        .where(
            Audit.council_id == world.council.id,
            Audit.status.in_(HANDED_IN),
            Allocation.child_id.is_not(None),
            whose,
        )
        .order_by(Audit.submitted_at.desc(), Audit.id.desc())
    )
    return db.session.scalars(wanted.limit(1)).one()


STEPS = (correct_one, withdraw_one)
