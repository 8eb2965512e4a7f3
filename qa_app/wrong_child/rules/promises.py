"""A promise to a child or a family that stands while its audit is shut."""

from dataclasses import dataclass
from datetime import date

TO_WHOM = {"CHILD": "the child or young person", "FAMILY": "the family"}
OF_WHAT = {
    "WORRY": "what came of a worry",
    "COMPLAINT": "what came of a complaint",
    "HEAR_BACK": "what came of the audit",
}


@dataclass(frozen=True)
class Promise:
    """To tell somebody what came of something: the names of whom and of what, and two days."""

    kind: str
    part: str
    since: date
    by: date

    @property
    def words(self) -> str:
        return f"To tell {TO_WHOM[self.part]} {OF_WHAT[self.kind]}"
