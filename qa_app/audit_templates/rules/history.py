"""What a new version may not do to what was published before it."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from qa_app.audit_templates.rules.agreement import (
    READ_BY,
    kind_of,
    meaning,
    questions_in,
    sections_in,
)
from qa_app.audit_templates.rules.expanding import Shared
from qa_app.audit_templates.rules.shape import Path, Problem
from qa_app.audit_templates.rules.words import CONCEPTS

Content = Mapping[str, Any]
LONGEST_MADE = 48


@dataclass(frozen=True)
class Used:
    """The ids of one published version, and what each of them stands for."""

    questions: Mapping[str, Content]
    sections: Mapping[str, str]


@dataclass(frozen=True)
class Owned:
    """The same, with the template it is of."""

    code: str
    name: str
    used: Used


def used_in(content: Content) -> Used:
    """Of each question what makes it the same, and of each section its concept: comparisons follow it."""
    return Used(
        {one["id"]: _what_it_asks(one) for _, one in questions_in(content)},
        {one["id"]: one["concept"] for _, one in sections_in(content) if "id" in one},
    )


def _what_it_asks(question: Content) -> Content:
    names = ("id", "text", "kind", "options", *READ_BY)
    return {name: question[name] for name in names if name in question}


@dataclass(frozen=True)
class Asked:
    """A question as it was first worded, and the template in which it was."""

    question: Content
    code: str
    name: str


class Past:
    """What every id stands for already; whoever used it first says what it means."""

    def __init__(self, all_used: Iterable[Owned]) -> None:
        self.codes: set[str] = set()
        self.asked: dict[str, Asked] = {}
        self.sections: dict[str, dict[str, Owned]] = {}
        self.concepts: dict[tuple[str, str], set[str]] = {}
        for one in all_used:
            self.codes.add(one.code)
            for own, question in one.used.questions.items():
                self.asked.setdefault(own, Asked(question, one.code, one.name))
            for own, concept in one.used.sections.items():
                self.sections.setdefault(own, {}).setdefault(one.code, one)
                self.concepts.setdefault((own, one.code), set()).add(concept)

    @property
    def ids(self) -> set[str]:
        return {*self.asked, *self.sections}

    def is_worded_anew(self, question: Content) -> bool:
        """Whether its id means something else already."""
        before = self.asked.get(question["id"])
        return before is not None and meaning(before.question) != meaning(question)

    def is_answered_anew(self, question: Content) -> bool:
        """Whether its id is of a question that is answered in another way: no figure runs on."""
        before = self.asked.get(question["id"])
        return before is not None and kind_of(before.question) != kind_of(question)

    def other_concept(self, section: Content, code: str) -> tuple[str, str] | None:
        """The template that means another concept by the id of this section, and that concept.

        A template's own versions may change it, and say so; other templates may not.
        """
        for other, owned in self.sections.get(section["id"], {}).items():
            concepts = self.concepts[section["id"], other]
            if other != code and section["concept"] not in concepts:
                return owned.name, min(concepts)
        return None


def problems_of_history(content: Content, past: Past, shared: Shared) -> Iterator[Problem]:
    """An id keeps its meaning for ever: a question that is worded anew takes an id of its own."""
    for path, question in [*questions_in(content), *_taken(content, shared)]:
        if past.is_worded_anew(question):
            yield _reworded(path, question, past.asked[question["id"]], content["code"])
    yield from _continued(content, past, shared)
    for path, section in sections_in(content):
        if "id" in section and (other := past.other_concept(section, content["code"])):
            name, concept = other
            wrong = f"The section id {section['id']} stands for {CONCEPTS[concept]} in “{name}”"
            yield Problem((*path, "id"), wrong, "Give this section an id of its own")


def _continued(content: Content, past: Past, shared: Shared) -> Iterator[Problem]:
    """Figures run on from one question that was asked before, and was answered in the same way."""
    by: dict[str, str] = {
        one["continues"]: one["id"] for _, one in _taken(content, shared) if "continues" in one
    }
    for path, question in questions_in(content):
        if (older := question.get("continues")) in (None, question["id"]):
            continue
        where, before = (*path, "continues"), past.asked.get(older)
        if before is None:
            wrong = f"No earlier version has a question {older}"
            yield Problem(where, wrong, "Name the older question, or take the line out")
        elif kind_of(before.question) != kind_of(question):
            wrong = f"It continues {older}, which is answered in another way"
            yield Problem(where, wrong, "Take the line out: figures cannot run on")
        elif by.setdefault(older, question["id"]) != question["id"]:
            wrong = f"Both {by[older]} and {question['id']} continue {older}"
            yield Problem(where, wrong, "Let one of them continue it")


def _taken(content: Content, shared: Shared) -> Iterator[tuple[Path, Content]]:
    """The questions that it takes from shared sections."""
    for path, section in sections_in(content):
        if "use" in section:
            only = section.get("only")
            for one in shared[section["use"], section["version"]].get("questions", ()):
                if only is None or one["id"] in only:
                    yield (*path, "use"), one


def _reworded(path: Path, question: Content, before: Asked, code: str) -> Problem:
    own = question["id"]
    verb, where = ("was", "before") if before.code == code else ("is", f"in “{before.name}”")
    if before.question["text"] != question["text"]:
        wrong = f"{own} {verb} worded “{before.question['text']}” {where}"
    else:
        wrong = f"{own} {verb} answered in another way {where}"
    if path[-1] == "use":
        return Problem(path, wrong, "Edit the section for this template alone, and save the question anew")  # fmt: skip
    instead = "Give it a new id; say that it continues the old one if it asks the same"
    return Problem((*path, "id"), wrong, instead)


def most_alike(asked: Set[str], by: Mapping[int, Set[str]]) -> int | None:
    """Whichever asks most of these questions, and half of them or more; of two that are alike the last."""
    shared = {one: len(asked & theirs) for one, theirs in by.items()}
    likely = [one for one in by if shared[one] and 2 * shared[one] >= len(asked)]
    likely.sort(key=lambda one: (shared[one], -len(by[one])))
    return likely[-1] if likely else None


def new_id(wanted: str, taken: Collection[str]) -> str:
    """The wanted id, or the first with a number behind it that nobody has had."""
    wanted = wanted[:LONGEST_MADE].strip("-")
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"


def code_from(words: str, otherwise: str) -> str:
    """A code that people would recognise, made from the words."""
    plain = normalize("NFKD", words).encode("ascii", "ignore").decode().lower().replace("'", "")
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:LONGEST_MADE].strip("-") or otherwise
