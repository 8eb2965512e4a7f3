"""The one error that a rule raises."""


class DomainError(Exception):
    """A rule said no. Each reason is a sentence for the person who asked."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(*reasons)
        self.reasons = reasons
