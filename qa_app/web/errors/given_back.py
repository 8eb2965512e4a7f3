"""The text of a form that could not be saved, so that nobody types it twice."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from flask import request
from werkzeug.exceptions import HTTPException

from qa_app.web.autosave import WHOSE, is_anothers
from qa_app.web.fields.form import (
    RECEIPT_FIELD,
    carried_names,
    labels_by_name,
    secret_names,
    typed_names,
)
from qa_app.web.searches import is_reading

NEVER = re.compile(r"pass(word|phrase|code)|secret|token|one_time|recovery", re.IGNORECASE)
# Whoever draws boxes that no form class names says here what they are called.
boxes_in_words: list[Callable[[str], str | None]] = []
SHORTEST_BOX, TALLEST_BOX = 1, 20


@dataclass(frozen=True)
class GivenBack:
    id: str
    label: str
    text: str

    @property
    def rows(self) -> int:
        lines = sum(1 + len(line) // 60 for line in self.text.split("\n"))
        return max(SHORTEST_BOX, min(TALLEST_BOX, lines))


def text_given_back() -> list[GivenBack]:
    """Nothing to another site, which may have sent the words itself."""
    if is_reading() or request.headers.get("Sec-Fetch-Site") == "cross-site":
        return []
    try:
        typed = [*request.form.items(multi=True)]
    except HTTPException:
        return []  # too large to read; the page says where the text still is
    if is_anothers(request.form.get(WHOSE)):
        return []
    shown = [(name, text) for name, text in typed if text.strip() and was_typed(name)]
    return [
        GivenBack(f"given-back-{number}", as_words(name), text)
        for number, (name, text) in enumerate(shown, 1)
    ]


def was_typed(name: str) -> bool:
    """By the person, and not a secret. A name that no form knows may have been."""
    is_carried = name == RECEIPT_FIELD or names_in(name) & carried_names - typed_names
    return not is_carried and not is_secret(name)


def is_secret(name: str) -> bool:
    return bool(NEVER.search(name) or names_in(name) & secret_names)


def names_in(name: str) -> set[str]:
    """A form with a prefix puts it before its fields' names."""
    return {name, name.rsplit("-", 1)[-1]}


def as_words(name: str) -> str:
    """What stands above the box, as far as a name alone tells; else the name itself."""
    for in_words in boxes_in_words:
        if words := in_words(name):
            return words
    labels = labels_by_name.get(name, set())
    if len(labels) == 1:
        return [*labels][0]
    words = name.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:] or "Text"
