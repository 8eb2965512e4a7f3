"""What a new version may not do to the versions before it."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any
from unicodedata import normalize

from qa_app.audit_templates.rules.agreement import meaning, questions_in
from qa_app.audit_templates.rules.shape import Path, Problem

Content = Mapping[str, Any]
LONGEST_MADE = 48


def first_meanings(earlier: Sequence[Content]) -> dict[str, Content]:
    """Every question that was ever asked under this template's code, as it was first worded."""
    asked: dict[str, Content] = {}
    for content in earlier:
        for _, question in questions_in(content):
            asked.setdefault(question["id"], question)
    return asked


def problems_of_history(
    content: Content, earlier: Sequence[Content], elsewhere: Collection[str] = ()
) -> Iterator[Problem]:
    """An id keeps its meaning for ever: a question that is worded anew takes an id of its own.

    What it continues is a question of an earlier version, or one that is asked elsewhere.
    """
    asked = first_meanings(earlier)
    here = {question["id"] for _, question in questions_in(content)} | {*elsewhere}
    for path, question in questions_in(content):
        before = asked.get(question["id"])
        if before and meaning(before) != meaning(question):
            yield _reworded(path, question, before)
        continued = question.get("continues")
        if earlier and continued and continued not in asked and continued not in here:
            yield Problem(
                (*path, "continues"),
                f"No earlier version has a question {continued}",
                "Name the older question, or take the line out",
            )


def _reworded(path: Path, question: Content, before: Content) -> Problem:
    if before["text"] != question["text"]:
        wrong = f"{question['id']} was worded “{before['text']}” before"
    else:
        wrong = f"{question['id']} was answered in another way before"
    instead = "Give it a new id; say that it continues the old one if it asks the same"
    return Problem((*path, "id"), wrong, instead)


def new_id(wanted: str, taken: Collection[str]) -> str:
    """The wanted id, or the first with a number behind it that nobody has had."""
    wanted = wanted[:LONGEST_MADE].strip("-")
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"


def is_worded_anew(question: Content, asked: Mapping[str, Content]) -> bool:
    """Whether its id means something else already, in a version that was published."""
    before = asked.get(question["id"])
    return before is not None and meaning(before) != meaning(question)


def code_from(words: str, otherwise: str) -> str:
    """A code that people would recognise, made from the words."""
    plain = normalize("NFKD", words).encode("ascii", "ignore").decode().lower().replace("'", "")
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:LONGEST_MADE].strip("-") or otherwise
