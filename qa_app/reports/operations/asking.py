"""Ask for a report, call it off, try again, fetch it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import update

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason
from qa_app.insight.rules.filters import Filters
from qa_app.insight.rules.places import service_of
from qa_app.past_audits.queries.audits import count as count_imported
from qa_app.reports import pdf
from qa_app.reports.models import Report
from qa_app.reports.operations.releasing import why_not_release
from qa_app.reports.queries.asking import may_release
from qa_app.reports.queries.imported import readable
from qa_app.reports.queries.reports import count_in_hand
from qa_app.reports.queries.whole_audits import count_of, wanted_of
from qa_app.reports.rules.front import NOTHING_SAID, Front
from qa_app.reports.rules.kept_filters import to_keep
from qa_app.reports.rules.kinds import FileKind, ReportKind
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.states import IN_HAND, MAY_BE_TRIED_AGAIN, MOST_WAITING, State
from qa_app.trail.operations import look, record

NOT_THEIRS = "Reports for others are made by those who see figures of the whole council"
NO_TEAM = "A report for the public is of the council or of one service. Choose a larger place"
NO_REASON = "Enter what you need the references for"
TOO_MANY = (
    f"You have {MOST_WAITING} reports in hand. Call one off, or wait until one of them is ready"
)
NOT_IN_HAND = "It is no longer being made"
IN_HAND_ALREADY = "It is ready, or being made"

NO_PDF = "This server cannot make PDF files yet. Ask your administrator"
NONE_WHOLE = "Audits go in whole only for people who may open them"
# What tells of children, whenever it does not leave.
WITH_REFERENCES = (ReportKind.AUDITS, ReportKind.PACK)
NONE_THERE = "There is no audit to read with these filters. Choose other months or another place"
# A file of more would take minutes to make, and nobody reads it.
MOST_WHOLE = 100
FEWER = "Choose fewer months or one place"
NOT_AT_THIS_LEVEL = "Select who will read it"
# Some of its figures are counted by months and place alone, and would stand there as if they were narrowed;
# and what left before is compared by audits, of which such figures count more.
NARROWED = "This report is of months and a place alone. Take the other filters away"


@dataclass(frozen=True)
class Wanted:
    """What somebody chose: the filters, the same in words, for whom, and whether with references and why."""

    filters: Filters
    said: Sequence[str]
    level: Level
    with_references: bool = False
    why: str = ""
    kind: ReportKind = ReportKind.WORKBOOK
    front: Front = NOTHING_SAID
    # Audits that go in whole, by their public ids.
    chosen: Sequence[str] = ()

    @property
    def is_narrowed(self) -> bool:
        """The report of a round is of that round by its nature."""
        is_more = self.filters != self.filters.of_months_and_place
        return is_more and not self.kind.about.is_of_round


def why_not_asked(wanted: Wanted, by: Viewer) -> Reason | None:
    if wanted.level.leaves and not may_release(by):
        return Reason(NOT_THEIRS, "level")
    if wanted.level not in wanted.kind.about.levels:
        return Reason(NOT_AT_THIS_LEVEL, "level")
    below = wanted.filters.below
    if wanted.level is Level.PUBLIC and below and below != service_of(below):
        return Reason(NO_TEAM, "level")
    if wanted.is_narrowed and (wanted.level.leaves or wanted.kind.is_paper):
        return Reason(NARROWED, "level")
    if wanted.with_references and (wanted.level.leaves or not wanted.why.strip()):
        return Reason(NO_REASON, "why")
    if wanted.kind in WITH_REFERENCES and wanted.with_references == wanted.level.leaves:
        return Reason(NO_REASON, "why")
    if wanted.level.leaves and wanted.chosen:
        return Reason(NONE_WHOLE, "level")
    is_whole = wanted.kind is ReportKind.AUDITS or wanted.chosen
    return _why_not_whole(wanted, by) if is_whole else None


def _why_not_whole(wanted: Wanted, by: Viewer) -> Reason | None:
    """Not where there are none, and not without end."""
    if not pdf.can_be_made():
        return Reason(NO_PDF, "why")
    number = count_of(wanted_of(by, wanted.filters, wanted.chosen))
    number += count_imported(readable(by, wanted.chosen))
    if not number:
        return Reason(NONE_THERE, "why")
    if number > MOST_WHOLE:
        return Reason(
            f"There are {number:,} audits, and one file holds {MOST_WHOLE}. {FEWER}", "why"
        )
    return None


def ask_for(wanted: Wanted, by: Viewer, at: datetime) -> Report:
    check(wanted, by)
    if why := why_not_release(wanted.level, wanted.filters, by, at):
        raise DomainError(Reason(why, "level"))
    return put_in_queue(wanted, by, at)


def check(wanted: Wanted, by: Viewer) -> None:
    """Raise DomainError where they may not ask for it, whatever has left before."""
    if why := why_not_asked(wanted, by):
        raise DomainError(why)
    if count_in_hand(by) >= MOST_WAITING:
        raise DomainError(TOO_MANY)


def put_in_queue(wanted: Wanted, by: Viewer, at: datetime) -> Report:
    """Whoever calls has made sure that it may be asked for."""
    report = queued(wanted, by, at)
    record("report:asked-for", by, report, at=at, **facts_of(report))
    return report


def queued(wanted: Wanted, by: Viewer, at: datetime, same_as: Report | None = None) -> Report:
    """Whose it is stands in it; whoever calls notes how it came there."""
    report = Report(
        council_id=by.council_id,
        asked_by_id=by.person_id,
        asked_at=at,
        kind=wanted.kind,
        front=wanted.front.to_keep if wanted.kind.about.has_front else {},
        level=wanted.level,
        with_references=wanted.with_references,
        why=wanted.why.strip() if wanted.with_references else "",
        filters=to_keep(wanted.filters),
        said=list(wanted.said),
        chosen=list(wanted.chosen),
        same_as_id=same_as.id if same_as else None,
    )
    db.session.add(report)
    db.session.flush()
    return report


def call_off(report: Report, by: Viewer, at: datetime) -> None:
    """Whoever makes it hears of it within seconds, and leaves nothing behind."""
    if not _moved(report, IN_HAND, State.CANCELLED, worker=""):
        raise DomainError(NOT_IN_HAND)
    record("report:called-off", by, report, at=at)


def try_again(report: Report, by: Viewer, at: datetime) -> None:
    if count_in_hand(by) >= MOST_WAITING:
        raise DomainError(TOO_MANY)
    if not queued_again(report, at):
        raise DomainError(IN_HAND_ALREADY)
    record("report:asked-for-again", by, report, at=at, **facts_of(report))


def queued_again(report: Report, at: datetime) -> bool:
    """Whether it was neither ready nor being made."""
    anew = {"asked_at": at, "tries": 0, "trouble": "", "step": "", "worker": "", "heard_at": None}
    nothing: dict[str, Any] = {"made_at": None, "expires_at": None, "rows": 0, "size": 0}
    return _moved(report, MAY_BE_TRIED_AGAIN, State.QUEUED, steps_done=0, **anew, **nothing)


def note_fetched(report: Report, by: Viewer, file: FileKind) -> None:
    """Reading leaves this trace alone: who took which file, with whose records in it."""
    facts = {**facts_of(report), "file": file.value}
    look("report:exported", by, report, rows=report.rows, ids=report.children, **facts)


def facts_of(report: Report) -> dict[str, Any]:
    """Codes, and what it is for where that was asked."""
    why = {"purpose": report.why} if report.with_references else {}
    return {
        "report": report.kind.code,
        "level": report.level.name,
        "references": report.with_references,
        "filters": report.filters,
        **why,
    }


def _moved(report: Report, before: Sequence[State], to: State, **values: Any) -> bool:
    """In one statement, for whoever makes it may change it at the same moment."""
    moved = db.session.execute(
        update(Report)
        .where(Report.id == report.id, Report.state.in_(before))
        .values(state=to, **values)
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(report)
    return bool(moved.rowcount)  # type: ignore[attr-defined]
