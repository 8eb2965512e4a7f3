"""Give a section to a partner; they answer it and hand it in, or the audit goes on without them."""

from datetime import date, datetime

from sqlalchemy import delete, select, update

from qa_app.access.rules import Viewer
from qa_app.audit_templates.rules import Section
from qa_app.audits.models import Answer, Audit, GivenSection, SectionNote, SectionReading
from qa_app.audits.operations.holding import hold
from qa_app.audits.operations.saving import put_section
from qa_app.audits.queries import picture_of
from qa_app.audits.queries.given import latest_given, list_partners
from qa_app.audits.rules import given_letters as letters
from qa_app.audits.rules.given import why_not_due
from qa_app.audits.rules.missing import left_in
from qa_app.audits.rules.written import WrittenSection
from qa_app.concerns.queries.people import is_restricted
from qa_app.foundation.clock import london_day, long_date
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason
from qa_app.organisation.models import Person, Place
from qa_app.outbox.operations import queue
from qa_app.outbox.rules import Letter
from qa_app.trail.operations import record


def give_section(
    audit: Audit,
    section: Section,
    partner_id: str,
    due_on: date,
    by: Viewer,
    at: datetime,
    address: str,
) -> GivenSection:
    """To an external auditor who is here, by their public id."""
    _hold_draft(audit)
    there = latest_given(audit).get(section.id)
    if there and there.released_at is None:
        raise DomainError("This section is given to a partner already")
    if picture_of(audit).of(section.id).is_empty is False:
        raise DomainError("You have begun this section yourself, so it cannot be given away")
    if audit.is_of_own_work:
        raise DomainError(
            "This audit is confidential, so nobody from outside answers a section of it"
        )
    if is_restricted(audit.allocation.child):
        raise DomainError(
            "This record is restricted, so nobody from outside answers a section of its audit"
        )
    today = london_day(at)
    known = {
        member.person.public_id: (member, ends)
        for member, ends in list_partners(audit.council_id, today)
    }
    if partner_id not in known:
        raise DomainError(
            Reason("Select an external auditor whose access has not ended", "partner")
        )
    member, ends_on = known[partner_id]
    if member.person_id == audit.allocation.auditor_id:
        raise DomainError(
            Reason("They are the auditor of the whole. Choose somebody else", "partner")
        )
    if trouble := why_not_due(due_on, today, ends_on):
        raise DomainError(Reason(trouble, "due_on"))
    given = GivenSection(
        council_id=audit.council_id,
        audit=audit,
        section=section.id,
        partner_id=member.person_id,
        due_on=due_on,
        given_at=at,
        given_by_id=by.person_id,
        reminded_at=None,
        handed_in_at=None,
        released_at=None,
        released_by_id=None,
    )
    db.session.add(given)
    # Without a new version: whoever judges the whole meanwhile is not in anybody's way.
    db.session.execute(update(Audit).where(Audit.id == audit.id).values(with_partners=True))
    db.session.flush()
    record("given-section:given", by, given, at=at, section=section.id, to=member.person_id)
    _tell(given, letters.ASKED, "given", by.name, at, address)
    return given


def save_given(
    given: GivenSection,
    section: Section,
    written: WrittenSection,
    seen: int,
    by: Viewer,
    at: datetime,
    *,
    while_typing: bool = False,
    note: str | None = None,
) -> int:
    """As any section is saved; by the partner alone."""
    _hold_awaited(given, by)
    return put_section(
        given.audit, section, written, seen, by, at, while_typing=while_typing, note=note
    )


def hand_in_given(given: GivenSection, by: Viewer, at: datetime, address: str) -> None:
    """From here on whoever reads the audit reads it; the partner can no longer change it."""
    _hold_awaited(given, by)
    picture = picture_of(given.audit, own=given.section)
    section = picture.shown.get(given.section)
    if section is None:
        raise DomainError("This section does not apply to this record. Tell whoever gave it to you")
    if left := left_in(picture, section[0]):
        raise DomainError(*(one.words for one in left))
    given.handed_in_at = at
    _destroy_pad(given)
    db.session.flush()
    record("given-section:handed-in", by, given, at=at, section=given.section)
    _tell_lead(given, by, at, address)


