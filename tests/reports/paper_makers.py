"""Papers for tests, asked for, made and read again."""

from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
from pptx import Presentation

from qa_app.access.rules import Viewer
from qa_app.organisation.models import Person
from qa_app.reports.folder import Folder
from qa_app.reports.models import Report
from qa_app.reports.operations.asking import Wanted
from qa_app.reports.rules.kinds import ReportKind
from qa_app.reports.rules.levels import Level
from tests.makers import viewer_of
from tests.reports.makers import YEAR, asked, make


def ask_paper(
    viewer: Viewer, kind: ReportKind, level: Level = Level.COUNCIL, **wanted: Any
) -> Report:
    filters = wanted.pop("filters", YEAR)
    return asked(Wanted(filters, [], level, kind=kind, **wanted), viewer)


def paper_for(
    person: Person, folder: Folder, kind: ReportKind, level: Level = Level.COUNCIL, **wanted: Any
) -> Path:
    return make(ask_paper(viewer_of(person), kind, level, **wanted), folder)


def words_of(path: Path) -> str:
    """Every word a reader sees, in the text, its tables, header and footer."""
    document = docx.Document(str(path))
    said = [one.text for one in document.paragraphs]
    said += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    for section in document.sections:
        said += [one.text for one in (*section.header.paragraphs, *section.footer.paragraphs)]
    return "\n".join(said)


def words_shown(path: Path) -> list[str]:
    """Each paragraph and each cell of slides, a line of a long title as one."""
    found = []
    for slide in Presentation(str(path)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                found += [one.text for one in shape.text_frame.paragraphs]
            if shape.has_table:
                found += [cell.text for row in shape.table.rows for cell in row.cells]
    return found


def everything_in(path: Path) -> str:
    """Whatever lies in the file, seen or not."""
    with ZipFile(path) as file:
        return "\n".join(file.read(name).decode(errors="replace") for name in file.namelist())


def headings_of(path: Path) -> list[str]:
    document = docx.Document(str(path))
    return [one.text for one in document.paragraphs if one.style.name == "Heading 1"]


def table_of(path: Path, first: str) -> list[list[str]]:
    """The table whose first heading this is."""
    tables = docx.Document(str(path)).tables
    return next(
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in tables
        if table.cell(0, 0).text == first
    )
