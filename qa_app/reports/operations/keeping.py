"""Keep what a paper said, and the council's own style."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import update

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.reports.document import cleaned, write
from qa_app.reports.models import KeptPaper, Report, ReportStyle
from qa_app.reports.operations.result import Result
from qa_app.reports.rules.paper import Paper, Said, Section
from qa_app.trail.operations import record

NO_PAPER = "has styles that no paper can be written in. Open it in Word, reset Title, Heading 1 and the lists, save it, then upload that"
NO_STYLE = "Papers are written in the service’s own style already"


def keep_paper(report: Report, result: Result, reach: str, at: datetime) -> None:
    """Under the moment that it was written at, which its file tells."""
    db.session.add(
        KeptPaper(
            council_id=report.council_id,
            report_id=report.id,
            style_id=result.style_id,
            content=result.paper or {},
            reach=reach,
            children=list(result.children),
            audits=list(result.audits),
            quotes=list(result.quotes),
            made_at=result.written_at or at,
        )
    )


def add_style(content: bytes, name: str, by: Viewer, at: datetime) -> ReportStyle:
    """Papers are written on it from now on; those that were made stay as they were."""
    kept = cleaned(content, name)
    _try(kept, name, at)
    made = ReportStyle(
        council_id=by.council_id,
        content=kept,
        added_by_id=by.person_id,
        added_at=at,
    )
    _end(by, at)
    db.session.add(made)
    db.session.flush()
    record("report-style:added", by, made, at=at, size=len(made.content))
    return made


def _try(style: bytes, name: str, at: datetime) -> None:
    """A paper of a few words, so that a style that none can be written on is refused and not found out later."""
    said = Section("Heading", (Said("A line.", in_list=True), Said("Another.")))
    paper = Paper("Title", "Subtitle", "Council", "Foot", (("Meeting", "Words"),), (said,))
    with TemporaryDirectory() as folder:
        try:
            write(paper, style, Path(folder) / "paper.docx", at)
        except (ValueError, KeyError, AttributeError, TypeError):
            raise DomainError(f"{name} {NO_PAPER}.") from None


def end_style(style: ReportStyle | None, by: Viewer, at: datetime) -> None:
    if style is None:
        raise DomainError(NO_STYLE)
    _end(by, at)
    record("report-style:ended", by, style, at=at)


def _end(by: Viewer, at: datetime) -> None:
    db.session.execute(
        update(ReportStyle)
        .where(ReportStyle.council_id == by.council_id, ReportStyle.ended_at.is_(None))
        .values(ended_at=at)
    )
