"""Write audits whole into one PDF, each from what the person may read when it is made."""

from datetime import datetime
from functools import partial
from pathlib import Path

from qa_app.access.rules import Viewer
from qa_app.foundation.clock import clock_time, london_day, long_date
from qa_app.foundation.database import db
from qa_app.past_audits.queries.audits import list_with_children
from qa_app.reports import pdf
from qa_app.reports.models import Report
from qa_app.reports.operations.result import Progress, Result
from qa_app.reports.queries.imported import readable
from qa_app.reports.queries.papers.audit import paper_of
from qa_app.reports.queries.papers.imported import paper_of_imported
from qa_app.reports.queries.whole_audits import children_of, wanted_of
from qa_app.reports.rules.kept_filters import as_kept
from qa_app.reports.rules.paper import Paper


def write_audits(
    report: Report, viewer: Viewer, path: Path, progress: Progress, at: datetime
) -> Result:
    """Nothing of it is kept: what tells of children is in the audits, and is destroyed with them."""
    wanted = wanted_of(viewer, as_kept(report.filters), report.chosen)
    audits = list(db.session.scalars(wanted))
    imported = list_with_children(readable(viewer, report.chosen))
    steps = [
        *((partial(paper_of, one, viewer), one.public_id) for one in audits),
        *((partial(paper_of_imported, one, viewer), one.public_id) for one, _ in imported),
    ]
    progress.begin(len(steps))
    papers = []
    for number, (make, _) in enumerate(steps, 1):
        progress.step(f"Audit {number}")
        papers.append(make().readable)
    pdf.write(bound(report, viewer, papers, at), path, at)
    children = {*children_of(wanted), *(child.public_id for _, child in imported if child)}
    return Result({"audits": len(papers)}, sorted(children), [one for _, one in steps])


def bound(report: Report, viewer: Viewer, papers: list[Paper], at: datetime) -> pdf.Bound:
    """Every page says for whom it was made: what is left lying about can be brought back."""
    title = papers[0].title if len(papers) == 1 else f"{len(papers):,} audits whole"
    made = f"{long_date(london_day(at))} at {clock_time(at)}"
    foot = f"{viewer.council}. Confidential. Made for {viewer.name}, {made}"
    return pdf.Bound(title, viewer.council, foot, papers)
