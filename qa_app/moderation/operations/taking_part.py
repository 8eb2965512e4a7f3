"""Who takes part in an exercise: asked, told, and taken out again before they graded."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select

from qa_app.access.rules import Viewer
from qa_app.children.models import Child
from qa_app.foundation.clock import london_day, long_date
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason
from qa_app.moderation.models import Calibration, CalibrationPart
from qa_app.moderation.operations.telling import send
from qa_app.moderation.queries.calibrations import not_cleared
from qa_app.moderation.rules.calibration_letters import ASKED, TAKEN_OUT
from qa_app.moderation.rules.calibrations import LEAST_PEOPLE, Window
from qa_app.organisation.models import Membership
from qa_app.outbox.rules import Letter
from qa_app.trail.operations import record

RESTRICTED = "This record is restricted, and {names} may not read it. Leave them out, or choose another record"
NOT_THERE = "They do not take part in this exercise"
NEEDS_WHY = "Enter why they are taken out"
HAS_GRADED = "{name} has given their grades, so they stay"
STAY = f"{LEAST_PEOPLE} people at least take part. Ask somebody else first"
OVER = "This exercise is over, so it can no longer be changed"


def ask(
    calibration: Calibration, people: Collection[Membership], at: datetime, *, address: str
) -> None:
    """They take part from now on, and hear of it by email."""
    there = {one.person_id: one for one in calibration.everybody}
    for member in people:
        part = there.get(member.person_id)
        if part is not None and part.left_at is None:
            continue
        if part is None:
            about = {"council_id": calibration.council_id, "person_id": member.person_id}
            part = CalibrationPart(**about, person_here=member, left_why="")
            calibration.everybody.append(part)
        part.left_at = part.taken_out_by_id = None
        tell(calibration, member, ASKED, at, address=address)
    db.session.flush()


def why_not_read(child: Child | None, people: Sequence[Membership], at: datetime) -> list[str]:
    """Of a restricted record: those who are not cleared for it, by name."""
    if child is None or not (names := not_cleared(child, people, london_day(at))):
        return []
    return [RESTRICTED.format(names=in_a_row(names))]


def in_a_row(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def take_out(
    calibration: Calibration,
    person_id: int,
    why: str,
    by: Viewer,
    at: datetime,
    *,
    address: str,
) -> None:
    """Somebody who has not graded no longer takes part; who said so and why stays with the exercise."""
    hold(calibration)
    if calibration.window(at) in (Window.CLOSED, Window.WITHDRAWN):
        raise DomainError(OVER)
    part = calibration.part_of(person_id)
    if part is None:
        raise DomainError(Reason(NOT_THERE, "who"))
    if part.graded_at:
        raise DomainError(Reason(HAS_GRADED.format(name=part.name), "who"))
    if len(calibration.parts) <= LEAST_PEOPLE:
        raise DomainError(STAY)
    if not why.strip():
        raise DomainError(Reason(NEEDS_WHY, "why"))
    part.left_at, part.left_why, part.taken_out_by_id = at, why.strip(), by.person_id
    db.session.flush()
    record("calibration:taken-out", by, calibration, at=at, people=len(calibration.parts))
    if part.person_here is not None and not part.person_here.disabled_at:
        tell(calibration, part.person_here, TAKEN_OUT, at, address=address)


def tell(
    calibration: Calibration, member: Membership, letter: Letter, at: datetime, *, address: str
) -> None:
    # Whoever was taken out and is asked again hears of it again.
    turn = sum(
        one.person_id == member.person_id and bool(one.left_why) for one in calibration.everybody
    )
    key = f"calibration:{calibration.public_id}:{member.person_id}:{turn}:{letter.subject}"
    page = f"{address}/calibrations/{calibration.public_id}"
    send(letter, member, page, key, at, day=long_date(last_day_of(calibration)))


def last_day_of(calibration: Calibration) -> date:
    return london_day(calibration.closes_at - timedelta(minutes=1))


def hold(calibration: Calibration) -> None:
    """Lock it, and read it as it is now: closing, calling off and grading come one after the other."""
    locked = select(Calibration.id).where(Calibration.id == calibration.id).with_for_update()
    db.session.execute(locked)
    db.session.refresh(calibration)
