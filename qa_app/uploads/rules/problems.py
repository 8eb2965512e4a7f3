"""What was wrong in a file, where, and what was done about it."""

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
    def where(self) -> str:
        if self.cell:
            return f"{self.sheet}, cell {self.cell}"
        return f"{self.sheet}, row {self.row}" if self.row else self.sheet
