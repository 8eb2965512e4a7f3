"""The text of a form that could not be saved, so that nobody types it twice."""

import re
from dataclasses import dataclass

from flask import request
from werkzeug.exceptions import HTTPException

from qa_app.web.fields.form import RECEIPT_FIELD, secret_names
from qa_app.web.transactions import READS

NEVER = re.compile(r"pass(word|phrase|code)|secret|token|one_time|recovery", re.IGNORECASE)
SHORTEST_BOX, TALLEST_BOX = 2, 20


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
    if request.method in READS or request.headers.get("Sec-Fetch-Site") == "cross-site":
        return []
    try:
        typed = [*request.form.items(multi=True)]
    except HTTPException:
        return []  # too large to read; the page says where the text still is
    shown = [(name, text) for name, text in typed if text.strip() and not is_secret(name)]
    return [
        GivenBack(f"given-back-{number}", as_words(name), text)
        for number, (name, text) in enumerate(shown, 1)
    ]


def is_secret(name: str) -> bool:
    last = name.rsplit("-", 1)[-1]
    return name == RECEIPT_FIELD or bool(NEVER.search(name)) or {name, last} & secret_names != set()


def as_words(name: str) -> str:
    words = name.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:] or "Text"
