"""What is wrong with a question, and with a condition on whom it is for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qa_app.audit_templates.rules.expanding import Known
from qa_app.audit_templates.rules.lines import alike
from qa_app.audit_templates.rules.shape import Path, Problem
from qa_app.audit_templates.rules.words import (
    ANSWERS,
    MOST_WORDS,
    WITH_OPTIONS,
    Kind,
)

Content = Mapping[str, Any]


@dataclass(frozen=True)
class Placed:
    """A question and the place that is to be named when it is wrong."""

    path: Path
    content: Content


def problems_of_when(when: Content, path: Path, known: Known) -> Iterator[Problem]:
    """Statuses and ages, wherever they say for whom something is."""
    for at, status in enumerate(when.get("statuses", ())):
        if known.statuses and status not in known.statuses:
            yield Problem(
                (*path, "statuses", at),
                f"There is no status {status}",
                f"Choose from {', '.join(sorted(known.statuses))}",
            )
    ages = when.get("ages", {})
    if "from" in ages and "to" in ages and ages["from"] > ages["to"]:
        wrong = f"The ages go from {ages['from']} to {ages['to']}"
        yield Problem((*path, "ages"), wrong, "Put the younger age first")


def repeated(ids: Sequence[tuple[Path, str]], what: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for path, one in ids:
        if one in seen:
            wrong = f"Two have the {what} id {one}" if what != "grade" else f"Two grades are {one}"
            yield Problem(path, wrong, "Give this one an id of its own")
        seen.add(one)


def answers_of(question: Content) -> list[str]:
    kind = Kind(question.get("kind", Kind.YES_PARTLY_NO))
    if kind in WITH_OPTIONS:
        return [one["option"] for one in question.get("options", ())]
    return [*ANSWERS.get(kind, ())]


def problems_of_question(placed: Placed, known: Known) -> Iterator[Problem]:
    question, path = placed.content, placed.path
    kind = Kind(question.get("kind", Kind.YES_PARTLY_NO))
    for check in (_wording, _fitting_kind, _references):
        for problem in check(question, kind, known):
            yield Problem((*path, *problem.path), problem.wrong, problem.instead)
    yield from problems_of_when(question.get("shown_when", {}), (*path, "shown_when"), known)


def _wording(question: Content, kind: Kind, known: Known) -> Iterator[Problem]:
    text = question["text"]
    if (words := len(text.split())) > MOST_WORDS:
        yield Problem(("text",), f"The question is {words} words long", f"Use {MOST_WORDS} words or fewer; put the rest in help")  # fmt: skip
    if text.count("?") > 1:
        yield Problem(("text",), "The question asks more than one thing", "Write one question for each idea")  # fmt: skip
    if not text.rstrip().endswith(("?", ".")):
        yield Problem(("text",), "The question has no end", "End it with a question mark or a full stop")  # fmt: skip


def _fitting_kind(question: Content, kind: Kind, known: Known) -> Iterator[Problem]:
    if kind in WITH_OPTIONS and "options" not in question:
        yield Problem((), f"A {kind.value} question has nothing to choose from", "Add options")
    if kind not in WITH_OPTIONS and "options" in question:
        yield Problem(("options",), f"A {kind.value} question has options", "Take them out, or let its kind be pick-one")  # fmt: skip
    yield from repeated(
        [(("options", at), one["option"]) for at, one in enumerate(question.get("options", ()))],
        "option",
    )
    if two := alike(one["words"] for one in question.get("options", ())):
        wrong = "Two options read alike: {} and {}".format(*(f"“{one.strip()}”" for one in two))
        yield Problem(("options",), wrong, "Word one of them differently, or take it out")
    if "unit" in question and kind is not Kind.NUMBER:
        yield Problem(("unit",), f"A {kind.value} question has a unit", "Keep units for numbers")
    for end in ("low", "high"):
        if end in question and kind is not Kind.SCALING:
            yield Problem((end,), f"A {kind.value} question has a “{end}”", "Keep it for scaling")
    answers = answers_of(question)
    if question.get("critical") and "no" not in answers:
        yield Problem(("critical",), "A critical question cannot be answered with no", "Use yes-partly-no or yes-no")  # fmt: skip
    evidence = question.get("evidence")
    for at, answer in enumerate(evidence if isinstance(evidence, list) else ()):
        if answer not in answers:
            yield Problem(("evidence", at), f"{answer} is no answer to this question", f"Choose from {', '.join(answers) or 'always or never'}")  # fmt: skip


def _references(question: Content, kind: Kind, known: Known) -> Iterator[Problem]:
    if question.get("continues") == question["id"]:
        yield Problem(("continues",), "The question continues itself", "Name the older question")
    timescale = question.get("timescale")
    if timescale and known.timescales and timescale not in known.timescales:
        yield Problem(("timescale",), f"There is no time limit {timescale}", f"Choose from {', '.join(sorted(known.timescales))}")  # fmt: skip
    standard = question.get("standard")
    if standard and known.standards and standard not in known.standards:
        yield Problem(("standard",), f"There is no practice standard {standard}", f"Choose from {', '.join(map(str, sorted(known.standards)))}")  # fmt: skip
