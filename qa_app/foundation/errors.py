"""The one error that a rule raises, and what it says."""


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
