"""A template with its shared sections written out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from qa_app.audit_templates.rules.shape import Problem

Shared = Mapping[tuple[str, int], Mapping[str, Any]]


@dataclass(frozen=True)
class Known:
    """What a template may refer to, outside itself."""

    shared: Shared = field(default_factory=dict)
    scale: Sequence[Mapping[str, Any]] = ()
    statuses: frozenset[str] = frozenset()
    timescales: frozenset[str] = frozenset()
    standards: frozenset[int] = frozenset()


def problems_of_use(content: Mapping[str, Any], shared: Shared) -> Iterator[Problem]:
    """What is included and is not there to be included."""
    for index, section in enumerate(content["sections"]):
        if "use" not in section:
            continue
        path = ("sections", index)
        found = shared.get((section["use"], section["version"]))
        if found is None:
            yield _no_such(section, shared, path)
            continue
        there = {one["id"] for one in found.get("questions", ())}
        for at, wanted in enumerate(section.get("only", ())):
            if wanted not in there:
                yield Problem(
                    (*path, "only", at),
                    f"The shared section {section['use']} has no question {wanted}",
                    f"Choose from {', '.join(sorted(there)) or 'none: it has no questions'}",
                )


def _no_such(section: Mapping[str, Any], shared: Shared, path: tuple[str | int, ...]) -> Problem:
    versions = sorted(number for name, number in shared if name == section["use"])
    if versions:
        return Problem(
            (*path, "version"),
            f"{section['use']} has no version {section['version']}",
            f"Choose from {', '.join(map(str, versions))}",
        )
    names = sorted({name for name, _ in shared})
    wrong = f"There is no shared section called {section['use']}"
    return Problem((*path, "use"), wrong, f"Choose from {', '.join(names)}")


def expanded(content: Mapping[str, Any], known: Known) -> dict[str, Any]:
    """Whole, so that nobody needs the files beside it to read it again years later."""
    scale = content.get("scale", known.scale)
    grades = {one["grade"]: one.get("descriptor") for one in scale}
    sections = [
        _with_descriptors(_written_out(one, known.shared), grades) for one in content["sections"]
    ]
    return {**content, "scale": [*scale], "sections": sections}


def _written_out(section: Mapping[str, Any], shared: Shared) -> dict[str, Any]:
    if "use" not in section:
        return dict(section)
    found = shared[section["use"], section["version"]]
    only = section.get("only")
    taken = [one for one in found.get("questions", ()) if only is None or one["id"] in only]
    own = {name: value for name, value in found.items() if name not in ("version", "questions")}
    if "shown_when" in section:
        own["shown_when"] = section["shown_when"]
    return own | {"questions": [*taken, *section.get("also", ())]}


def _with_descriptors(section: dict[str, Any], grades: Mapping[str, str | None]) -> dict[str, Any]:
    """The scale's own words stand where a section has none."""
    if not section.get("graded", True):
        return section
    own = section.get("descriptors", {})
    words = {grade: own.get(grade) or general for grade, general in grades.items()}
    return section | {"descriptors": {grade: says for grade, says in words.items() if says}}


def is_described_by(section: Mapping[str, Any], scale: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a section says what each of these grades looks like, by itself or by the scale, and no other."""
    own = section.get("descriptors", {}).keys()
    grades = {one["grade"] for one in scale}
    general = {one["grade"] for one in scale if one.get("descriptor")}
    return not section.get("graded", True) or (own <= grades and grades <= own | general)
