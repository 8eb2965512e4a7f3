"""What the walk needs to know of each kind of thing that stands in an address.

A capability that brings a new kind adds its maker to OBJECTS, under the name it has in addresses.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from typing import Any

from qa_app.access.rules import Duty, Permission, Reach, Role, Viewer, may, may_at, reaches
from qa_app.api.models import ApiToken
from qa_app.audits.models import Audit, Finding, GivenSection
from qa_app.audits.queries.beside import source_of
from qa_app.audits.rules import FindingKind, Part, Status
from qa_app.concerns.models import Concern
from qa_app.concerns.rules import About
from qa_app.foundation.clock import now, today
from qa_app.foundation.database import db, new_public_id
from qa_app.foundation.sealing import seal
from qa_app.insight.models import SavedView
from qa_app.insight.rules.filters import Filters, Period
from qa_app.moderation.models import Calibration, CalibrationPart, Inadequate, Moderation
from qa_app.moderation.operations.auditors import begun as begun_auditor
from qa_app.organisation.models import (
    Absence,
    AccessReview,
    AccessReviewLine,
    Person,
    Place,
    StaffImport,
)
from qa_app.organisation.operations.staff_import import preview_staff
from qa_app.organisation.queries.people import member_of
from qa_app.organisation.rules import Kind
from qa_app.reports.models import ApprovedText, PackGiving, Report
from qa_app.reports.rules.kept_filters import to_keep
from qa_app.reports.rules.kinds import ReportKind
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.quotes import QuoteKind
from qa_app.rounds.models import DrawHold
from qa_app.rounds.operations.programmes import add_programme, plan_round
from qa_app.rounds.operations.references import keep_preview, read_references
from qa_app.rounds.rules.holds import Hold
from qa_app.rounds.rules.plans import Source
from qa_app.schedules.models import Recipient, Schedule
from qa_app.schedules.rules.covers import Covers
from qa_app.schedules.rules.rhythm import Every
from qa_app.sign_in.models import IdentityProvider, KeptForm, Passkey
from qa_app.sign_in.operations import sessions
from qa_app.sign_in.rules.sessions import Factor
from qa_app.supervision.models import GrowthNote
from qa_app.voices.models import Conversation, Reflection, Reply
from qa_app.voices.models.asking import SafetyCheck
from qa_app.voices.models.complaints import FamilyMatter
from qa_app.voices.models.families import FamilyVoice
from qa_app.voices.rules import ReplyKind
from qa_app.voices.rules.asking import How, Who
from qa_app.voices.rules.asking import Outcome as Asked
from qa_app.voices.rules.complaints import Kind as MatterKind
from qa_app.voices.rules.replies import last_day
from qa_app.wrong_child import operations as wrong_child
from qa_app.wrong_child.rules import Kind as WrongChild
from qa_app.wrong_child.rules import Outcome, Proposal
from tests.actions.makers import make_action, make_proposal
from tests.audit_templates.makers import (
    a_question,
    a_section,
    a_template,
    make_draft,
    publish_template,
)
from tests.audits.other_kinds import begun, make_own_work, make_sample
from tests.children.makers import AS_AT, make_child, make_list, make_merge, preview_rows
from tests.makers import (
    NOON,
    TODAY,
    make_allocation,
    make_audit,
    make_council,
    make_person,
    make_place,
    make_programme,
    make_reader,
    make_round,
    viewer_of,
)
from tests.past_audits.makers import (
    as_csv,
    import_past,
    make_past_audit,
    new_reference,
    preview_past,
)

STRENGTH = FindingKind.STRENGTH
LAST_MONTH = TODAY.replace(day=1) - timedelta(days=1)
STAFF = "Name,Email,Job title\nAda Thornley,ada@council.example,Social Worker\n"


class Whose(StrEnum):
    OWN = "their own"
    COLLEAGUES = "a colleague's"
    OTHER_TEAM = "another team's"
    OTHER_COUNCIL = "another council's"
    MISSING = "nobody's"


@dataclass(frozen=True)
class Target:
    """A thing that an address names: where it is, and whose. Without a place it is its owner's alone."""

    path: str
    values: dict[str, str]
    owner: Person | None = None
    allocated_to: Person | None = None
    whole_council: bool = False
    named_for: Person | None = None

    def is_owned_by(self, viewer: Viewer) -> bool:
        return self.owner is not None and self.owner.id == viewer.person_id

    def is_reached_by(self, viewer: Viewer, permission: Permission) -> bool:
        """What the matrix says of this viewer and this thing."""
        everywhere = self.whole_council and viewer.council_path == self.path
        if everywhere and Reach.PLACE in reaches(viewer, permission):
            return True
        reach = {
            Reach.PLACE: may_at(viewer, permission, self.path),
            Reach.OWN: self.is_owned_by(viewer),
            Reach.ALLOCATED: self.allocated_to is not None
            and self.allocated_to.id == viewer.person_id,
            Reach.NAMED: self.named_for is not None and self.named_for.id == viewer.person_id,
        }
        return any(reach[one] for one in reaches(viewer, permission))


