"""A draft at a glance, and where in the editor each of its problems is mended."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from qa_app.audit_templates.rules.editing import questions_of, section_id
from qa_app.audit_templates.rules.expanding import Known
from qa_app.audit_templates.rules.form_words import in_form_words
from qa_app.audit_templates.rules.shape import Path, Problem
from qa_app.audit_templates.rules.words import CONCEPTS, RULES

Content = Mapping[str, Any]


@dataclass(frozen=True)
class Row:
    """A section of the draft."""

    id: str
    heading: str
    concept: str
    questions: int
    graded: bool
    critical: bool
    shared: bool


class Page(StrEnum):
    """Where something is mended."""

    DETAILS = "Details"
    SCALE = "Scale"
    RULE = "Rule"
    SECTIONS = "Sections"
    SECTION = "Section"
    QUESTION = "Question"
    SHOWN = "When it is shown"
    DETACH = "Edit a shared section for this template alone"


@dataclass(frozen=True)
class Pointer:
    """A problem in words, and its place."""

    page: Page
    where: str
    words: str
    field: str = ""
    section: str | None = None
    question: str | None = None
    rule: int | None = None


def whole_section(section: Content, known: Known) -> Content:
    """As its author wrote it, whether here or in the library."""
    if "use" not in section:
        return section
    missing = {"id": section["use"], "heading": section["use"], "concept": ""}
    return known.shared.get((section["use"], section["version"]), missing)


def asked_in(section: Content, known: Known) -> list[Content]:
    """Its questions, in the order in which they are asked."""
    questions = whole_section(section, known).get("questions", ())
    if "use" not in section:
        return [*questions]
    only = section.get("only")
    return [
        *(one for one in questions if only is None or one["id"] in only),
        *section.get("also", ()),
    ]


def outline(content: Content, known: Known) -> Iterator[Row]:
    for section in content["sections"]:
        whole = whole_section(section, known)
        yield Row(
            id=section_id(section),
            heading=whole["heading"],
            concept=CONCEPTS.get(whole["concept"], ""),
            questions=len(asked_in(section, known)),
            graded=whole.get("graded", True),
            critical=whole.get("critical", False),
            shared="use" in section,
        )


def asked_before(content: Content, known: Known, wanted: str, question_id: str = "") -> list[Content]:  # fmt: skip
    """The questions before a section, or before a question of it."""
    found: list[Content] = []
    for section in content["sections"]:
        here = section_id(section) == wanted
        if here and not question_id:
            return found
        for question in asked_in(section, known):
            if here and question["id"] == question_id:
                return found
            found.append(question)
    return found


def pointers_to(problems: Sequence[Problem], content: Content, known: Known) -> list[Pointer]:
    """Where each is mended; what one part says of several grades is one thing to mend."""
    names = _names(content, known)
    return [
        _place(one.path, in_form_words(one, names), content, known) for one in _gathered(problems)
    ]


_NO_GRADE = " is no grade of the scale"


def _gathered(problems: Sequence[Problem]) -> Iterator[Problem]:
    """The grades that a rule or a section names and the scale does not have, named in one."""
    grades: dict[Path, dict[str, None]] = {}
    for one in problems:
        if one.wrong.endswith(_NO_GRADE):
            grades.setdefault(one.path[:2], {})[one.wrong.removesuffix(_NO_GRADE)] = None
    for one in problems:
        if not one.wrong.endswith(_NO_GRADE):
            yield one
        elif gone := grades.pop(one.path[:2], None):
            yield replace(one, wrong=" and ".join(gone) + _NO_GRADE)


def _names(content: Content, known: Known) -> dict[str, str]:
    """Codes that a file is written in, each with the words that the page shows."""
    asked = [one for section in content["sections"] for one in asked_in(section, known)]
    words = {
        **{one["grade"]: one["words"] for one in (*known.scale, *content.get("scale", ()))},
        **{row.id: row.heading for row in outline(content, known)},
        **{one["id"]: one["text"] for one in asked},
    }
    return {str(code): says for code, says in words.items()}


def _place(path: Path, words: str, content: Content, known: Known) -> Pointer:
    first, *rest = path or ("",)
    if first == "scale":
        return Pointer(Page.SCALE, "The scale", words)
    if first == "rules" and rest:
        rule = content["rules"][rest[0]]["rule"]
        field = str(rest[1]) if len(rest) > 1 else ""
        return Pointer(Page.RULE, f"Rule {int(rest[0]) + 1}, “{RULES.get(rule, rule)}”", words, field, rule=int(rest[0]))  # fmt: skip
    if first == "sections" and rest:
        return _in_section(rest, words, content, known)
    if first == "sections":
        return Pointer(Page.SECTIONS, "The sections", words)
    return Pointer(Page.DETAILS, "The details", words, str(rest[0] if rest else first))


def _in_section(rest: list[str | int], words: str, content: Content, known: Known) -> Pointer:
    section = content["sections"][rest[0]]
    own, heading = section_id(section), whole_section(section, known)["heading"]
    inside = rest[1:]
    if len(inside) > 1 and inside[0] == questions_of(section) and isinstance(inside[1], int):
        question = section[questions_of(section)][inside[1]]
        page = Page.SHOWN if "shown_when" in inside else Page.QUESTION
        field = str(inside[2]) if len(inside) > 2 else "text"
        return Pointer(page, f"“{question['text']}”", words, field, own, question["id"])
    if "descriptors" in inside:
        return _about_grades(section, Pointer(Page.SECTION, f"“{heading}”", words, "", own), content, known)  # fmt: skip
    page = Page.SHOWN if "shown_when" in inside else Page.SECTION
    return Pointer(page, f"“{heading}”", words, str(inside[0]) if inside else "", own)


def _about_grades(section: Content, pointer: Pointer, content: Content, known: Known) -> Pointer:
    """At the first grade of which nothing is said; a shared section says nothing until it is written out."""
    if "use" in section:
        return replace(pointer, page=Page.DETACH)
    scale, said = content.get("scale", known.scale), section.get("descriptors", {})
    silent = (
        at
        for at, one in enumerate(scale, 1)
        if one["grade"] not in said and not one.get("descriptor")
    )
    return replace(pointer, field=f"descriptor_{next(silent, 1)}")
