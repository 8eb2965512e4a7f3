"""What an answer may look like, and what to say when it does not."""

import re
from typing import Any

from wtforms.validators import StopValidation

from qa_app.foundation.typed import length_on_the_page

# Marks that turn the direction of writing, a mark that begins files, and controls. What joins or
# parts letters (U+200C, U+200D) or gives a name its direction (U+200E, U+200F) is part of scripts.
INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# What a text carries along when it is pasted, and what nobody means: a mark that begins files, places
# where a word may be broken or may not, and two more ends of a line.
CARRIED_ALONG = {
    0xFEFF: None,
    0x200B: None,
    0x2060: None,
    0x00AD: None,
    0x2028: "\n",
    0x2029: "\n",
}
BEFORE_IT = 20


def as_meant(text: str) -> str:
    """The text without the marks that a paste carries along, its lines ended in one way."""
    # Browsers send two characters for a new line and count one.
    return text.replace("\r\n", "\n").translate(CARRIED_ALONG).strip()


def refuse_invisible(text: str, *, secret: bool = False) -> None:
    """Raise ValueError where a mark that nobody sees changes what others read."""
    if (found := INVISIBLE.search(text)) is None:
        return
    before = "" if secret else " ".join(text[: found.start()].split())[-BEFORE_IT:].strip()
    where = f"after “{before}”" if before else "in what you entered"
    raise ValueError(f"Take out the invisible mark {where}, or type it again")


class Needed:
    """Stop at an empty answer: with the message when one is needed, quietly when not."""

    def __init__(self, message: str | None) -> None:
        self.message = message

    def __call__(self, form: Any, field: Any) -> None:
        if field.is_empty:
            raise StopValidation(None if field.errors else self.message)
        if field.errors:
            raise StopValidation


class TooLong:
    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, form: Any, field: Any) -> None:
        if length_on_the_page(field.counted) > self.most:
            raise StopValidation(f"Use {self.most:,} characters or fewer")


class Pattern:
    def __init__(self, pattern: str, message: str) -> None:
        self.pattern, self.message = re.compile(pattern), message

    def __call__(self, form: Any, field: Any) -> None:
        if not self.pattern.fullmatch(field.data):
            raise StopValidation(self.message)