@dataclass
class World:
    """Two councils; the caller works in the first, in or above its team East."""

    council: Place = field(default_factory=make_council)
    caller: Person | None = None

    def __post_init__(self) -> None:
        self.service = make_place(self.council, "Safeguarding", Kind.SERVICE)
        self.east = make_place(self.service, "East")
        self.west = make_place(self.service, "West")
        self.elsewhere_council = make_council("Southshire")
        self.elsewhere = make_place(self.elsewhere_council, "East")
        self.colleagues = {
            place.id: make_person(place=place) for place in (self.east, self.west, self.elsewhere)
        }

    def place(self, whose: Whose) -> Place:
        places = {Whose.OTHER_TEAM: self.west, Whose.OTHER_COUNCIL: self.elsewhere}
        return places.get(whose, self.east)

    def person(self, whose: Whose) -> Person:
        """Who holds the thing: the caller, or a colleague at the place where it is."""
        if whose is Whose.OWN and self.caller:
            return self.caller
        return self.colleagues[self.place(whose).id]


def place(world: World, whose: Whose) -> Target:
    found = world.place(whose)
    above = world.elsewhere_council if whose is Whose.OTHER_COUNCIL else world.service
    return Target(found.path, {"place_id": found.public_id, "to_id": above.public_id})


def person(world: World, whose: Whose) -> Target:
    found = world.person(whose)
    held = found.appointments[0]
    values = {"person_id": found.public_id, "appointment_id": held.public_id}
    return Target(held.place.path, values, owner=found)


def absence(world: World, whose: Whose) -> Target:
    away = world.person(whose)
    held = away.appointments[0]
    made = Absence(council_id=held.council_id, person=away, first_day=TODAY, last_day=TODAY)
    return Target(held.place.path, {"absence_id": kept(made).public_id}, owner=away)


def review(world: World, whose: Whose) -> Target:
    """A review is the whole council's."""
    council = world.elsewhere_council if whose is Whose.OTHER_COUNCIL else world.council
    held = world.person(whose).appointments[0]
    line = AccessReviewLine(council_id=council.id, appointment=held)
    quarter = f"{2020 + list(Whose).index(whose)}-Q1"  # a council has one review a quarter
    made = AccessReview(council_id=council.id, quarter=quarter, opened_at=NOON, lines=[line])
    values = {"review_id": kept(made).public_id, "line_id": line.public_id}
    return Target(council.path, values | {"person_id": held.person.public_id})


def allocation(world: World, whose: Whose) -> Target:
    where, auditor = world.place(whose), world.person(whose)
    made = make_allocation(auditor=auditor, place=where)
    return Target(where.path, {"allocation_id": made.public_id}, allocated_to=auditor)


def audit(world: World, whose: Whose) -> Target:
    """What is an inspector's own is of a round that is named for them, and no other is of that round."""
    where, auditor = world.place(whose), world.person(whose)
    own = whose is Whose.OWN
    made = make_audit(auditor=auditor, place=where, day=LAST_MONTH if own else None)
    section = made.template.sections[0]
    proposal = make_proposal(where, auditor, source=source_of(made))
    finding = Finding(council_id=made.council_id, audit=made, kind=STRENGTH, text="A", position=1)
    kept(finding)
    part = a_part_in(made, auditor)
    talk = Conversation(council_id=made.council_id, audit=made, booked_for=NOON, minutes=45)
    kept(talk)
    values = {
        "audit_id": made.public_id,
        "section_id": section.id,
        "finding_id": finding.public_id,
        "proposal_id": proposal.public_id,
        "reply_id": a_dispute(part, section.id).public_id,
    }
    reader = auditor if own and auditor.appointments[0].role is Role.INSPECTOR else None
    if reader:
        make_reader(made.allocation.round, reader)
    return Target(where.path, values, allocated_to=auditor, named_for=reader)


