"""The one error that a rule raises, and what it says."""

from collections.abc import Iterator
from contextlib import contextmanager


class Reason(str):
    """A sentence that says no, and the question that it is about, by its name in a form that asks it."""

    about: str

    def __new__(cls, sentence: str, about: str) -> "Reason":
        made = super().__new__(cls, sentence)
        made.about = about
        return made


class DomainError(Exception):
    """A rule said no. Each reason is a sentence for the person who asked."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(*reasons)
        self.reasons = reasons


@contextmanager
def about(question: str) -> Iterator[None]:
    """Whatever a rule says no to in here is about this question."""
    try:
        yield
    except DomainError as refused:
        raise DomainError(*(Reason(one, question) for one in refused.reasons)) from None
