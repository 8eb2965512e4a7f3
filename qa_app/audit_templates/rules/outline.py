"""A draft at a glance, and where in the editor each of its problems is mended."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from qa_app.audit_templates.rules.editing import questions_of, section_id
from qa_app.audit_templates.rules.expanding import Known
from qa_app.audit_templates.rules.shape import Path, Problem
from qa_app.audit_templates.rules.words import CONCEPTS, KINDS, RULES

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


# What a file would have to say, and what is done in the editor instead.
_INSTEAD = {
    "Let counts_as_good be true for the first grades and false for the last": "Say which grades count as good",
    "Take the descriptors out, or take out graded: false": "Empty what each grade looks like, or let the section be graded",
    "Give it a new id; say that it continues the old one if it asks the same": "Open the question and save it. The page asks whether it still asks the same",
    "Give this section an id of its own": "Open the section and save it. It is then given an id of its own",
    "Take it out, or let overall be graded": "Take it out, or let the audit end with an overall grade",
    "Take them out, or let its kind be pick-one": "Let it be answered by choosing of a list",
    "Give it from 1 to 40": "Add a section",
}  # fmt: skip
_WRONG = {"“sections” has 0 in it": "The template has no sections"}
_CODE = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)+|[a-z]+[0-9]+[a-z]?")


def pointer_to(problem: Problem, content: Content, known: Known) -> Pointer:
    names = _names(content, known)
    wrong = _WRONG.get(problem.wrong, problem.wrong)
    instead = _INSTEAD.get(problem.instead, problem.instead)
    end = "" if instead.endswith("?") else "."
    said = f"{wrong}. {instead}{end}"
    words = _CODE.sub(lambda code: names.get(code[0], code[0]), said)
    return _place(problem.path, words, content, known)


def _names(content: Content, known: Known) -> dict[str, str]:
    """Codes that a file is written in, each with the words that the page shows."""
    asked = [one for section in content["sections"] for one in asked_in(section, known)]
    words = {
        **{kind: says for kind, says in KINDS.items()},
        **{rule: says for rule, says in RULES.items()},
        **{one["grade"]: one["words"] for one in content.get("scale", known.scale)},
        **{row.id: row.heading for row in outline(content, known)},
        **{one["id"]: one["text"] for one in asked},
    }
    return {str(code): f"“{says}”" for code, says in words.items()}


def _place(path: Path, words: str, content: Content, known: Known) -> Pointer:
    first, *rest = path or ("",)
    if first == "scale":
        return Pointer(Page.SCALE, "The scale", words)
    if first == "rules" and rest:
        rule = content["rules"][rest[0]]["rule"]
        field = str(rest[1]) if len(rest) > 1 else ""
        return Pointer(Page.RULE, f"The rule “{RULES.get(rule, rule)}”", words, field, rule=int(rest[0]))  # fmt: skip
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
    page = Page.SHOWN if "shown_when" in inside else Page.SECTION
    field = "descriptor_1" if "descriptors" in inside else str(inside[0]) if inside else ""
    return Pointer(page, f"“{heading}”", words, field, own)
