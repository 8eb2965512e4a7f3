"""What was wrong in a file, where, and what was done about it."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """What became of the row. The words are those of the page."""

    REFUSED = "Row not read"
    EMPTIED = "Cell left empty"
    NOTED = "For you to know"


@dataclass(frozen=True)
class Problem:
    """One sentence about one place in a file. It never repeats a name."""

    weight: Weight
    sheet: str
    row: int | None
    cell: str
    sentence: str

    @property
    def kind(self) -> str:
        """The sentence without its numbers and what stands in brackets, alike in problems of one kind."""
        return re.sub(r"\d+|\(.*\)", "", self.sentence)

    @property
    def where(self) -> str:
        if self.cell:
            return f"{self.sheet}, cell {self.cell}"
        return f"{self.sheet}, row {self.row}" if self.row else self.sheet
