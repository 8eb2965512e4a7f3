"""The files that come with the service: templates, shared sections, standards, time limits and themes."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from qa_app.audit_templates import yaml_file
from qa_app.audit_templates.rules.agreement import disagreements, owner_of
from qa_app.audit_templates.rules.asking import Theme, themes_from
from qa_app.audit_templates.rules.checks import (
    problems_of_scale,
    problems_of_shared_section,
    problems_of_template,
)
from qa_app.audit_templates.rules.expanding import Known, expanded
from qa_app.audit_templates.rules.history import Owned, used_in
from qa_app.audit_templates.rules.list_checks import (
    problems_of_standards,
    problems_of_themes,
    problems_of_timescales,
)
from qa_app.audit_templates.rules.list_format import STANDARDS, THEMES, TIMESCALES, USUAL_SCALE
from qa_app.audit_templates.rules.shape import Problem, problems_in
from qa_app.children.rules.statuses import DEFAULTS

PACKAGE = Path(__file__).parents[1]
TIMESCALES_FILE, THEMES_FILE, STANDARDS_FILE = "timescales.yaml", "themes.yaml", "standards.yaml"
SCALE_FILE = "scale.yaml"
SECTIONS = "sections"
LONGEST_SAID = 1000
VERSIONED = re.compile(r"(?P<name>[a-z0-9-]+)\.v(?P<number>[1-9][0-9]{0,2})\.yaml")

Check = Callable[[Any, Known], Sequence[Problem]]


@dataclass(frozen=True)
class Fault:
    """What is wrong with a file, and where in it."""

    file: Path
    line: int
    column: int
    wrong: str
    instead: str

    def __str__(self) -> str:
        end = "" if self.instead.endswith("?") else "."
        return f"{self.file}:{self.line}:{self.column}: {self.wrong}. {self.instead}{end}"


@dataclass
class Checked:
    """What was looked at, what it says, and what is wrong with it."""

    files: dict[Path, yaml_file.Read] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @property
    def contents(self) -> list[dict[str, Any]]:
        return [read.content for read in self.files.values()]


def folder() -> Path:
    """Beside the package in a checkout, inside it when installed."""
    beside = PACKAGE.parent / "audit_templates"
    return beside if beside.exists() else Path(__file__).parent / "library"


def files(where: Path) -> list[Path]:
    return [*sorted(where.glob("*.yaml")), *sorted((where / SECTIONS).glob("*.yaml"))]


def check_files(paths: Sequence[Path], known: Known) -> Checked:
    """Each file by its place: a shared section stands in a folder called sections."""
    checked = Checked()
    for path in paths:
        read, faults = check_file(path, known)
        checked.faults += faults
        if read:
            checked.files[path] = read
    if not checked.faults:
        checked.faults += _disagreements(checked.files)
    return checked


def check_file(path: Path, known: Known) -> tuple[yaml_file.Read | None, list[Fault]]:
    read, faults = check_data(path.read_bytes(), path, known, check_for(path))
    return read, faults or ([*_name_of_file(path, read.content)] if read else [])


def check_data(
    data: bytes, path: Path, known: Known, check: Check
) -> tuple[yaml_file.Read | None, list[Fault]]:
    """What it says when nothing is wrong with it, and what is wrong when something is."""
    try:
        read = yaml_file.read(data)
    except yaml_file.Refused as refused:
        at = refused.place
        return None, [Fault(path, at.line, at.column, _cut(refused.wrong), refused.instead)]
    if faults := [_fault(path, read, problem) for problem in check(read.content, known)]:
        return None, sorted(faults, key=lambda one: (one.line, one.column))
    return read, []


def _fault(path: Path, read: yaml_file.Read, problem: Problem) -> Fault:
    at = read.place_of(problem.path)
    return Fault(path, at.line, at.column, _cut(problem.wrong), _cut(problem.instead))


def _cut(words: str) -> str:
    """What was found in a file is said again, but not a page of it."""
    return words if len(words) <= LONGEST_SAID else f"{words[:LONGEST_SAID]}…"


def _disagreements(files: dict[Path, yaml_file.Read]) -> Iterator[Fault]:
    by_name = {str(path): (path, read) for path, read in files.items()}
    contents = {name: read.content for name, (_, read) in by_name.items()}
    for name, problem in disagreements(contents):
        path, read = by_name[name]
        yield _fault(path, read, problem)


def check_for(path: Path) -> Check:
    if path.parent.name == SECTIONS:
        return problems_of_shared_section
    return _LISTS.get(path.name, problems_of_template)


_LISTS: dict[str, Check] = {
    STANDARDS_FILE: lambda content, known: (
        problems_in(content, STANDARDS) or problems_of_standards(content)
    ),
    TIMESCALES_FILE: lambda content, known: (
        problems_in(content, TIMESCALES) or problems_of_timescales(content)
    ),
    SCALE_FILE: lambda content, known: (
        problems_in(content, USUAL_SCALE) or [*problems_of_scale(content["scale"])]
    ),
    THEMES_FILE: lambda content, known: problems_in(content, THEMES) or problems_of_themes(content),
}


def _name_of_file(path: Path, content: dict[str, Any]) -> Iterator[Fault]:
    """A file is found by its name, so its name says what is in it."""
    if path.name in _LISTS:
        return
    own = content["id"] if path.parent.name == SECTIONS else content["code"]
    wanted = f"{own}.v{content['version']}.yaml"
    if path.name != wanted:
        yield Fault(path, 1, 1, f"The file is called {path.name}", f"Call it {wanted}")


@cache
def known_in(where: Path) -> Known:
    """What the templates of a folder may refer to. Files that are wrong are left out; the check names them."""
    alone = Known(statuses=frozenset(one.code for one in DEFAULTS))
    sections = check_files(sorted((where / SECTIONS).glob("*.yaml")), alone).contents
    return Known(
        shared={(one["id"], one["version"]): one for one in sections},
        scale=_list(where / SCALE_FILE).get("scale", ()),
        statuses=alone.statuses,
        timescales=frozenset(
            one["code"] for one in _list(where / TIMESCALES_FILE).get("timescales", ())
        ),
        standards=frozenset(
            one["number"] for one in _list(where / STANDARDS_FILE).get("standards", ())
        ),
    )


def _list(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    read, _ = check_file(path, Known())
    return read.content if read else {}


def known() -> Known:
    return known_in(folder())


@cache
def themes() -> dict[str, Any]:
    return _list(folder() / THEMES_FILE)


@cache
def list_of_themes() -> tuple[Theme, ...]:
    return tuple(themes_from(themes()))


@cache
def standards() -> dict[str, Any]:
    return _list(folder() / STANDARDS_FILE)


@cache
def timescales() -> dict[str, Any]:
    return _list(folder() / TIMESCALES_FILE)


def templates() -> list[tuple[str, int]]:
    """The codes and numbers of the templates that come with the service."""
    found = [VERSIONED.fullmatch(path.name) for path in sorted(folder().glob("*.yaml"))]
    return [(one["name"], int(one["number"])) for one in found if one]


def read(code: str, number: int) -> dict[str, Any]:
    """As its author wrote it."""
    path = folder() / f"{code}.v{number}.yaml"
    found, faults = check_file(path, known())
    if found is None:
        raise ValueError(str(faults[0]))
    content: dict[str, Any] = found.content
    return content


@cache
def used() -> tuple[Owned, ...]:
    """What the ids of the library stand for: whoever words one anew asks something of their own."""
    contents = [*known().shared.values(), *(read(code, number) for code, number in templates())]
    return tuple(
        Owned(owner_of(one), one.get("name") or one["heading"], used_in(one)) for one in contents
    )


def read_whole(code: str, number: int) -> dict[str, Any]:
    """With its shared sections written out."""
    return expanded(read(code, number), known())


def whole(content: dict[str, Any], path: Path) -> dict[str, Any]:
    """A template of a file with its shared sections written out; another file as it is."""
    if "sections" not in content:
        return content
    own = known_in(path.parent) if (path.parent / SECTIONS).is_dir() else known()
    return expanded(content, own)
