"""An audit that was shut because of a wrong child, and one in which two partners answer a section each."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from qa_app.access.queries import within
from qa_app.access.rules import Role
from qa_app.audit_templates.rules import Question, Section
from qa_app.audit_templates.rules.answers import choices_of, is_needed
from qa_app.audit_templates.rules.words import Kind as QuestionKind
from qa_app.audits.models import Audit, GivenSection
from qa_app.audits.operations import given as giving
from qa_app.audits.queries import picture_of
from qa_app.audits.rules import HANDED_IN, Status
from qa_app.audits.rules.written import WrittenAnswer, WrittenSection
from qa_app.children.models import Child, ChildOnList
from qa_app.children.queries.lists import in_force
from qa_app.cli.demo.world import DOMAIN, World
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.organisation import operations as organisation
from qa_app.organisation.models import Membership, Place
from qa_app.organisation.queries.people import member_of
from qa_app.rounds.models import Allocation
from qa_app.rounds.rules import State
from qa_app.wrong_child import operations
from qa_app.wrong_child.rules import Kind, Outcome, Proposal

ADDRESS = "http://127.0.0.1:5000"
WHY = "The visits and the school that are written about are those of the other record."
NURSE = ("Mara Quill", f"mara.quill@health.{DOMAIN}", "Named nurse for safeguarding")
EVIDENCE = (
    "Health visitor saw the baby in each month but July. The missed visit was rebooked within a week, and the "
    "practitioner was told of it the same day."
)
DIFFERENCE = "The baby’s weight is followed by one person, and the parents know whom to ring."
# Of anybody who is no longer a baby, a care leaver too.
EVIDENCE_LATER = (
    "Our record shows each health appointment since the last review kept but one. That one was rebooked within a "
    "week, and the practitioner was told of it the same day."
)
DIFFERENCE_LATER = "One person follows their health with them, and they know whom to ring."
SHORT = "As it stands in our own record."
BABY = 2


def shut_one(world: World) -> None:
    """Information governance has proposed to move it; the head of service has to agree."""
    audit = one_to_shut(world)
    auditor = member_of(audit.read_by_id, audit.council_id)
    assert auditor is not None  # noqa: S101 – an auditor of the demonstration works here
    at = world.at - timedelta(hours=5)
    by = world.viewer(auditor)
    shut = operations.shut(audit, Kind.OTHER_CHILD, "", by, at, ADDRESS)
    asked = Proposal(Outcome.MOVED, Kind.OTHER_CHILD, another_reference(audit), WHY)
    first, later = world.viewer(world.people["governance"]), at + timedelta(hours=2)
    operations.propose(shut, asked, first, later, ADDRESS)


def one_to_shut(world: World) -> Audit:
    """The last that somebody without an account has submitted, where the head of service with one decides."""
    own = [account.person.id for account in world.accounts]
    wanted = (
        select(Audit)
        .join(Audit.allocation)
        .join(Allocation.child)
        .join(Allocation.place)
        .where(
            within(Place.path, world.places["Safeguarding"].path),
            Audit.status.in_(HANDED_IN),
            Allocation.state == State.DONE,
            Audit.read_by_id.not_in(own),
            Child.restricted.is_(False),
        )
        .options(joinedload(Audit.allocation))
    )
    latest = wanted.order_by(Audit.submitted_at.desc(), Audit.id.desc()).limit(1)
    return db.session.scalars(latest).one()


def another_reference(audit: Audit) -> str:
    """Of a child of the same team, with whom the auditor does not work."""
    wanted = (
        select(Child.reference)
        .join(ChildOnList, ChildOnList.child_id == Child.id)
        .where(
            ChildOnList.case_list_id == in_force(audit.council_id),
            ChildOnList.place_id == audit.allocation.place_id,
            ChildOnList.child_id != audit.allocation.child_id,
            ChildOnList.practitioner_id != audit.read_by_id,
            Child.restricted.is_(False),
            ~select(Allocation.id)
            .where(
                Allocation.child_id == ChildOnList.child_id,
                Allocation.round_id == audit.allocation.round_id,
            )
            .exists(),
        )
    )
    return db.session.scalars(wanted.order_by(Child.reference).limit(1)).one()


def ask_partners(world: World) -> None:
    """One has handed in, the other has not yet; the second is the account to look at."""
    audit, nurse = one_to_share(world), a_nurse(world)
    police = world.people[Role.EXTERNAL_AUDITOR.value]
    lead = member_of(audit.allocation.auditor_id, audit.council_id)
    assert lead is not None  # noqa: S101 – as above
    free, at = free_sections(audit), world.at - timedelta(days=3)
    by, due_on = world.viewer(lead), world.today + timedelta(days=7)
    given = [
        giving.give_section(audit, section, whom.person.public_id, due_on, by, at, ADDRESS)
        for section, whom in zip(free, (nurse, police), strict=False)
    ]
    hand_in(world, given[0], nurse)


def one_to_share(world: World) -> Audit:
    """A draft of this month with two sections that nobody has begun; of somebody with an account if there is one."""
    own = Allocation.auditor_id.in_([account.person.id for account in world.accounts])
    wanted = (
        select(Audit)
        .join(Audit.allocation)
        .join(Allocation.child)
        .where(
            Audit.council_id == world.council.id,
            Audit.status == Status.DRAFT,
            Allocation.state == State.STARTED,
            Allocation.auditor_id != world.people[Role.EXTERNAL_AUDITOR.value].person_id,
            Child.restricted.is_(False),
        )
        .order_by(own.desc(), Audit.begun_at.desc(), Audit.id)
    )
    return next(one for one in db.session.scalars(wanted) if len(free_sections(one)) > 1)


def free_sections(audit: Audit) -> list[Section]:
    picture = picture_of(audit)
    return [one for one, _ in picture.shown.values() if picture.of(one.id).is_empty]


def a_nurse(world: World) -> Membership:
    name, email, title = NURSE
    first_day, last_day = world.today - timedelta(days=20), world.today + timedelta(days=40)
    person = organisation.add_person(name, email, by=None, at=world.at - timedelta(days=20))
    organisation.appoint(
        person,
        Role.EXTERNAL_AUDITOR,
        world.council,
        first_day,
        by=None,
        at=world.at - timedelta(days=20),
        ends_on=last_day,
    )
    member = member_of(person.id, world.council.id)
    assert member is not None  # noqa: S101 – they were appointed a moment ago
    member.job_title = title
    return member


def hand_in(world: World, given: GivenSection, partner: Membership) -> None:
    audit, by, at = given.audit, world.viewer(partner), world.at - timedelta(days=1)
    version = 0
    for _ in range(4):  # answers bring questions
        section, questions = picture_of(audit, own=given.section).shown[given.section]
        answers = {one.id: _answer(one, audit) for one in questions if is_needed(one)}
        grade = "good" if section.graded else None
        is_baby = audit.age_then is not None and audit.age_then < BABY
        said = (DIFFERENCE, EVIDENCE) if is_baby else (DIFFERENCE_LATER, EVIDENCE_LATER)
        written = WrittenSection(*said, grade, None, {}, answers)
        version = giving.save_given(given, section, written, version, by, at)
    giving.hand_in_given(given, by, at, ADDRESS)


def _answer(question: Question, audit: Audit) -> WrittenAnswer:
    if offered := [*choices_of(question, audit.template)]:
        return WrittenAnswer(offered[0])
    day = london_day(audit.begun_at) - timedelta(days=30)
    if question.kind in (QuestionKind.DATE, QuestionKind.DATES):
        return WrittenAnswer(day.isoformat())
    asks_for_number = question.kind in (QuestionKind.NUMBER, QuestionKind.SCALING)
    return WrittenAnswer("6" if asks_for_number else SHORT)


STEPS = (shut_one, ask_partners)