def reflection(world: World, whose: Whose) -> Target:
    """A practitioner’s part in an audit that is released, with a conversation that is booked."""
    where, practitioner = world.place(whose), world.person(whose)
    made = make_audit(place=where)
    made.status, made.submitted_at, made.agreed_at = Status.AGREED, NOON, NOON
    part = a_part_in(made, practitioner)
    part.sent_at = part.released_at = NOON
    kept(Conversation(council_id=made.council_id, audit=made, booked_for=NOON, minutes=45))
    values = {"reflection_id": part.public_id, "section_id": made.template.sections[0].id}
    return Target(where.path, values, owner=practitioner, allocated_to=made.allocation.auditor)


def a_part_in(made: Audit, practitioner: Person) -> Reflection:
    return kept(
        Reflection(
            council_id=made.council_id,
            allocation_id=made.allocation_id,
            practitioner_id=practitioner.id,
        )
    )


def a_dispute(part: Reflection, section: str) -> Reply:
    return kept(
        Reply(
            council_id=part.council_id,
            reflection=part,
            kind=ReplyKind.DISPUTE,
            section=section,
            text="A fact",
            said_at=NOON,
            said_by_id=part.practitioner_id,
            answer_by=last_day(NOON),
        )
    )


def moderation(world: World, whose: Whose) -> Target:
    """A second opinion that somebody of the council’s gives, on a colleague’s audit."""
    where, auditor = world.place(whose), world.person(whose)
    made = make_audit(auditor=auditor, place=where)
    made.status, made.submitted_at = Status.SUBMITTED, NOON
    other = make_person(Duty.MODERATOR, make_place(council_of(world, whose), f"North {whose}"))
    found = Moderation(
        council_id=made.council_id,
        audit=made,
        moderator_id=other.id,
        blind=False,
        chosen=["INADEQUATE"],
        taken_at=NOON,
        quality={},
        quality_words="",
        feedback="",
        reply="",
        settled_why="",
    )
    return Target(where.path, {"moderation_id": kept(found).public_id}, allocated_to=auditor)


def council_of(world: World, whose: Whose) -> Place:
    return world.elsewhere_council if whose is Whose.OTHER_COUNCIL else world.council


def inadequate(world: World, whose: Whose) -> Target:
    where = world.place(whose)
    made = make_audit(auditor=world.person(whose), place=where)
    made.status, made.submitted_at, made.agreed_at = Status.AGREED, NOON, NOON
    found = Inadequate(
        council_id=made.council_id,
        audit=made,
        found_at=NOON,
        due_on=TODAY,
        put_right="",
        siblings_words="",
        support="",
        closed_words="",
        re_audit="",
    )
    return Target(where.path, {"inadequate_id": kept(found).public_id})


def references(world: World, whose: Whose) -> Target:
    """Pasted for a round of the whole council."""
    council = world.elsewhere_council if whose is Whose.OTHER_COUNCIL else world.council
    made = make_programme(council)
    plan = replace(made.plan, source=Source.REFERENCES)
    pasting = add_programme(council, f"Contacts {whose}", made.template_code, None, NOON, plan)
    round_ = plan_round(pasting, TODAY, by=None, at=NOON)
    by = Viewer(world.colleagues[world.place(whose).id].id, "", "", council.id, council.path)
    found = read_references("What you pasted", b"Reference\n123\n", council.id)
    upload = keep_preview(found, round_, by, now())
    return Target(council.path, {"references_id": upload.public_id})


def reader(world: World, whose: Whose) -> Target:
    """Naming a round is the whole council's, whoever it is named for."""
    council = world.elsewhere_council if whose is Whose.OTHER_COUNCIL else world.council
    named = make_reader(make_round(council), make_person(Role.INSPECTOR, council))
    return Target(council.path, {"reader_id": named.public_id})


