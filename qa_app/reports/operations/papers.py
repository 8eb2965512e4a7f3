"""Write a paper: from what the person may see, or again exactly as it was."""

import secrets
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from qa_app.access.rules import Viewer
from qa_app.reports import document, slides
from qa_app.reports.models import KeptPaper, Report, ReportStyle
from qa_app.reports.operations.releasing import released_as
from qa_app.reports.operations.result import Progress, Result
from qa_app.reports.queries.asking import Ask, viewpoint_of
from qa_app.reports.queries.papers.compose import list_steps, paper_of
from qa_app.reports.queries.reports import audits_in, children_in
from qa_app.reports.queries.styles import find_kept, style_in_force, style_of
from qa_app.reports.rules.front import as_kept as front_as_kept
from qa_app.reports.rules.kept_filters import as_kept
from qa_app.reports.rules.kinds import FileKind, filters_of_rows
from qa_app.reports.rules.paper import Paper, to_keep
from qa_app.reports.rules.paper import as_kept as paper_as_kept
from qa_app.reports.rules.pseudonyms import Pseudonyms


def write_paper(
    report: Report, viewer: Viewer, path: Path, progress: Progress, at: datetime
) -> Result:
    if kept := find_kept(report):
        return _written_again(kept, report, path, progress)
    filters, names = as_kept(report.filters), Pseudonyms(secrets.token_bytes(32))
    ask = Ask(viewpoint_of(viewer, report.level), filters, report.level, names, at)
    ask = released_as(ask)
    front = front_as_kept(report.front)
    steps = list_steps(report.kind, ask, front)
    progress.begin(len(steps))
    sections = []
    for title, make in steps:
        progress.step(title)
        if section := make():
            sections.append(section)
    paper = document.drawn(paper_of(report.kind, ask, front, viewer.council, sections).readable)
    style = style_in_force(report.council_id)
    _write(paper, style, path, at)
    sheets = {"sections": len(sections)}
    inside = not ask.level.leaves
    counted = replace(ask, filters=filters_of_rows(report.kind, filters))
    return Result(
        sheets,
        children_in(counted) if inside else [],
        audits_in(counted) if inside else [],
        to_keep(paper),
        style.id if style else None,
        quotes=paper.sources,
        written_at=at,
        released=None if inside else audits_in(counted),
        wholes_only=ask.wholes_only,
    )


def _written_again(kept: KeptPaper, report: Report, path: Path, progress: Progress) -> Result:
    """Nothing is counted: whoever could see it then is asked whether they still can when they fetch it.

    Another copy of what left is fetched by somebody else, as far as they see what they saw when it was made for them.
    """
    progress.begin(1)
    progress.step("The same again")
    paper = paper_as_kept(kept.content)
    _write(paper, style_of(kept), path, kept.made_at)
    sheets = {"sections": len(paper.sections)}
    reach = kept.reach if kept.report_id == report.id else ""
    return Result(sheets, kept.children, kept.audits, reach=reach, quotes=kept.quotes)


def _write(paper: Paper, style: ReportStyle | None, path: Path, at: datetime) -> None:
    """Of the same paper, so that no figure of the one can differ from the other’s."""
    document.write(paper, style.content if style else None, path, at)
    slides.write(paper, path.with_suffix(f".{FileKind.SLIDES}"), at)
