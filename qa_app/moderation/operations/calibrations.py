"""Open an exercise, grade in it without knowing of anybody else’s grades, and note what all agreed on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from qa_app.access.rules import Viewer
from qa_app.audit_templates.models import TemplateVersion
from qa_app.children.models import Child
from qa_app.foundation.clock import london_day, start_of, working_days_after
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.moderation.models import Calibration, CalibrationGrade, CalibrationPart
from qa_app.moderation.operations.taking_part import (
    OVER,
    ask,
    hold,
    last_day_of,
    tell,
    why_not_read,
)
from qa_app.moderation.queries.calibrations import sections_of
from qa_app.moderation.rules.calibration_letters import STILL_WAITS
from qa_app.moderation.rules.calibrations import (
    LEAST_PEOPLE,
    Names,
    Window,
    why_not_grade,
    wrong_with_window,
)
from qa_app.organisation.models import Membership, Place
from qa_app.trail.operations import record

ONE_SUBJECT = "Enter a reference or describe an invented record, and not both"
TOO_FEW = f"Select at least {LEAST_PEOPLE} people, so that there is something to compare"
NOT_ASKED = "You do not take part in this exercise"
NOT_CLOSED = "What was discussed is noted once grading is closed"
# So many working days before the last one, whoever has not graded is reminded.
REMINDED_BEFORE = 2


@dataclass(frozen=True)
class Exercise:
    """`last_day` is the last on which grades are taken."""

    name: str
    version: TemplateVersion
    child: Child | None
    story: str
    first_day: date
    last_day: date
    names: Names = Names.LEAD


@dataclass(frozen=True)
class Reading:
    """A grade, and which descriptor it rests on, in a sentence."""

    grade: str
    reading: str


def open_calibration(
    asked: Exercise, people: Sequence[Membership], by: Viewer, at: datetime, *, address: str
) -> Calibration:
    opens_at = start_of(asked.first_day)
    closes_at = start_of(asked.last_day + timedelta(days=1))
    reasons = _wrong_with(asked, people, opens_at, closes_at, at)
    if reasons := [*reasons, *why_not_read(asked.child, people, at)]:
        raise DomainError(*reasons)
    made = Calibration(
        council_id=by.council_id,
        name=asked.name,
        template_version=asked.version,
        child=asked.child,
        story=asked.story.strip(),
        opens_at=opens_at,
        closes_at=closes_at,
        names=asked.names,
        opened_by_id=by.person_id,
        notes="",
        agreed={},
    )
    db.session.add(made)
    db.session.flush()
    record("calibration:opened", by, made, at=at, people=len(people), names=asked.names.name)
    ask(made, people, at, address=address)
    return made


def _wrong_with(
    asked: Exercise,
    people: Sequence[Membership],
    opens_at: datetime,
    closes_at: datetime,
    at: datetime,
) -> list[str]:
    reasons = []
    if (asked.child is None) == (not asked.story.strip()):
        reasons.append(ONE_SUBJECT)
    if trouble := wrong_with_window(opens_at, closes_at, at):
        reasons.append(trouble)
    if len(people) < LEAST_PEOPLE:
        reasons.append(TOO_FEW)
    return reasons


def change(
    calibration: Calibration,
    last_day: date,
    also: Sequence[Membership],
    by: Viewer,
    at: datetime,
    *,
    address: str,
) -> None:
    """Another last day, and further people."""
    hold(calibration)
    if calibration.window(at) in (Window.CLOSED, Window.WITHDRAWN):
        raise DomainError(OVER)
    closes_at = start_of(last_day + timedelta(days=1))
    if trouble := wrong_with_window(calibration.opens_at, closes_at, at):
        raise DomainError(trouble)
    if reasons := why_not_read(calibration.child, also, at):
        raise DomainError(*reasons)
    calibration.closes_at = closes_at
    ask(calibration, also, at, address=address)
    record("calibration:changed", by, calibration, at=at, people=len(calibration.parts))


def call_off(calibration: Calibration, by: Viewer, at: datetime) -> None:
    """Nobody grades it any more, and nobody’s grades are shown."""
    hold(calibration)
    if calibration.window(at) in (Window.CLOSED, Window.WITHDRAWN):
        raise DomainError(OVER)
    calibration.withdrawn_at = at
    record("calibration:called-off", by, calibration, at=at)


def grade(
    calibration: Calibration, given: Mapping[str, Reading], by: Viewer, at: datetime
) -> CalibrationPart:
    """Until it closes they may change their mind: nobody has seen anything they could follow."""
    hold(calibration)
    if trouble := why_not_grade(calibration.window(at)):
        raise DomainError(trouble)
    part = calibration.part_of(by.person_id)
    if part is None:
        raise DomainError(NOT_ASKED)
    sections = sections_of(calibration.template)
    if missing := _missing(sections, given):
        raise DomainError(*missing)
    there = {one.section: one for one in part.grades}
    for section in sections:
        one = there.get(section)
        if one is None:
            one = CalibrationGrade(council_id=calibration.council_id, section=section)
            part.grades.append(one)
        one.grade, one.reading = given[section].grade, given[section].reading
    part.graded_at = at
    db.session.flush()
    record("calibration:graded", by, calibration, at=at)
    return part


def _missing(sections: Mapping[str, str], given: Mapping[str, Reading]) -> list[str]:
    return [
        f"Select a grade for “{heading}”, and enter the descriptor it rests on"
        for section, heading in sections.items()
        if section not in given or not given[section].grade or not given[section].reading.strip()
    ]


def discuss(
    calibration: Calibration, notes: str, agreed: Mapping[str, str], by: Viewer, at: datetime
) -> None:
    """What was said, and by section the grade that all agreed on; some may stay open."""
    hold(calibration)
    if calibration.window(at) is not Window.CLOSED:
        raise DomainError(NOT_CLOSED)
    calibration.notes = notes
    calibration.agreed = {section: grade for section, grade in agreed.items() if grade}
    calibration.discussed_at = at
    db.session.flush()
    record("calibration:discussed", by, calibration, at=at)


def remind_due(council: Place, at: datetime, *, address: str) -> int:
    """Once each, two working days before grading closes; how many were written to."""
    wanted = (
        select(CalibrationPart)
        .join(CalibrationPart.calibration)
        .where(
            CalibrationPart.council_id == council.id,
            CalibrationPart.graded_at.is_(None),
            CalibrationPart.left_at.is_(None),
            Calibration.withdrawn_at.is_(None),
            Calibration.opens_at <= at,
            Calibration.closes_at > at,
            Calibration.reminded_at.is_(None),
        )
        .options(
            joinedload(CalibrationPart.person_here).joinedload(Membership.person),
            joinedload(CalibrationPart.calibration),
        )
        .order_by(CalibrationPart.id)
    )
    told, reminded = 0, set()
    for part in db.session.scalars(wanted):
        found = part.calibration
        if working_days_after(london_day(at), REMINDED_BEFORE) < last_day_of(found):
            continue
        reminded.add(found)
        if part.person_here is not None and not part.person_here.disabled_at:
            tell(found, part.person_here, STILL_WAITS, at, address=address)
            told += 1
    for found in reminded:
        found.reminded_at = at
    return told
