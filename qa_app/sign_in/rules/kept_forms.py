"""What is kept of a form whose session was over when it was sent."""

from collections.abc import Iterable
from datetime import datetime, timedelta

KEPT_FOR = timedelta(hours=20)
MOST_CHARACTERS = 400_000
MOST_ANSWERS = 1_000


def worth_keeping(answers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The answers in their order; nothing of a form that is empty or too large to be one."""
    kept = list(answers)
    size = sum(len(name) + len(text) for name, text in kept)
    fits = size <= MOST_CHARACTERS and len(kept) <= MOST_ANSWERS
    return kept if fits and any(text.strip() for _, text in kept) else []


def has_gone(kept_at: datetime, at: datetime) -> bool:
    return at - kept_at >= KEPT_FOR


def is_a_page_of_ours(path: str) -> bool:
    """Whether a page may be returned to after signing in: a path here, never another site."""
    plain = all(character.isprintable() for character in path) and "\\" not in path
    return plain and path.startswith("/") and not path.startswith("//")