def a_round(world: World, whose: Whose) -> Target:
    """A round is the whole council's; an inspector's own is the one that is named for them."""
    council = world.elsewhere_council if whose is Whose.OTHER_COUNCIL else world.council
    person, own = world.person(whose), whose is Whose.OWN
    made = make_round(council, LAST_MONTH if own else None)
    reader = person if own and person.appointments[0].role is Role.INSPECTOR else None
    if reader:
        make_reader(made, reader)
    values = {"round_id": made.public_id}
    return Target(council.path, values, whole_council=True, named_for=reader)


def hold(world: World, whose: Whose) -> Target:
    """A child out of draws, for whoever runs rounds where the child is."""
    where = world.place(whose)
    child_id, council_id = make_child(where).child_id, where.council_id
    made = DrawHold(council_id=council_id, child_id=child_id, why=Hold.POLICE, held_at=NOON)
    return Target(where.path, {"hold_id": kept(made).public_id})


def programme(world: World, whose: Whose) -> Target:
    council = world.elsewhere_council if whose is Whose.OTHER_COUNCIL else world.council
    values = {"programme_id": make_programme(council).public_id, "month": "2026-12"}
    return Target(council.path, values, whole_council=True)


def session(world: World, whose: Whose) -> Target:
    person = world.person(whose)
    begun = sessions.begin(person, new_public_id(), now(), factor=Factor.CODE)
    return Target("", {"session_id": begun.public_id}, owner=person)


def passkey(world: World, whose: Whose) -> Target:
    person = world.person(whose)
    made = Passkey(
        person=person, name="Phone", credential=new_public_id(), public_key=b"key", made_at=NOON
    )
    return Target("", {"passkey_id": kept(made).public_id}, owner=person)


def kept_form(world: World, whose: Whose) -> Target:
    person = world.person(whose)
    sealed = seal.close('[["summary", "Seen alone"]]')
    made = KeptForm(person_id=person.id, path="/audits", sealed=sealed, kept_at=now())
    return Target("", {"form_id": kept(made).public_id}, owner=person)


def kept(made: Any) -> Any:
    db.session.add(made)
    db.session.flush()
    return made


def child(world: World, whose: Whose) -> Target:
    """With a merge of its own, so that its address can be made."""
    where, practitioner = world.place(whose), world.person(whose)
    row = make_child(where, practitioner)
    merge = make_merge(row, make_child(where))
    values = {"child_id": row.child.public_id, "merge_id": merge.public_id}
    return Target(where.path, values, owner=practitioner)


def upload(world: World, whose: Whose) -> Target:
    """A list is the whole council's, wherever the children in it are."""
    council = world.elsewhere_council if whose is Whose.OTHER_COUNCIL else world.council
    made = preview_rows(council, [["12", "CIN", "East", "", ""]])
    return Target(council.path, {"upload_id": made.public_id, "code": "report"})


def concern(world: World, whose: Whose) -> Target:
    """Raised by its owner, on a record where they work."""
    where, raised_by = world.place(whose), world.person(whose)
    made = Concern(
        council_id=where.council_id,
        about=About.CHILD,
        child=make_child(where).child,
        reference="0012345",
        place=where,
        place_then=where.path,
        seen="Seen while reading.",
        raised_at=NOON,
        raised_by_id=raised_by.id,
    )
    return Target(where.path, {"concern_id": kept(made).public_id}, owner=raised_by)


def past_file(world: World, whose: Whose) -> Target:
    """A workbook is the whole council's too; a word in it waits to be explained."""
    council = council_of(world, whose)
    made = preview_past(council, as_csv([a_past_row("G/RI")]), at=now())
    return Target(council.path, {"past_file_id": made.public_id})


def past_import(world: World, whose: Whose) -> Target:
    council = council_of(world, whose)
    made = import_past(council, as_csv([a_past_row("Good")]))
    return Target(council.path, {"past_import_id": made.public_id})


def a_past_row(grade: str) -> tuple[str, ...]:
    return ("October 2024", new_reference(), "East", "", grade, "", "", "")


def past_audit(world: World, whose: Whose) -> Target:
    where = world.place(whose)
    made = make_past_audit(where, reference=new_reference())
    return Target(where.path, {"past_id": made.public_id})


