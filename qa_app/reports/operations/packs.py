"""Put a pack together; and note whom it is given to, before it can be fetched."""

import hashlib
import secrets
import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason
from qa_app.reports import document, pdf
from qa_app.reports.document.writing import NO_MOMENT
from qa_app.reports.models import PackGiving, Report
from qa_app.reports.operations.asking import facts_of
from qa_app.reports.operations.audits import bound
from qa_app.reports.operations.releasing import released_as
from qa_app.reports.operations.result import Progress, Result
from qa_app.reports.operations.sheets import pack_sheets
from qa_app.reports.queries.asking import Ask, viewpoint_of
from qa_app.reports.queries.counting import counted_for
from qa_app.reports.queries.imported import imported
from qa_app.reports.queries.papers.audit import paper_of as paper_of_audit
from qa_app.reports.queries.papers.compose import paper_of
from qa_app.reports.queries.papers.pack import list_steps
from qa_app.reports.queries.reports import audits_in, children_in
from qa_app.reports.queries.styles import style_in_force
from qa_app.reports.queries.whole_audits import children_of, wanted_of
from qa_app.reports.rules.front import Front
from qa_app.reports.rules.kept_filters import as_kept
from qa_app.reports.rules.kinds import FileKind
from qa_app.reports.rules.packs import EVIDENCE, WHOLE, WORKBOOK, why_not_given
from qa_app.reports.rules.pseudonyms import Pseudonyms
from qa_app.reports.rules.states import State
from qa_app.reports.workbook import Book, Facts
from qa_app.trail.operations import record


def write_pack(report: Report, viewer: Viewer, path: Path, folder: Path, progress: Progress, at: datetime) -> Result:  # fmt: skip
    """Every file from one moment and one counting, so that none says otherwise than another."""
    names = Pseudonyms(secrets.token_bytes(32))
    seen_by = viewpoint_of(viewer, report.level)
    ask = Ask(seen_by, as_kept(report.filters), report.level, names, at, report.with_references)
    ask = released_as(ask)
    files = [EVIDENCE, WORKBOOK, *([WHOLE] if report.chosen else [])]
    progress.begin(len(files))
    progress.step("Self-evaluation and its evidence")
    quotes = _write_evidence(report, viewer, ask, folder / EVIDENCE, files)
    progress.step("Audits, programme and learning")
    _write_workbook(viewer, ask, folder / WORKBOOK, folder, progress)
    audits, children = ([], []) if ask.level.leaves else (audits_in(ask), children_in(ask))
    for one, child in imported(ask):
        audits.append(one.public_id)
        children += [child.public_id] if child else []
    if report.chosen:
        progress.step("Audits whole")
        wanted = wanted_of(viewer, ask.filters, report.chosen)
        whole = list(db.session.scalars(wanted))
        papers = [paper_of_audit(one, viewer).readable for one in whole]
        pdf.write(bound(report, viewer, papers, at), folder / WHOLE, at)
        audits = sorted({*audits, *(one.public_id for one in whole)})
        children += children_of(wanted)
    _pack([folder / one for one in files], path)
    digests = {one.name: _digest(one) for one in [path, *(folder / name for name in files)]}
    # The pack itself is known by what it is, and not by how it lies on the server.
    digests = {"The pack": digests.pop(path.name), **digests}
    return Result(
        {"files": len(files)},
        sorted({*children}),
        audits,
        quotes=quotes,
        digests=digests,
        released=audits_in(ask) if ask.level.leaves else None,
        wholes_only=ask.wholes_only,
    )


def _write_evidence(
    report: Report, viewer: Viewer, ask: Ask, path: Path, files: list[str]
) -> list[str]:
    """Which approved texts stand in it."""
    steps = list_steps(ask, counted_for(ask), files)
    sections = [section for _, make in steps if (section := make())]
    paper = document.drawn(paper_of(report.kind, ask, Front(), viewer.council, sections).readable)
    style = style_in_force(report.council_id)
    document.write(paper, style.content if style else None, path, ask.at)
    return paper.sources


def _write_workbook(viewer: Viewer, ask: Ask, path: Path, folder: Path, progress: Progress) -> None:
    title = f"Audits, programme and learning, {ask.filters.period.words}"
    facts = Facts(title, viewer.council, viewer.council, f"{title}. For {ask.level.value[:1].lower()}{ask.level.value[1:]}", ask.at)  # fmt: skip
    with Book(path, facts, folder) as book:
        for make in pack_sheets(ask):
            book.add(make(), progress.rows)
        book.draw()
        book.explain([(one.table.title, one.table.about) for one in book.written])
        book.close()


def _pack(files: Iterable[Path], path: Path) -> None:
    """Under names that people understand, and of no moment: the same files are the same pack."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
        for one in files:
            part = zipfile.ZipInfo(one.name, NO_MOMENT)
            part.compress_type = zipfile.ZIP_DEFLATED
            pack.writestr(part, one.read_bytes())


def _digest(file: Path) -> dict[str, Any]:
    content = file.read_bytes()
    return {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def give(report: Report, to: str, why: str, by: Viewer, at: datetime) -> PackGiving:
    """Noted before it is fetched, so that no pack leaves without a line in the log."""
    is_pack = report.kind.files == (FileKind.PACK,)
    if missing := why_not_given(to, why, is_pack=is_pack, is_ready=report.state is State.READY):
        raise DomainError(Reason(*missing) if missing[1] else missing[0])
    made = PackGiving(
        council_id=by.council_id,
        report_id=report.id,
        given_to=to.strip(),
        why=why.strip(),
        given_at=at,
        given_by_id=by.person_id,
        level=report.level,
        with_references=report.with_references,
        counted=report.counted,
        files=report.digests,
    )
    db.session.add(made)
    db.session.flush()
    digests = {name: one["sha256"] for name, one in report.digests.items()}
    facts = {**facts_of(report), "purpose": made.why, "files": digests, "ids": report.children}
    record("pack:given", by, made, at=at, **facts)
    return made
