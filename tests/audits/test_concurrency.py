"""Several people save and submit one audit at once, on a database that is really shared."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select

from qa_app.audits import operations
from qa_app.audits.models import Audit, SectionReading
from qa_app.audits.operations import Overtaken
from qa_app.audits.rules import FindingKind, Safe
from qa_app.audits.rules.written import WrittenAnswer, WrittenSection
from qa_app.foundation import schema
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.trail.models import Event
from tests.audits.makers import auditor, fill
from tests.makers import NOON, make_audit
from tests.real.databases import at_database

SAVERS, EACH = 4, 25
PATIENCE = 60
all_have_read, all_have_saved = (Barrier(SAVERS, timeout=PATIENCE) for _ in range(2))


def version_on_the_page(audit_id: int) -> int:
    """Read in a transaction of its own, as a page is opened before it is saved."""
    saved = select(SectionReading.version).where(SectionReading.audit_id == audit_id)
    version = db.session.scalar(saved) or operations.NEW
    db.session.remove()
    return version


def save_again_and_again(audit_id: int, saver: int) -> list[tuple[int, int]]:
    """The version that each acknowledged save was built on, and the one that it made."""
    kept = []
    for number in range(EACH):
        seen = version_on_the_page(audit_id)
        all_have_read.wait()
        audit = db.session.scalars(select(Audit).where(Audit.id == audit_id)).one()
        section = audit.template.sections[0]
        answers = {section.questions[0].id: WrittenAnswer("yes", None, f"{saver}, {number}")}
        written = WrittenSection(evidence=f"{saver}, {number}", answers=answers)
        try:
            made = operations.save_section(audit, section, written, seen, auditor(audit), NOON)
            db.session.commit()
            kept.append((seen, made))
        except Overtaken:
            db.session.rollback()
        finally:
            db.session.remove()
            all_have_saved.wait()
    return kept


@pytest.mark.slow
def test_of_racing_saves_none_is_lost_without_a_word(own_url):
    with at_database(own_url):
        audit_id = make_audit().id
        db.session.commit()
        db.session.remove()
        with ThreadPoolExecutor(SAVERS) as people:
            told = people.map(lambda saver: save_again_and_again(audit_id, saver), range(SAVERS))
            kept = sorted(pair for each in told for pair in each)
        reading = db.session.scalars(select(SectionReading)).one()
        # Each was built on the one before, so that nobody wrote over what they had not seen.
        assert kept == [(version, version + 1) for version in range(reading.version)]
        assert len(kept) == EACH, (
            "of those who opened the same page one saved, and the others were told"
        )


def submit_once(audit_id: int) -> bool:
    audit = db.session.scalars(select(Audit).where(Audit.id == audit_id)).one()
    try:
        operations.submit(audit, Safe.YES, auditor(audit), NOON)
        db.session.commit()
    except DomainError:
        db.session.rollback()
        return False
    finally:
        db.session.remove()
    return True


@pytest.mark.slow
def test_an_audit_that_is_submitted_by_two_at_once_is_submitted_once(own_url):
    with at_database(own_url):
        audit_id = fill(make_audit()).id
        db.session.commit()
        db.session.remove()
        with ThreadPoolExecutor(SAVERS) as people:
            done = [*people.map(submit_once, [audit_id] * SAVERS)]
        assert sum(done) == 1
        told = select(func.count()).where(Event.name == "audit:submitted")
        assert db.session.scalar(told) == 1


def test_a_save_whose_page_was_opened_before_the_audit_was_handed_in_is_refused(new_postgresql):
    """SQLite lets in one writer at a time; on PostgreSQL a page holds what it read before."""
    with at_database(new_postgresql()):
        schema.upgrade(db.engine)
        audit_id = fill(make_audit()).id
        db.session.commit()
        db.session.remove()
        audit = db.session.scalars(select(Audit).where(Audit.id == audit_id)).one()
        section, by = audit.template.sections[0], auditor(audit)
        with ThreadPoolExecutor(1) as other:
            assert other.submit(submit_once, audit_id).result()
        assert audit.is_open, "as this page read it"
        late = WrittenSection(evidence="Late text")
        with pytest.raises(DomainError):
            operations.save_section(audit, section, late, 1, by, NOON, note="Late note")
        with pytest.raises(DomainError):
            operations.add_finding(audit, FindingKind.STRENGTH, "Late", ["VOI1"], False, by, NOON)
