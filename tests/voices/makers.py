"""Make practitioners’ parts in audits for tests."""

from datetime import UTC, datetime
from typing import Any

from qa_app.access.rules import Role
from qa_app.audits.models import Audit
from qa_app.organisation.models import Person, Place
from qa_app.voices.models import Reflection
from qa_app.voices.operations import inviting, preparing
from qa_app.voices.queries.reflections import of_allocation
from qa_app.voices.queries.said import graded_sections
from qa_app.voices.rules.preparing import OwnGradeSaid, Prepared
from tests.audits.makers import make_submitted
from tests.children.makers import make_child
from tests.makers import (
    make_allocation,
    make_audit,
    make_council,
    make_person,
    make_place,
    viewer_of,
)

ADDRESS = "http://localhost"
# A Tuesday, on which anything may be released.
TUESDAY = datetime(2026, 11, 24, 10, tzinfo=UTC)
GOOD, LOW = "good", "inadequate"


class Team:
    """A practitioner, whose record somebody else of the council reads."""

    def __init__(self) -> None:
        self.council: Place = make_council()
        self.place: Place = make_place(self.council, "East")
        self.practitioner: Person = make_person(
            Role.PRACTITIONER, self.place, name="Pia Practitioner"
        )
        self.manager: Person = make_person(Role.TEAM_MANAGER, self.place, name="Mina Manager")
        self.auditor: Person = make_person(
            Role.TEAM_MANAGER, make_place(self.council, "West"), name="Ada Auditor"
        )
        self.colleague: Person = make_person(Role.PRACTITIONER, self.place)
        self.elsewhere: Person = make_person(Role.TEAM_MANAGER, make_place(self.council, "North"))
        self.child = make_child(self.place, self.practitioner)

    @property
    def given(self) -> dict[str, Any]:
        reference = self.child.child.reference
        return {"auditor": self.auditor, "place": self.place, "reference": reference}

    def allocated(self) -> Reflection:
        return self.invited(make_allocation(**self.given).id)

    def begun(self) -> Audit:
        audit = make_audit(**self.given)
        self.invited(audit.allocation_id)
        return audit

    def submitted(self, grade: str | None = GOOD) -> Audit:
        """Handed in on a Friday at noon."""
        audit = make_submitted(grade, **self.given)
        self.invited(audit.allocation_id)
        return audit

    def invited(self, allocation_id: int, at: datetime = TUESDAY) -> Reflection:
        inviting.invite_due(self.council, at, address=ADDRESS)
        found = of_allocation(allocation_id)
        assert found is not None
        return found


def whole(reflection: Reflection, grade: str = GOOD) -> Prepared:
    """A word to one prompt, and a grade for every section."""
    grades = {one.id: OwnGradeSaid(grade, "It went well.") for one in graded_sections(reflection)}
    return Prepared({"proud": "He trusts us now."}, grades)


def send(reflection: Reflection, by: Person, at: datetime = TUESDAY) -> None:
    viewer = viewer_of(by)
    preparing.save(reflection, whole(reflection), reflection.saves, viewer, at)
    preparing.send(reflection, viewer, at)
