"""Import a workbook of past audits whole or not at all, and undo that."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, delete, select

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Place
from qa_app.organisation.operations.membership import lock_council
from qa_app.past_audits.models import PastAudit, PastImport, PastSection
from qa_app.past_audits.queries.previews import Preview, preview_of
from qa_app.past_audits.rules.grades import Grade
from qa_app.past_audits.rules.removing import Why
from qa_app.past_audits.rules.settling import PastRecord
from qa_app.trail.operations import record
from qa_app.uploads import operations as uploads
from qa_app.uploads.models import Upload


def confirm_import(upload: Upload, by: Viewer | None, at: datetime) -> PastImport:
    """All audits that are taken, at once. The same file again changes nothing, and gives back what it made."""
    lock_council(upload.council_id)
    preview = preview_of(upload, uploads.contents_of(upload, at), at)
    if preview.same:
        uploads.leave(upload, at)
        return preview.same
    if faults := why_not_import(preview):
        raise DomainError(*faults)
    made = uploads.begin(PastImport, upload, counts_of(preview), by, at)
    _add_audits(made, preview)
    uploads.confirm(upload, made.counts, at)
    audits = len(preview.taken)
    record("past-audits:imported", by, made, council_id=upload.council_id, at=at, audits=audits)
    return made


def why_not_import(preview: Preview) -> list[str]:
    if unknown := preview.settled.unknown:
        words = "1 word" if len(unknown) == 1 else f"{len(unknown):,} words"
        return [f"Say what {words} for grades mean, so that nothing is counted wrongly"]
    if not preview.taken:
        return ["There is no audit to import. Choose the columns, then upload the file again"]
    return []


def counts_of(preview: Preview) -> dict[str, Any]:
    return {
        "audits": len(preview.taken),
        "not_taken": len(preview.not_taken),
        "without_a_place": preview.without_a_place,
        "keeps_words": preview.contents["keeps_words"],
        "first": min(one.written.month for one in preview.taken).isoformat(),
        "last": max(one.written.month for one in preview.taken).isoformat(),
        "by_grade": {
            grade.name: sum(one.counts is grade for one in preview.taken) for grade in Grade
        },
    }


def _add_audits(made: PastImport, preview: Preview) -> None:
    paths = _paths({preview.place_of(one) for one in preview.taken})
    audits = [(_audit_of(one, made, preview, paths), one) for one in preview.taken]
    db.session.add_all(audit for audit, _ in audits)
    db.session.flush()
    db.session.add_all(
        PastSection(
            council_id=made.council_id,
            past_audit_id=audit.id,
            heading=section.heading,
            concept=section.concept,
            grade=section.grade,
        )
        for audit, one in audits
        for section in one.sections
    )
    db.session.flush()


def _paths(place_ids: set[int]) -> dict[int, str]:
    rows = select(Place.id, Place.path).where(Place.id.in_(place_ids))
    return {place_id: path for place_id, path in db.session.execute(rows)}


def _audit_of(
    one: PastRecord, made: PastImport, preview: Preview, paths: dict[int, str]
) -> PastAudit:
    auditor_id, place_id = preview.auditor_of(one), preview.place_of(one)
    return PastAudit(
        council_id=made.council_id,
        past_import_id=made.id,
        reference=one.written.reference,
        reference_key=one.key,
        month=one.written.month,
        completed_on=one.written.completed,
        place_id=place_id,
        place_then=paths[place_id],
        team_written=one.written.team,
        auditor_id=auditor_id,
        # Whoever is known by an account is called as the council calls them.
        auditor_written="" if auditor_id else one.written.auditor,
        grade=one.grade,
        moderated=one.is_moderated,
        moderated_grade=one.moderated_grade,
        words=one.written.text,
        source_sheet=one.written.sheet,
        source_row=one.written.row,
    )


def undo_import(made: PastImport, by: Viewer | None, at: datetime) -> None:
    """Nothing builds on imported audits, so that this can always be done; the same file can then come again."""
    lock_council(made.council_id)
    if made.undone_at is not None:
        raise DomainError("This import was undone before")
    of_it = PastAudit.past_import_id == made.id
    _delete_sections(of_it)
    gone = db.session.scalars(delete(PastAudit).where(of_it).returning(PastAudit.id)).all()
    uploads.undo(made, at)
    record(
        "past-audits:import-undone", by, made, council_id=made.council_id, at=at, audits=len(gone)
    )


def remove_audit(audit: PastAudit, why: Why, child: str | None, by: Viewer, at: datetime) -> None:
    """For good. `child` is the public id of the child it stood under, for whoever asks what became of it."""
    record("past-audit:removed", by, audit, child=child, at=at, why=why.name)
    _delete_sections(PastAudit.id == audit.id)
    db.session.execute(delete(PastAudit).where(PastAudit.id == audit.id))
    db.session.expunge(audit)


def destroy_before(year: int, by: Viewer, at: datetime) -> int:
    """Those of all months before this year; how many there were."""
    of_these = and_(PastAudit.council_id == by.council_id, PastAudit.month < date(year, 1, 1))
    _delete_sections(of_these)
    gone = db.session.scalars(delete(PastAudit).where(of_these).returning(PastAudit.id)).all()
    record("past-audits:destroyed", by, at=at, before=year, audits=len(gone))
    db.session.expire_all()
    return len(gone)


def _delete_sections(of_these: Any) -> None:
    audits = select(PastAudit.id).where(of_these)
    db.session.execute(delete(PastSection).where(PastSection.past_audit_id.in_(audits)))