def case_list(world: World, whose: Whose) -> Target:
    council = world.elsewhere_council if whose is Whose.OTHER_COUNCIL else world.council
    made = make_list(council.id, AS_AT - timedelta(days=30))
    return Target(council.path, {"list_id": made.public_id})


def staff_list(world: World, whose: Whose) -> Target:
    """A staff list is the whole council's too."""
    council = world.elsewhere_council if whose is Whose.OTHER_COUNCIL else world.council
    by = Viewer(world.colleagues[world.place(whose).id].id, "", "", council.id, council.path)
    made = preview_staff("staff.csv", STAFF.encode(), whole=False, by=by, at=now())
    return Target(council.path, {"staff_list_id": made.public_id})


def staff_import(world: World, whose: Whose) -> Target:
    council = world.elsewhere_council if whose is Whose.OTHER_COUNCIL else world.council
    counts = {"new": 0, "changed": 0, "ended": 0, "places": 0}
    done = {"places": [], "members": {}, "appointments": [], "ended": [], "changed": {}}
    made = StaffImport(council_id=council.id, name="staff.csv", at=NOON, counts=counts, done=done)
    return Target(council.path, {"staff_import_id": kept(made).public_id})


def template(world: World, whose: Whose) -> Target:
    """Of the whole council, whoever works at whichever team; the second version, so that it has a change."""
    council = world.elsewhere_council if whose is Whose.OTHER_COUNCIL else world.council
    code = f"template-{list(Whose).index(whose)}"
    publish_template(council, a_template(code=code))
    publish_template(council, a_template(code=code, version=2, minutes=20))
    values = {"template_code": code, "number": "2"}
    return Target(council.path, values, whole_council=True)


def draft(world: World, whose: Whose) -> Target:
    """Of the whole council as well, with one thing of each kind that an address of the editor names."""
    council = world.elsewhere_council if whose is Whose.OTHER_COUNCIL else world.council
    content = a_template(
        a_section("asked", a_question(1)),
        a_section("seen", a_question(2), a_question(3), critical=True),
        code=f"draft-{list(Whose).index(whose)}",
        rules=[{"rule": "explain-critical", "mode": "warn"}],
    )
    made = make_draft(council, content)
    parts = {"section_id": "seen", "question_id": "q2", "asked_id": "q1", "number": "1"}
    values = {"draft_id": made.public_id, **parts}
    return Target(council.path, values, whole_council=True)


def issuer(world: World, whose: Whose) -> Target:
    """A council's own sign-in is the whole council's. Nothing listens where this one says it is."""
    council = world.elsewhere_council if whose is Whose.OTHER_COUNCIL else world.council
    nowhere = f"http://127.0.0.1:9/{new_public_id()}"
    made = IdentityProvider(
        council_id=council.id, issuer=nowhere, client_id="us", name="Northshire"
    )
    return Target(council.path, {"issuer_id": kept(made).public_id})


def action(world: World, whose: Whose) -> Target:
    """Owed by whoever holds it, and proposed by them as well: each half makes it their own."""
    where, owner = world.place(whose), world.person(whose)
    made = make_action(place=where, owner=owner, auditor=owner)
    return Target(where.path, {"action_id": made.public_id}, owner=owner)


def given_section(world: World, whose: Whose) -> Target:
    """Of an audit of theirs, and given to them as well: each half makes it their own."""
    where, holder = world.place(whose), world.person(whose)
    audit = make_audit(auditor=holder, place=where)
    audit.with_partners = True
    made = GivenSection(
        council_id=audit.council_id,
        audit=audit,
        section=audit.template.sections[0].id,
        partner_id=holder.id,
        due_on=TODAY,
        given_at=NOON,
        given_by_id=holder.id,
    )
    values = {"given_id": kept(made).public_id}
    return Target(where.path, values, allocated_to=holder)


def shut_audit(world: World, whose: Whose) -> Target:
    """Of a colleague's audit, with a proposal that somebody else made."""
    where = world.place(whose)
    made = make_audit(auditor=world.colleagues[where.id], place=where)
    viewer = viewer_of(world.colleagues[where.id])
    shut = wrong_child.shut(made, WrongChild.OTHER_CHILD, "", viewer, NOON, "")
    other = make_person(Role.INFORMATION_GOVERNANCE, world.elsewhere)
    asked = Proposal(Outcome.OPENED, WrongChild.OTHER_CHILD, "", "It is hers after all.")
    wrong_child.propose(shut, asked, viewer_of(other), NOON, "")
    return Target(where.path, {"shut_id": shut.public_id})


