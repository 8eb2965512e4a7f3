"""An audit of the wrong child, and whoever has to do with it."""

from datetime import date, datetime
from typing import Any

from qa_app.access.rules import Role, Viewer
from qa_app.audits.models import Audit
from qa_app.audits.rules import Part
from qa_app.foundation.database import db
from qa_app.organisation.models import Person
from qa_app.voices.models import Conversation, FamilyMatter, FamilyVoice, Reflection
from qa_app.voices.rules.asking import Outcome as Asked
from qa_app.voices.rules.complaints import Kind as MatterKind
from qa_app.wrong_child import operations
from qa_app.wrong_child.models import ShutAudit
from qa_app.wrong_child.rules import Kind, Outcome, Proposal
from tests.audits.makers import auditor, make_submitted
from tests.children.makers import make_child
from tests.makers import NOON, TODAY, make_council, make_person, make_place, viewer_of

HERE = "https://audit.example"
REFERENCE, RIGHT = "0012345", "0099001"
TEXT = "A development."
WORRY = "Visits are late."


class Council:
    """One team, its QA lead, two people of information governance and a head of service."""

    def __init__(self) -> None:
        self.council = make_council()
        self.team = make_place(self.council, "East")
        self.wrong = make_child(self.team, reference=REFERENCE)
        self.practitioner = make_person(Role.PRACTITIONER, self.team)
        self.right = make_child(self.team, self.practitioner, reference=RIGHT, age=4)
        self.auditor = make_person(place=self.team)
        self.lead = make_person(Role.QA_LEAD, self.council)
        self.first = make_person(Role.INFORMATION_GOVERNANCE, self.council, name="Iris First")
        self.second = make_person(Role.INFORMATION_GOVERNANCE, self.council, name="Sol Second")
        self.head = make_person(Role.HEAD_OF_SERVICE, self.council)

    def written(self, **what_matters: Any) -> Audit:
        about = {"auditor": self.auditor, "place": self.team, "reference": REFERENCE}
        return make_submitted(**about, **what_matters)

    def shut(self, audit: Audit | None = None, kind: Kind = Kind.OTHER_CHILD) -> ShutAudit:
        audit = audit or self.written()
        return operations.shut(audit, kind, "", auditor(audit), NOON, HERE)

    def proposed(
        self,
        outcome: Outcome,
        kind: Kind = Kind.OTHER_CHILD,
        reference: str = "",
        by: Person | None = None,
        audit: Audit | None = None,
    ) -> ShutAudit:
        shut = self.shut(audit, kind)
        asked = Proposal(outcome, kind, reference, "The visits are those of another child.")
        operations.propose(shut, asked, viewer_of(by or self.first), NOON, HERE)
        return shut

    def decided(
        self, outcome: Outcome, kind: Kind = Kind.OTHER_CHILD, reference: str = ""
    ) -> ShutAudit:
        shut = self.proposed(outcome, kind, reference)
        operations.agree(shut, self.by(self.second), NOON, HERE)
        db.session.flush()
        return shut

    def by(self, person: Person) -> Viewer:
        return viewer_of(person)


def make_promise(audit: Audit, by: Person) -> None:
    """A family voiced a worry, and somebody is to tell them what came of it."""
    voice = FamilyVoice(
        council_id=audit.council_id,
        audit=audit,
        part=Part.FAMILY,
        outcome=Asked.ANSWERED,
        asked_on=TODAY,
        recorded_at=NOON,
        recorded_by_id=by.id,
    )
    db.session.add(
        FamilyMatter(
            council_id=audit.council_id,
            voice=voice,
            kind=MatterKind.WORRY,
            what=WORRY,
            noted_at=NOON,
            noted_by_id=by.id,
            promised_by_id=by.id,
            tell_back_by=date(2026, 12, 3),
        )
    )
    db.session.flush()


def make_booking(audit: Audit, practitioner: Person, booked_for: datetime) -> None:
    about = {"council_id": audit.council_id}
    invited = Reflection(
        **about, allocation=audit.allocation, practitioner_id=practitioner.id, words={}
    )
    booked = Conversation(**about, audit=audit, booked_for=booked_for, minutes=45, bookings=1)
    db.session.add_all([invited, booked])
    db.session.flush()
