"""A dip sample as somebody was given it: many records of one round, looked at together."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sample:
    """How many records it has, how many of them are done, and how many somebody still has to look at."""

    name: str
    number: int
    done: int
    left: int

    @property
    def named(self) -> str:
        """“Dip sample of return interviews, 20 records”."""
        return f"{self.name}, {self.number} {'record' if self.number == 1 else 'records'}"

    @property
    def words(self) -> str:
        return f"{self.named}: {self.done} done"

    @property
    def progress(self) -> str:
        return f"{self.done} of {self.number} done"
