"""What an answer may look like, and what to say when it does not."""

import re
from typing import Any

from wtforms.validators import StopValidation


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
        if len(field.data) > self.most:
            raise StopValidation(f"Use {self.most:,} characters or fewer")


class Pattern:
    def __init__(self, pattern: str, message: str) -> None:
        self.pattern, self.message = re.compile(pattern), message

    def __call__(self, form: Any, field: Any) -> None:
        if not self.pattern.fullmatch(field.data):
            raise StopValidation(self.message)