def check(world: World, whose: Whose) -> Target:
    """Asked of a practitioner, of an audit that a colleague of theirs reads."""
    where, asked_of = world.place(whose), world.person(whose)
    made = make_audit(auditor=make_person(Duty.AUDITOR, where), place=where)
    kept_check = SafetyCheck(
        council_id=where.council_id,
        audit=made,
        asked_at=NOON,
        asked_by_id=made.allocation.auditor_id,
        asked_of_id=asked_of.id,
    )
    return Target(where.path, {"check_id": kept(kept_check).public_id}, owner=asked_of)


def matter(world: World, whose: Whose) -> Target:
    """Promised by its owner, of an audit that a colleague of theirs reads."""
    where, promised_by = world.place(whose), world.person(whose)
    made = make_audit(auditor=make_person(Duty.AUDITOR, where), place=where)
    voice = FamilyVoice(
        council_id=where.council_id,
        audit=made,
        part=Part.FAMILY,
        outcome=Asked.ANSWERED,
        who=Who.PARENT,
        how=How.PHONE,
        asked_on=TODAY,
        recorded_at=NOON,
        recorded_by_id=promised_by.id,
    )
    promised = FamilyMatter(
        council_id=where.council_id,
        voice=voice,
        kind=MatterKind.HEAR_BACK,
        what="What comes of it.",
        noted_at=NOON,
        noted_by_id=promised_by.id,
        promised_by_id=promised_by.id,
        tell_back_by=TODAY,
    )
    return Target(where.path, {"matter_id": kept(promised).public_id}, owner=promised_by)


def report(world: World, whose: Whose) -> Target:
    """Whoever asked for it has it, and nobody else, wherever they work."""
    asked_by = world.person(whose)
    council = world.elsewhere_council if whose is Whose.OTHER_COUNCIL else world.council
    made = Report(
        council_id=council.id,
        asked_by_id=asked_by.id,
        asked_at=NOON,
        level=Level.INTERNAL,
        filters=to_keep(Filters(Period(LAST_MONTH, LAST_MONTH))),
        said=[],
    )
    return Target("nowhere/", {"report_id": kept(made).public_id}, owner=asked_by)


def schedule(world: World, whose: Whose) -> Target:
    """Of a place, for those who ask for its reports; whoever set it up changes it."""
    where, owner = world.place(whose), world.person(whose)
    made = Schedule(
        council_id=where.council_id,
        owner_id=owner.id,
        made_at=NOON,
        kind=ReportKind.SERVICE,
        level=Level.INTERNAL,
        place_id=where.id,
        narrowed={},
        said=[],
        front={},
        covers=Covers.MONTH,
        every=Every.MONTH,
        nth=3,
        month=4,
        weeks=6,
        begins_on=TODAY,
    )
    gets = Recipient(
        council_id=where.council_id,
        schedule_id=kept(made).id,
        person_id=owner.id,
        added_at=NOON,
    )
    values = {"schedule_id": made.public_id, "recipient_id": kept(gets).public_id}
    return Target(where.path, values, owner=owner)


def saved_view(world: World, whose: Whose) -> Target:
    """Whoever saved it has it; it is shared with nobody."""
    owner = world.person(whose)
    council = world.elsewhere_council if whose is Whose.OTHER_COUNCIL else world.council
    made = SavedView(
        council_id=council.id,
        owner_id=owner.id,
        name="My teams",
        page="completion",
        asked={},
        saved_at=NOON,
        deleted_at=None,
    )
    return Target("nowhere/", {"view_id": kept(made).public_id}, owner=owner)


def approved_text(world: World, whose: Whose) -> Target:
    """What families said is of no one place: whoever writes quotes somewhere in the council reads it."""
    council = world.elsewhere_council if whose is Whose.OTHER_COUNCIL else world.council
    by = world.person(whose)
    made = ApprovedText(
        council_id=council.id,
        kind=QuoteKind.YOU_SAID,
        words="Letters are hard to read",
        answer="They are shorter",
        written_by_id=by.id,
        written_at=NOON,
    )
    return OfTheCouncil(council.path, {"text_id": kept(made).public_id})


