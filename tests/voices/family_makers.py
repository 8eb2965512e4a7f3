"""A council whose families are asked: an auditor of West reads a record of East."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from qa_app.access.rules import Role
from qa_app.audits.models import Audit
from qa_app.audits.rules import Part
from qa_app.organisation.models import Place
from qa_app.organisation.rules import Kind
from qa_app.voices.models.asking import SafetyCheck
from qa_app.voices.models.complaints import FamilyMatter
from qa_app.voices.models.families import FamilyVoice
from qa_app.voices.operations import asking, complaints, families
from qa_app.voices.queries.families import voices_of
from qa_app.voices.rules.asking import (
    Asking,
    Court,
    How,
    Interpreter,
    Near,
    Number,
    Safety,
    Who,
)
from qa_app.voices.rules.complaints import Kind as MatterKind
from qa_app.voices.rules.complaints import Matter
from qa_app.voices.rules.families import Words
from tests.children.makers import make_child
from tests.makers import (
    NOON,
    TODAY,
    make_audit,
    make_council,
    make_person,
    make_place,
    viewer_of,
)

ADDRESS = "https://audit.example"
SAFE = Safety(Number.CHECKED, Near.NOBODY, Court.NONE, Interpreter.NOT_NEEDED)
SAID = {"f-why": "They help me with the boys.", "f-wrong": "Ring when you are late."}


@dataclass
class Council:
    place: Place = field(default_factory=make_council)

    def __post_init__(self) -> None:
        self.service = make_place(self.place, "Safeguarding", Kind.SERVICE)
        self.east, self.west = make_place(self.service, "East"), make_place(self.service, "West")
        self.manager = make_person(Role.TEAM_MANAGER, self.east, name="Mina Manager")
        self.auditor = make_person(Role.TEAM_MANAGER, self.west, name="Una Auditor")
        self.practitioner = make_person(Role.PRACTITIONER, self.east, name="Pia Practitioner")
        self.lead = make_person(Role.QA_LEAD, self.place, name="Lea Lead")

    def child(self, reference: str = "0012345", family: str = "") -> None:
        row = make_child(self.east, reference=reference, practitioner=self.practitioner)
        row.child.family_reference = family

    def audit(self, reference: str = "0012345", **more: Any) -> Audit:
        auditor = more.pop("auditor", self.auditor)
        return make_audit(auditor=auditor, place=self.east, reference=reference, **more)


def asked_whether_safe(audit: Audit, at: datetime = NOON) -> SafetyCheck:
    return asking.ask_whether_safe(audit, viewer_of(audit.allocation.auditor), at, ADDRESS)


def said_safe(council: Council, audit: Audit, safety: Safety = SAFE, at: datetime = NOON) -> Any:
    check = asked_whether_safe(audit, at)
    asking.answer_check(check, safety, check.version, viewer_of(council.manager), at)
    return check


def ask(
    audit: Audit,
    part: Part = Part.FAMILY,
    *,
    on: date = TODAY,
    answered: bool = True,
    at: datetime = NOON,
    how: How = How.PHONE,
) -> FamilyVoice:
    who = Who.CHILD if part is Part.CHILD else Who.PARENT
    there = voices_of(audit).get(part)
    return families.say_asked(
        audit,
        Asking(part, who, how, False, on),
        answered,
        there.version if there else 0,
        viewer_of(audit.allocation.auditor),
        at,
    )


def write(audit: Audit, words: Words | None = None, **how: Any) -> int:
    voice = voices_of(audit)[Part.FAMILY]
    seen, by = how.pop("seen", voice.version), viewer_of(audit.allocation.auditor)
    said = words or Words(SAID)
    return families.save_words(audit, Part.FAMILY, said, seen, by, NOON, **how)


def heard(council: Council, audit: Audit) -> FamilyVoice:
    """A family that was asked and answered."""
    said_safe(council, audit)
    voice = ask(audit)
    write(audit, is_finished=True)
    return voice


def promise(council: Council, audit: Audit, by: date = TODAY) -> FamilyMatter:
    matter = Matter(MatterKind.WORRY, "Visits are late.", by, None, "Team manager", TODAY)
    voice = heard(council, audit)
    return complaints.note_matter(voice, matter, viewer_of(council.auditor), NOON)
