"""A form that knows which version of a record it was filled in from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qa_app.web.fields import Form, hidden


@dataclass(frozen=True)
class Difference:
    """One question on which two people wrote different things."""

    question: str
    saved: str
    yours: str


class VersionedForm(Form):
    """Two people who change one record: the second sees both texts, and decides."""

    version = hidden()
    overtaken = (
        "Somebody else changed this while your page was open. "
        "Compare the two, then save again to keep yours."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.differences: list[Difference] = []
        super().__init__(*args, **kwargs)

    def is_overtaken(self, version: int | str, saved: Mapping[str, str]) -> bool:
        """`saved` is what the record says now, question by question, as its page says it."""
        if self.version.data == str(version):
            return False
        self.version.data = str(version)
        self.differences = [
            Difference(self[name].label.text, words or "Nothing", in_words(self[name]) or "Nothing")
            for name, words in saved.items()
            if words != in_words(self[name])
        ]
        self.refuse(self.overtaken)
        return True


def in_words(field: Any) -> str:
    """An answer as a person reads it: the words of a choice rather than its value."""
    options = getattr(field, "options", None)
    if isinstance(field.data, list):
        return ", ".join(words for value, words in options or () if value in field.data)
    if options is not None:
        return dict(options).get(field.data or "", "")
    if hasattr(field, "typed"):
        return f"{field.data.day} {field.data:%B %Y}" if field.data else ""
    return field.shown
