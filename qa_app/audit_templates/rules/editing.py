"""What the editor does to a template: each takes the content and gives a new one."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from qa_app.audit_templates.rules.expanding import Known, expanded
from qa_app.audit_templates.rules.history import new_id
from qa_app.foundation.errors import DomainError

Content = Mapping[str, Any]
Edited = dict[str, Any]


def _copy(content: Content) -> Edited:
    return deepcopy(dict(content))


def section_id(section: Content) -> str:
    return str(section.get("use") or section["id"])


def section_at(content: Content, wanted: str) -> int:
    """Raise DomainError where somebody else has taken it out meanwhile."""
    for at, section in enumerate(content["sections"]):
        if section_id(section) == wanted:
            return at
    raise DomainError("This section is no longer part of the template")


def question_at(section: Content, wanted: str) -> int:
    for at, question in enumerate(section.get("questions", ())):
        if question["id"] == wanted:
            return at
    raise DomainError("This question is no longer part of the section")


def with_values(content: Content, values: Mapping[str, Any]) -> Edited:
    """A value of None takes its line out."""
    edited = _copy(content)
    for name, value in values.items():
        if value is None:
            edited.pop(name, None)
        else:
            edited[name] = deepcopy(value)
    return edited


def with_section(content: Content, section: Content) -> Edited:
    """At the end; it can be moved up."""
    edited = _copy(content)
    edited["sections"].append(dict(section))
    return edited


def with_section_values(content: Content, wanted: str, values: Mapping[str, Any]) -> Edited:
    edited = _copy(content)
    at = section_at(content, wanted)
    edited["sections"][at] = with_values(edited["sections"][at], values)
    return edited


def without_section(content: Content, wanted: str) -> Edited:
    edited = _copy(content)
    del edited["sections"][section_at(content, wanted)]
    return edited


def moved(things: Sequence[Any], at: int, by: int) -> list[Any]:
    """One place up or down; the first cannot go up, nor the last down."""
    there = [*things]
    to = min(max(at + by, 0), len(there) - 1)
    there.insert(to, there.pop(at))
    return there


def with_section_moved(content: Content, wanted: str, by: int) -> Edited:
    edited = _copy(content)
    edited["sections"] = moved(edited["sections"], section_at(content, wanted), by)
    return edited


def detached(content: Content, wanted: str, known: Known) -> Edited:
    """A shared section written out, so that it can be edited for this template alone.

    Its questions keep their ids: they ask the same, and figures run on.
    """
    edited = _copy(content)
    at = section_at(content, wanted)
    if "use" in edited["sections"][at]:
        alone = {**edited, "sections": [edited["sections"][at]]}
        written = expanded(alone, known)["sections"][0]
        shared = known.shared[content["sections"][at]["use"], content["sections"][at]["version"]]
        if "descriptors" not in shared:
            written.pop("descriptors", None)
        edited["sections"][at] = deepcopy(written)
    return edited


def with_question(content: Content, wanted: str, question: Content) -> Edited:
    """At the end of its section: of a shared one, among the questions of this template alone."""
    edited = _copy(content)
    section = edited["sections"][section_at(content, wanted)]
    name = "also" if "use" in section else "questions"
    section.setdefault(name, []).append(dict(question))
    return edited


def with_question_in_place(
    content: Content, wanted: str, question_id: str, question: Content
) -> Edited:
    edited = _copy(content)
    section = edited["sections"][section_at(content, wanted)]
    section["questions"][question_at(section, question_id)] = dict(question)
    return edited


def without_question(content: Content, wanted: str, question_id: str) -> Edited:
    edited = _copy(content)
    section = edited["sections"][section_at(content, wanted)]
    del section["questions"][question_at(section, question_id)]
    return edited


def with_question_moved(content: Content, wanted: str, question_id: str, by: int) -> Edited:
    edited = _copy(content)
    section = edited["sections"][section_at(content, wanted)]
    section["questions"] = moved(section["questions"], question_at(section, question_id), by)
    return edited


def reworded(question: Content, changed: Content, taken: set[str], *, runs_on: bool) -> Edited:
    """The changed question under an id of its own; figures run on where it still asks the same."""
    anew = dict(changed) | {"id": new_id(question["id"], taken)}
    anew.pop("continues", None)
    return anew | ({"continues": question["id"]} if runs_on else {})


def ids_in(contents: Sequence[Content]) -> set[str]:
    """Every question id that was ever used, so that none is given twice."""
    return {
        question["id"]
        for content in contents
        for section in content["sections"]
        for name in ("questions", "also")
        for question in section.get(name, ())
    }
