"""An imported audit whole: all that is held of it, and how far it can be trusted."""

from collections.abc import Iterator

from qa_app.access.rules import Viewer
from qa_app.audit_templates.rules.words import CONCEPTS
from qa_app.foundation.clock import long_date
from qa_app.past_audits.models import PastAudit
from qa_app.past_audits.rules.certainty import IMPORTED
from qa_app.reports.rules.paper import Grid, Paper, Said, Section


def paper_of_imported(audit: PastAudit, viewer: Viewer) -> Paper:
    return Paper(
        f"Imported audit of record {audit.reference}",
        f"Less certain, {audit.month:%B %Y}",
        viewer.council,
        "",
        tuple((name, words) for name, words in _front(audit) if words),
        tuple(_sections(audit)),
    )


def _front(audit: PastAudit) -> Iterator[tuple[str, str]]:
    yield "Completed", long_date(audit.completed_on) if audit.completed_on else ""
    yield "Team in the file", audit.team_written
    yield "Auditor", audit.auditor_name
    yield "Auditor’s grade", audit.grade or ""
    yield "Moderated", "Yes" if audit.moderated else "No"
    yield "Grade after moderation", audit.moderated_grade or ""
    yield "Where it comes from", audit.comes_from


def _sections(audit: PastAudit) -> Iterator[Section]:
    yield Section("How far it can be trusted", (Said(IMPORTED),))
    rows = tuple(
        (one.heading, CONCEPTS.get(one.concept, "Something else"), one.grade.value)
        for one in audit.sections
    )
    if rows:
        grid = Grid("Grades of sections", ("Heading in the file", "About", "Grade"), rows)
        yield Section("Grades of sections", (grid,))
    if audit.words:
        yield Section("What was written", tuple(Said(line) for line in audit.words.split("\n")))
