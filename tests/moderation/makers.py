"""Make second opinions for tests."""

from typing import Any

from sqlalchemy import inspect

from qa_app.access.rules import Duty, Role
from qa_app.audits import operations as audits
from qa_app.audits.models import Audit
from qa_app.audits.rules import Safe
from qa_app.foundation.database import db
from qa_app.moderation import operations
from qa_app.moderation.models import Moderation
from qa_app.moderation.operations import Compare, Graded
from qa_app.moderation.queries.sections import sections_to_grade
from qa_app.moderation.rules.quality import QUESTIONS, Rating
from qa_app.organisation.models import Person, Place
from qa_app.organisation.rules import Kind
from qa_app.voices.models import Reflection
from qa_app.voices.operations import inviting
from qa_app.voices.queries.reflections import of_allocation
from tests.audits.makers import auditor, fill
from tests.children.makers import make_child
from tests.makers import (
    NOON,
    appoint,
    make_audit,
    make_council,
    make_person,
    make_place,
    make_programme,
    viewer_of,
)

ADDRESS = "http://localhost"
RATINGS = {key: Rating.YES.name for key in QUESTIONS}


class Council:
    """A council in which every audit is read a second time, blind unless a test asks otherwise."""

    def __init__(self, share: int = 100, **planned: Any) -> None:
        self.council: Place = make_council()
        self.service: Place = make_place(self.council, "Safeguarding", Kind.SERVICE)
        self.team: Place = make_place(self.service, "East")
        self.programme = make_programme(self.council, moderation_share=share, **planned)
        west = make_place(self.service, "West")
        self.practitioner: Person = make_person(Role.PRACTITIONER, self.team, name="Pia Field")
        self.manager: Person = make_person(Role.TEAM_MANAGER, self.team, name="Mina Marsh")
        self.auditor: Person = make_person(Role.TEAM_MANAGER, west, name="Ada Auditor")
        self.moderator: Person = make_person(
            Role.TEAM_MANAGER, make_place(self.council, "North"), name="Mo Moderator"
        )
        appoint(self.moderator, Duty.MODERATOR, self.council)
        self.lead: Person = make_person(Role.QA_LEAD, self.council, name="Quinn Lead")
        self.head: Person = make_person(Role.HEAD_OF_SERVICE, self.service, name="Hana Head")
        self.director: Person = make_person(Role.DIRECTOR, self.council, name="Dara Director")
        self.child = make_child(self.team, self.practitioner)

    def begun(self) -> Audit:
        reference = self.child.child.reference
        return make_audit(auditor=self.auditor, place=self.team, reference=reference)

    def submitted(self, grade: str | None = "good", audit: Audit | None = None) -> Audit:
        audit = fill(audit or self.begun(), grade)
        audits.submit(audit, Safe.YES, auditor(audit), NOON)
        return audit

    def taken(self, audit: Audit | None = None) -> Moderation:
        return operations.take(audit or self.submitted(), viewer_of(self.moderator), NOON)

    def graded(self, grade: str = "good", audit: Audit | None = None) -> Moderation:
        found = self.taken(audit)
        given = {one.id: Graded(grade, "Seen on the record.") for one in all_of(found)}
        operations.commit_grades(found, given, viewer_of(self.moderator), NOON)
        return found

    def compared(self, grade: str = "good", proposed: str | None = None) -> Moderation:
        found = self.graded(grade)
        operations.compare(
            found, say(found, proposed or grade), viewer_of(self.moderator), NOON, address=ADDRESS
        )
        return found

    def invited(self, audit: Audit) -> Reflection:
        inviting.invite_due(self.council, NOON, address=ADDRESS)
        found = of_allocation(audit.allocation_id)
        assert found is not None
        return found


def graded_and_compared(council: Council, audit: Audit) -> Moderation:
    """A filled draft, as far as its auditor has to answer."""
    audits.submit(audit, Safe.YES, auditor(audit), NOON)
    found = council.graded("inadequate", audit)
    by = viewer_of(council.moderator)
    operations.compare(found, say(found, "inadequate"), by, NOON, address=ADDRESS)
    return found


def all_of(found: Moderation) -> list[Any]:
    return sections_to_grade(found.audit)


def say(found: Moderation, proposed: str) -> Compare:
    sections = [one.section for one in found.grades]
    return Compare(
        dict.fromkeys(sections, proposed),
        dict.fromkeys(sections, "The plan was never reviewed."),
        RATINGS,
        "",
        "Clear and kind.",
    )


def fresh(found: Any) -> Any:
    """As it is now, also after pages were opened."""
    if found in db.session:
        db.session.flush()
    db.session.expire_all()
    return db.session.get_one(type(found), inspect(found).identity)
