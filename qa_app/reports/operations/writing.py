"""Write a report: each sheet in turn, each from what the person may see."""

import secrets
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from qa_app.access.rules import Viewer
from qa_app.audit_templates.queries.read import templates_of
from qa_app.audits.models import Audit
from qa_app.foundation.clock import clock_time, long_date
from qa_app.reports.models import Report
from qa_app.reports.operations.audits import write_audits
from qa_app.reports.operations.packs import write_pack
from qa_app.reports.operations.papers import write_paper
from qa_app.reports.operations.releasing import released_as
from qa_app.reports.operations.result import Progress, Result
from qa_app.reports.queries import (
    actions,
    agreement,
    answers,
    audits,
    completion,
    findings,
    grades,
    themes,
    voices,
)
from qa_app.reports.queries.asking import Ask, viewpoint_of
from qa_app.reports.queries.counting import counted_for
from qa_app.reports.queries.reports import audits_in, children_in
from qa_app.reports.queries.summary import Counted, summary
from qa_app.reports.rules.contents import About, Done, contents
from qa_app.reports.rules.kept_filters import as_kept
from qa_app.reports.rules.kinds import ReportKind
from qa_app.reports.rules.pseudonyms import Pseudonyms
from qa_app.reports.rules.tables import Table
from qa_app.reports.workbook import Book, Facts

Sheet = tuple[str, Callable[[], Table]]


def write(
    report: Report, viewer: Viewer, path: Path, folder: Path, progress: Progress, at: datetime
) -> Result:
    """`folder` is where rows lie until the file is whole."""
    if report.kind.is_paper:
        return write_paper(report, viewer, path, progress, at)
    if report.kind is ReportKind.AUDITS:
        return write_audits(report, viewer, path, progress, at)
    if report.kind is ReportKind.PACK:
        return write_pack(report, viewer, path, folder, progress, at)
    names = Pseudonyms(secrets.token_bytes(32))
    filters = as_kept(report.filters)
    seen_by = viewpoint_of(viewer, report.level)
    ask = released_as(Ask(seen_by, filters, report.level, names, at, report.with_references))
    sheets = list_sheets(ask)
    progress.begin(len(sheets))
    with Book(path, _facts(report, viewer, ask), folder) as book:
        for title, make in sheets:
            progress.step(title)
            book.add(make(), progress.rows)
        book.draw()
        done = [
            Done(one.table.title, one.table.about, one.rows, one.changed, one.continued)
            for one in book.written
        ]
        book.explain(contents(_about(report, viewer, ask), done))
        progress.rows(0)
        book.close()
    rows = {one.table.name: one.rows for one in book.written}
    if ask.level.leaves:
        return Result(rows, [], [], released=audits_in(ask), wholes_only=ask.wholes_only)
    return Result(rows, children_in(ask), audits_in(ask))


def list_sheets(ask: Ask) -> list[Sheet]:
    """In the order of the workbook. What several are made of is counted once, and first."""
    counted = counted_for(ask)
    return [*_figures(ask, counted), *(_rows(ask) if not ask.level.leaves else ())]


def _figures(ask: Ask, counted: Counted) -> Iterator[Sheet]:
    there = grades.concepts_in(counted.shares)
    yield "Summary", lambda: summary(ask, counted)
    yield "Completion", lambda: completion.completion(ask, counted.given)
    yield "Coverage", lambda: completion.coverage(ask)
    yield "Grades by section", lambda: grades.by_section(ask, counted.shares)
    yield "Grades of the whole", lambda: grades.by_grade(ask, counted.groups)
    yield "Grades by place", lambda: grades.by_place(ask, there)
    yield "Trends", lambda: grades.trends(ask, there, counted.groups)
    yield "Themes", lambda: themes.themes(ask, counted.lines)
    yield "Action counts", lambda: actions.action_counts(ask, counted.actions)
    yield "Answers by question", lambda: answers.answers(ask, answers.list_used(ask))
    if agreement.sees_agreement(ask):
        yield "Agreement", lambda: agreement.agreement(ask, counted.judged)
    if voices.sees_voices(ask):
        yield "Voices", lambda: voices.voices(ask, voices.list_voices(ask))


def _rows(ask: Ask) -> Iterator[Sheet]:
    yield "Findings", lambda: findings.findings(ask)
    yield "Actions", lambda: actions.actions(ask)
    yield "Audits", lambda: audits.audits(ask, answers.list_used(ask))


def _facts(report: Report, viewer: Viewer, ask: Ask) -> Facts:
    """Who made what leaves the service is its council, and nobody by name."""
    author = viewer.council if ask.level.leaves else viewer.name
    period = ask.filters.period.words
    title = f"Thematic findings, {period}"
    for_whom = report.level.value[:1].lower() + report.level.value[1:]
    return Facts(title, author, viewer.council, f"{title}. For {for_whom}", ask.at)


def _about(report: Report, viewer: Viewer, ask: Ask) -> About:
    used = templates_of(ask.audits().with_only_columns(Audit.template_version_id)).values()
    templates = sorted(f"{one.name}, version {one.number}" for one in used)
    return About(
        viewer.council,
        ask.filters.period.words,
        report.said,
        report.level,
        viewer.name,
        f"{long_date(ask.today)} at {clock_time(ask.at)}",
        templates,
        ask.filters.picked.value,
        ask.filters.places.value,
        report.with_references,
        report.why,
        ask.is_in_full,
        ask.wholes_only,
    )