@dataclass(frozen=True)
class OfTheCouncil(Target):
    """Of no one place: open to whoever holds the permission somewhere in its council."""

    def is_reached_by(self, viewer: Viewer, permission: Permission) -> bool:
        return viewer.council_path == self.path and may(viewer, permission)


def pack_giving(world: World, whose: Whose) -> Target:
    """Whoever sees the whole council sees all that was given in it; others what they gave."""
    council = world.elsewhere_council if whose is Whose.OTHER_COUNCIL else world.council
    by = world.person(whose)
    given = Report(
        council_id=council.id,
        asked_by_id=by.id,
        asked_at=NOON,
        kind=ReportKind.PACK,
        level=Level.INTERNAL,
        filters=to_keep(Filters(Period(LAST_MONTH, LAST_MONTH))),
        said=[],
    )
    made = PackGiving(
        council_id=council.id,
        report_id=kept(given).id,
        given_to="The inspection team",
        why="For the inspection",
        given_at=NOON,
        given_by_id=by.id,
        level=Level.INTERNAL,
        with_references=True,
        counted="November 2026",
        files={},
    )
    return OfItsGiver(council.path, {"giving_id": kept(made).public_id}, owner=by)


@dataclass(frozen=True)
class OfItsGiver(Target):
    """Theirs wherever they hold the permission, and that of whoever holds it for the whole council."""

    def is_reached_by(self, viewer: Viewer, permission: Permission) -> bool:
        own = self.is_owned_by(viewer) and may(viewer, permission)
        return own or may_at(viewer, permission, self.path)


@dataclass(frozen=True)
class InConfidence(Target):
    """The work of a practitioner: what is promised of records holds for few of it."""

    enough: tuple[Permission, ...] = ()

    def is_reached_by(self, viewer: Viewer, permission: Permission) -> bool:
        if not super().is_reached_by(viewer, permission):
            return False
        is_theirs = self.allocated_to is not None and self.allocated_to.id == viewer.person_id
        needed = self.enough
        if "audit_id" in self.values:
            runs = permission is Permission.ROUND_WRITE
            needed = (Permission.OWN_WORK_RUN if runs else Permission.OWN_WORK_READ,)
        return is_theirs or any(may_at(viewer, one, self.path) for one in needed)


def own_work(world: World, auditor: Person) -> dict[str, Target]:
    """By the name it has in addresses: a colleague’s supervision file, which this auditor reads."""
    practitioner = world.colleagues[world.east.id]
    read = begun(make_own_work(practitioner, world.east, auditor))
    kept(Conversation(council_id=read.council_id, audit=read, booked_for=NOON, minutes=45))
    allocation, knows = read.allocation, (Permission.OWN_WORK_READ, Permission.OWN_WORK_RUN)
    action = make_proposal(world.east, auditor, source=source_of(read))
    finding = Finding(council_id=read.council_id, audit=read, kind=STRENGTH, text="A", position=1)
    ids = {
        "section_id": read.template.sections[0].id,
        "finding_id": kept(finding).public_id,
        "proposal_id": action.public_id,
        "reply_id": a_dispute(
            a_part_in(read, practitioner), read.template.sections[0].id
        ).public_id,
    }
    there = {"audit_id": {"audit_id": read.public_id, **ids}}
    there["allocation_id"] = {"allocation_id": allocation.public_id}
    return {
        name: InConfidence(world.east.path, values, allocated_to=auditor, enough=knows)
        for name, values in there.items()
    }


def note(world: World, whose: Whose) -> Target:
    """Its writer’s alone, wherever they work and whoever manages them."""
    writer, council = world.person(whose), world.place(whose).council_id
    made = GrowthNote(council_id=council, person_id=writer.id, text="Ask sooner.", written_at=NOON)
    return Target("", {"note_id": kept(made).public_id}, owner=writer)


def sample(world: World, whose: Whose) -> Target:
    """The records of a dip sample are there for whoever was given some."""
    auditor, place = world.person(whose), world.place(whose)
    if whose is Whose.OTHER_COUNCIL:
        place = world.elsewhere
    [record] = make_sample(auditor, place, 1, name=f"Sample {whose.name.lower()}")
    values = {"sample_id": record.round.public_id}
    return Target(place.path, values, allocated_to=auditor)


