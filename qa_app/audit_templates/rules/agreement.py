"""Whether the files of a library agree with each other, and what each of them holds."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from qa_app.audit_templates.rules.shape import Path, Problem
from qa_app.audit_templates.rules.words import CONCEPTS, Kind

Content = Mapping[str, Any]
Placed = tuple[str, Path, Content]

# Beside what may be chosen: what a number counts, and what the ends of a scale mean.
READ_BY = ("unit", "low", "high")


def disagreements(contents: Mapping[str, Content]) -> Iterator[tuple[str, Problem]]:
    """One id means one thing: by file, what is said otherwise elsewhere.

    A copy of a template, or of a shared section, keeps the ids of its sections: they are about the
    same. Versions of one may change that, and say so; a question that is worded anew takes an id
    of its own.
    """
    questions: dict[str, Placed] = {}
    sections: dict[str, tuple[str, str, str]] = {}
    for file, content in contents.items():
        owner = owner_of(content)
        for path, section in sections_in(content):
            if "id" not in section:
                continue
            here = file, owner, section["concept"]
            first, holder, concept = sections.setdefault(section["id"], here)
            if holder != owner and concept != section["concept"]:
                wrong = f"The section {section['id']} is about {CONCEPTS[concept]} in {first}"
                yield file, Problem((*path, "id"), wrong, "Give one of them another id")
        for path, question in questions_in(content):
            first, _, other = questions.setdefault(question["id"], (file, path, question))
            if meaning(other) != meaning(question):
                wrong = f"The question {question['id']} is not what it is in {first}"
                yield file, Problem((*path, "id"), wrong, "Give this one an id of its own, or write both alike")  # fmt: skip


def owner_of(content: Content) -> str:
    return str(content.get("code") or content.get("id") or "")


def sections_in(content: Content) -> Iterator[tuple[Path, Content]]:
    if "sections" in content:
        for at, section in enumerate(content["sections"]):
            yield ("sections", at), section
    elif "heading" in content:
        yield (), content


def meaning(question: Content) -> tuple[Any, ...]:
    """What makes it the same question: its words, how it is answered and how an answer is read.

    Neither the order of what may be chosen nor the spaces between words make it another.
    """
    options = {(one["option"], _plain(one["words"])) for one in question.get("options", ())}
    read = tuple(_plain(question.get(name, "")) for name in READ_BY)
    return _plain(question["text"]), kind_of(question), frozenset(options), *read


def kind_of(question: Content) -> str:
    """As it is answered where its author says nothing of it."""
    return str(question.get("kind", Kind.YES_PARTLY_NO))


def _plain(words: str) -> str:
    return " ".join(words.split())


def questions_in(content: Content) -> Iterator[tuple[Path, Content]]:
    """The questions that a file writes itself, not those it takes from elsewhere."""
    for path, section in sections_in(content):
        for name in ("questions", "also"):
            for at, question in enumerate(section.get(name, ())):
                yield (*path, name, at), question


def ids_in(content: Content) -> set[str]:
    """Of its sections and questions, but not of what it takes from elsewhere."""
    sections = {one["id"] for _, one in sections_in(content) if "id" in one}
    return sections | {one["id"] for _, one in questions_in(content)}


def ids_named_in(content: Content) -> set[str]:
    """Whatever its conditions, questions and rules name, whether or not it is still there."""
    named = {one for rule in content.get("rules", ()) for one in _list(rule.get("sections"))}
    for _, section in sections_in(content):
        named |= _awaited(section) | {*section.get("only", ())} | {*_given(section, "use")}
    for _, question in questions_in(content):
        named |= _awaited(question) | {*_given(question, "continues")}
    return named


def _list(sections: object) -> Sequence[str]:
    return sections if isinstance(sections, list) else ()


def _given(part: Content, name: str) -> Sequence[str]:
    return [part[name]] if name in part else []


def _awaited(part: Content) -> set[str]:
    return {one["question"] for one in part.get("shown_when", {}).get("answers", ())}


def without_own_words(whole: Content) -> list[str]:
    """Headings of graded sections that have only the scale's general descriptors."""
    general = {one["grade"]: one.get("descriptor") for one in whole["scale"]}
    return [
        section["heading"]
        for section in whole["sections"]
        if section.get("graded", True)
        and any(general[grade] == words for grade, words in section["descriptors"].items())
    ]