def remind_partner(given: GivenSection, by: Viewer, at: datetime, address: str) -> None:
    """Once."""
    _hold_draft(given.audit)
    _still_awaited(given)
    if given.reminded_at:
        raise DomainError("They were reminded already. Ring them, or go on without them")
    given.reminded_at = at
    record("given-section:reminded", by, given, at=at, section=given.section)
    _tell(given, letters.REMINDED, "reminded", by.name, at, address)


def release_section(given: GivenSection, why: str, by: Viewer, at: datetime, address: str) -> None:
    """The audit goes on without the partner. What they have not handed in is theirs, and is deleted."""
    _hold_draft(given.audit)
    _still_awaited(given)
    given.released_at, given.released_by_id, given.released_why = at, by.person_id, why
    _destroy_words(given)
    _destroy_pad(given)
    db.session.flush()
    record("given-section:released", by, given, at=at, section=given.section)
    _tell(given, letters.LET_GO, "released", by.name, at, address)


def _hold_draft(audit: Audit) -> None:
    hold(audit)
    if not audit.is_open:
        raise DomainError("Sections are given away and taken back only while an audit is a draft")


def _hold_awaited(given: GivenSection, by: Viewer) -> None:
    hold(given.audit)
    if given.partner_id != by.person_id:
        raise DomainError("Only the person a section is given to can write in it")
    if not given.audit.is_open:
        raise DomainError(
            "This audit can no longer be changed. There is nothing left for you to do"
        )
    _still_awaited(given)


def _still_awaited(given: GivenSection) -> None:
    db.session.refresh(given, ["handed_in_at", "released_at", "version"])
    if given.handed_in_at:
        raise DomainError("This section has been handed in, so it can no longer be changed")
    if given.released_at:
        raise DomainError("This section is no longer for a partner to answer")


def _destroy_words(given: GivenSection) -> None:
    of_it = select(SectionReading.id).where(
        SectionReading.audit_id == given.audit_id, SectionReading.section == given.section
    )
    db.session.execute(delete(Answer).where(Answer.section_reading_id.in_(of_it)))
    db.session.execute(
        delete(SectionReading).where(
            SectionReading.audit_id == given.audit_id, SectionReading.section == given.section
        )
    )
    db.session.expire(given.audit, ["readings"])


def _destroy_pad(given: GivenSection) -> None:
    db.session.execute(
        delete(SectionNote).where(
            SectionNote.audit_id == given.audit_id,
            SectionNote.section == given.section,
            SectionNote.person_id == given.partner_id,
        )
    )


def _tell(
    given: GivenSection, letter: Letter, what: str, name: str, at: datetime, address: str
) -> None:
    partner = db.session.get_one(Person, given.partner_id)
    link = f"{address}/given-sections/{given.public_id}"
    _send(given, partner.email, letter, what, name, at, link)


def _tell_lead(given: GivenSection, by: Viewer, at: datetime, address: str) -> None:
    lead = given.audit.allocation.auditor.email
    link = f"{address}/audits/{given.audit.public_id}/partners"
    _send(given, lead, letters.TOLD, "handed-in", by.name, at, link)


def _send(
    given: GivenSection, to: str, letter: Letter, what: str, name: str, at: datetime, link: str
) -> None:
    council = db.session.get_one(Place, given.council_id)
    queue(
        to=to,
        subject=letter.subject,
        text=letter.text.format(
            name=name, council=council.name, due=long_date(given.due_on), address=link
        ),
        council_id=given.council_id,
        once=f"given-section:{given.public_id}:{what}",
        at=at,
    )
