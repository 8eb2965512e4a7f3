"""From a paper to a file. The same paper in the same style gives the same bytes."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from docx.document import Document as Doc

from qa_app.reports.document import blocks
from qa_app.reports.document.styled import based_on, foot_pages, leave_out, number_headings
from qa_app.reports.rules.paper import Grid, Paper, Picture, Quote, Said, Section

# The oldest that a zip file can say: it holds no moment, so that the same paper is the same file.
NO_MOMENT = (1980, 1, 1, 0, 0, 0)


def write(paper: Paper, style: bytes | None, path: Path, at: datetime) -> None:
    """`style` is a cleaned document of the council's own, which gives styles, header and footer."""
    document = based_on(style)
    number_headings(document)
    _properties(document, paper, at)
    if style is None:
        foot_pages(document, paper.foot)
    _head(document, paper)
    for one in paper.sections:
        _section(document, one)
    written = io.BytesIO()
    document.save(written)
    path.write_bytes(without_moments(written.getvalue()))


def _properties(document: Doc, paper: Paper, at: datetime) -> None:
    about = document.core_properties
    about.title, about.author, about.subject = paper.title, paper.council, paper.subtitle
    about.last_modified_by, about.comments, about.keywords = paper.council, "", ""
    about.language, about.revision = "en-GB", 1
    about.created = about.modified = at.astimezone(UTC).replace(tzinfo=None, microsecond=0)


def _head(document: Doc, paper: Paper) -> None:
    document.add_paragraph(paper.title, style="Title")
    document.add_paragraph(paper.subtitle, style="Subtitle")
    if paper.front:
        blocks.facts(document, paper.front, "Front sheet")


def _section(document: Doc, section: Section) -> None:
    heading = document.add_heading(section.heading, level=1)
    if not section.is_numbered:
        leave_out(heading)
    for one in section.blocks:
        if isinstance(one, Said):
            document.add_paragraph(one.words, style="List Bullet" if one.in_list else None)
        elif isinstance(one, Grid):
            blocks.table(document, one)
        elif isinstance(one, Quote):
            blocks.quote(document, one)
        elif isinstance(one, Picture):
            blocks.picture(document, one)


def without_moments(content: bytes) -> bytes:
    """Its parts in their order, and of no moment."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as made,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as again,
    ):
        for one in made.infolist():
            part = zipfile.ZipInfo(one.filename, NO_MOMENT)
            part.compress_type = zipfile.ZIP_DEFLATED
            again.writestr(part, made.read(one))
    return kept.getvalue()
