"""Audits that count in figures, made without the steps that lead to them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from qa_app.access.rules import Role
from qa_app.audits.models import Audit, SectionReading
from qa_app.audits.rules import Status
from qa_app.foundation.clock import today
from qa_app.foundation.database import db
from qa_app.organisation.models import Person, Place
from qa_app.organisation.rules import Kind
from qa_app.rounds.models import Allocation, Draw, Round
from qa_app.rounds.rules import State
from qa_app.rounds.rules.months import months_on
from tests.makers import NOON, make_council, make_person, make_place, make_round

GOOD, LESS, LOWEST = "good", "requires-improvement", "inadequate"
THIS_MONTH = today().replace(day=1)
_numbers = count(1)


def month(back: int) -> date:
    return months_on(THIS_MONTH, -back)


class Counted:
    """A council with a service of two teams, and somebody who audits in both."""

    def __init__(self, name: str = "Northshire") -> None:
        self.council = make_council(name)
        self.service = make_place(self.council, "Safeguarding", Kind.SERVICE)
        self.east = make_place(self.service, "East")
        self.west = make_place(self.service, "West")
        self.auditor = make_person(Role.TEAM_MANAGER, self.west)
        self._rounds: dict[date, Round] = {}

    def round_of(self, first_day: date) -> Round:
        if first_day not in self._rounds:
            self._rounds[first_day] = make_round(self.council, first_day)
        return self._rounds[first_day]

    def read(self, number: int = 1, grade: str | None = GOOD, **said: Any) -> list[Audit]:
        """Of this month and the east, agreed, unless a test says otherwise."""
        made = [self._made(grade, **said) for _ in range(number)]
        db.session.flush()
        return made

    def _made(
        self,
        grade: str | None,
        *,
        back: int = 0,
        place: Place | None = None,
        round_: Round | None = None,
        state: State = State.DONE,
        sections: Sequence[tuple[str, str | None]] = (),
        auditor: Person | None = None,
        own_work_of: Person | None = None,
        **said: Any,
    ) -> Audit:
        place, number = place or self.east, next(_numbers)
        of = round_ or self.round_of(month(back))
        auditor = auditor or self.auditor
        given = Allocation(
            council_id=of.council_id,
            round=of,
            reference=f"C{number:06}",
            place_id=place.id,
            place_then=place.path,
            auditor_id=auditor.id,
            due_on=of.due_on,
            state=state,
            practitioner_id=own_work_of.id if own_work_of else None,
        )
        said = {"status": Status.AGREED, "submitted_at": NOON, **said}
        kept = {"place_then": place.path, "status_then": "CARE", "age_then": 7, **said}
        audit = Audit(
            council_id=of.council_id,
            allocation=given,
            template_version_id=of.template_version_id,
            read_by_id=auditor.id,
            begun_at=NOON - timedelta(days=2),
            grade=grade,
            **kept,
        )
        db.session.add(audit)
        for at, (concept, graded) in enumerate(sections):
            audit.readings.append(_section(audit, f"part-{at}", concept, graded))
        return audit


def _section(audit: Audit, section: str, concept: str, grade: str | None) -> SectionReading:
    return SectionReading(
        council_id=audit.council_id, section=section, concept=concept, grade=grade
    )


def make_drawn(round_: Round) -> None:
    """What is asked for in this round by name stands beside a draw from now on."""
    at = datetime(2026, 11, 2, 9, tzinfo=UTC)
    db.session.add(
        Draw(
            council_id=round_.council_id,
            round=round_,
            number=1,
            as_at=at.date(),
            digest="",
            seed="",
            wanted=1,
            planned={},
            unchecked=[],
            drawn_at=at,
        )
    )
    db.session.flush()
