"""qa templates: check the files of audit templates."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from qa_app.audit_templates import library, operations
from qa_app.audit_templates.rules.agreement import without_own_words
from qa_app.cli.council import council_at, council_option
from qa_app.cli.main import WRONG, as_json, connect, qa, tell
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.web.words import plural


@qa.group("templates")
def templates() -> None:
    """Audit templates and the lists beside them."""


@templates.command("check")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@as_json
def check(paths: Sequence[Path], as_json: bool) -> None:
    """Say what is wrong with files of templates, line by line; without a path, the library's own.

    A path is a file, or a folder with templates in it and shared sections in its folder "sections".
    """
    where = paths or [library.folder()]
    files = [file for path in where for file in (library.files(path) if path.is_dir() else [path])]
    checked = library.check_files(files, library.known_in(_library_of(where[0])))
    if checked.faults:
        faults = [{**vars(one), "file": str(one.file)} for one in checked.faults]
        tell({"well": False, "faults": faults}, [*map(str, checked.faults)], as_json=as_json)
        sys.exit(WRONG)
    rows = [_row(path, read.content) for path, read in checked.files.items()]
    end = f"{plural(len(rows), 'file')}, nothing wrong."
    tell({"well": True, "files": rows}, [*_table(rows), *_general(rows), end], as_json=as_json)


def _library_of(path: Path) -> Path:
    """The folder whose shared sections, standards and time limits a file may refer to."""
    folder = path if path.is_dir() else path.parent
    own = folder.parent if folder.name == library.SECTIONS else folder
    return own if (own / library.SECTIONS).is_dir() else library.folder()


def _row(path: Path, content: dict[str, Any]) -> dict[str, Any]:
    whole = library.whole(content, path)
    sections = whole.get("sections", [whole] if "questions" in whole else [])
    questions = [one for section in sections for one in section.get("questions", ())]
    return {
        "file": path.name,
        "name": content.get("name") or content.get("heading") or path.stem,
        "sections": len(sections),
        "graded": sum(one.get("graded", True) for one in sections),
        "questions": len(questions),
        "minutes": content.get("minutes"),
        "general_descriptors": without_own_words(whole) if "sections" in whole else [],
    }


def _table(rows: Sequence[dict[str, Any]]) -> list[str]:
    width = max((len(row["file"]) for row in rows), default=0)
    head = f"{'File':{width}}  Sections  Graded  Questions  Minutes"
    return [
        head,
        *(
            f"{row['file']:{width}}  {row['sections']:>8}  {row['graded']:>6}  "
            f"{row['questions']:>9}  {row['minutes'] or '':>7}"
            for row in rows
        ),
    ]


def _general(rows: Sequence[dict[str, Any]]) -> list[str]:
    """Sections that could do with words of their own."""
    return [
        f"{row['file']}: “{heading}” has only the scale's general descriptors."
        for row in rows
        for heading in row["general_descriptors"]
    ]


@templates.command("publish-library")
@council_option
@as_json
def publish_library(council_path: str | None, as_json: bool) -> None:
    """Publish what the library has and a council has not, after the service was updated."""
    connect()
    council = council_at(council_path)
    published = operations.publish_library(council, by=None, at=now())
    db.session.commit()
    names = [f"{one.name}, version {one.number}" for one in published]
    left = [
        f"{name} is not published: {problem.wrong}."
        for name, problem in operations.problems_of_library(council)
    ]
    end = f"{plural(len(names), 'template')} published."
    tell({"published": names, "not_published": left}, [*names, *left, end], as_json=as_json)