def becoming_auditor(world: World, whose: Whose) -> Target:
    """Those whom a moderator coaches are allocated to them; and everybody to themselves."""
    where, person = world.place(whose), world.person(whose)
    council = council_of(world, whose)
    found = member_of(person.id, council.id)
    assert found is not None
    begun_auditor(found)
    return Target(where.path, {"auditor_id": person.public_id}, owner=person, allocated_to=person)


def calibration(world: World, whose: Whose) -> Target:
    """It is the council’s; whoever takes part grades in it."""
    council = council_of(world, whose)
    person = world.person(whose)
    made = Calibration(
        council_id=council.id,
        name="Planning",
        template_version=make_round(council).template_version,
        story="A story.",
        opens_at=now() - timedelta(days=1),
        closes_at=now() + timedelta(days=1),
        opened_by_id=person.id,
        everybody=[CalibrationPart(council_id=council.id, person_id=person.id)],
    )
    return Target(council.path, {"calibration_id": kept(made).public_id}, owner=person)


def api_token(world: World, whose: Whose) -> Target:
    """Of the whole council, and its owner’s."""
    council, owner = council_of(world, whose), world.person(whose)
    made = ApiToken(
        council_id=council.id,
        purpose="Power BI",
        place_id=council.id,
        owner_id=owner.id,
        made_at=NOON,
        ends_on=today() + timedelta(days=30),
    )
    return Target(council.path, {"token_id": kept(made).public_id}, owner=owner)


OBJECTS: dict[str, Callable[[World, Whose], Target]] = {
    "place_id": place,
    "person_id": person,
    "absence_id": absence,
    "review_id": review,
    "allocation_id": allocation,
    "audit_id": audit,
    "reflection_id": reflection,
    "moderation_id": moderation,
    "inadequate_id": inadequate,
    "auditor_id": becoming_auditor,
    "calibration_id": calibration,
    "sample_id": sample,
    "action_id": action,
    "given_id": given_section,
    "shut_id": shut_audit,
    "reader_id": reader,
    "report_id": report,
    "giving_id": pack_giving,
    "view_id": saved_view,
    "schedule_id": schedule,
    "text_id": approved_text,
    "round_id": a_round,
    "programme_id": programme,
    "hold_id": hold,
    "concern_id": concern,
    "check_id": check,
    "matter_id": matter,
    "references_id": references,
    "note_id": note,
    "child_id": child,
    "upload_id": upload,
    "list_id": case_list,
    "past_file_id": past_file,
    "past_import_id": past_import,
    "past_id": past_audit,
    "staff_list_id": staff_list,
    "staff_import_id": staff_import,
    "session_id": session,
    "passkey_id": passkey,
    "form_id": kept_form,
    "template_code": template,
    "draft_id": draft,
    "issuer_id": issuer,
    "token_id": api_token,
}

# What is there only after something else was done.
# A picture of what nobody has done yet is none.
NOT_THERE_YET = {
    "sign_in.recovery_codes_file",
    "insight.months_picture",
    "accuracy.picture",
    "accuracy.download",
}

# What stands in an address and is nobody's: any value does.
PLAIN = {
    "name": "idle-minutes",
    "way": "up",
    "rule_kind": "explain-critical",
    "secret": "not-a-link-that-was-sent",
    "token": "not-a-link-that-was-sent",
    "provider_id": new_public_id(),
    "limit_code": "assessment",
    "act": "give",
    "finding_kind": "strength",
    "earlier_id": new_public_id(),
    "heard": "child",
    "kind": "monthly",
    "paper": "service-management",
    "kind_code": "service-management",
    "year_month": f"{LAST_MONTH:%Y-%m}",
    "theme": "sys1",
    "question_code": "q1",
    "answer": "yes",
}

# Reading a page may be open to more people than sending its form.
TO_SEND: dict[str, tuple[Permission, ...]] = {}


def missing(known: Target) -> Target:
    """An address of the same form that names nothing."""
    values = {
        name: value if value.isdigit() else new_public_id() for name, value in known.values.items()
    }
    return Target("", values)
