"""How much the tables of a whole file hold, counted while they are looked through."""

from qa_app.uploads.safety.limits import (
    LONGEST_TEXT,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_PARSED_ATTRIBUTES,
    MOST_PARSED_TAGS,
    MOST_SHEETS,
    MOST_TEXT,
    TOO_LONG,
    TOO_MANY_CELLS,
    TOO_MANY_SHEETS,
    TOO_MANY_TAGS,
    TOO_MUCH_TEXT,
    TOO_WIDE,
    Refused,
)


class Extent:
    """How many cells the tables span, each counted from its first corner, and how much text."""

    def __init__(self) -> None:
        self.sheets = self.spanned = self.cells = self.text = 0
        self.tags = self.attributes = 0
        # How long each of the texts is that stand aside from the cells, once for all of them.
        self.shared: list[int] = []

    def begin(self) -> None:
        self.sheets += 1
        if self.sheets > MOST_SHEETS:
            raise Refused(TOO_MANY_SHEETS)

    def check(self, rows: int, columns: int) -> None:
        if columns > MOST_COLUMNS or self.spanned + rows * columns > MOST_CELLS:
            raise Refused(TOO_WIDE)

    def end(self, rows: int, columns: int) -> None:
        self.check(rows, columns)
        self.spanned += rows * columns

    def parse(self, chunk: bytes) -> None:
        self.tags += chunk.count(b"<")
        self.attributes += chunk.count(b"=")
        if self.tags > MOST_PARSED_TAGS or self.attributes > MOST_PARSED_ATTRIBUTES:
            raise Refused(TOO_MANY_TAGS)

    def count(self, cells: int = 1) -> None:
        self.cells += cells
        if self.cells > MOST_CELLS:
            raise Refused(TOO_MANY_CELLS)

    def add_text(self, length: int) -> None:
        self.text += length
        if self.text > MOST_TEXT:
            raise Refused(TOO_MUCH_TEXT)

    def begin_shared(self) -> None:
        self.shared.append(0)

    def add_shared(self, length: int) -> None:
        if self.shared:
            self.shared[-1] += length
            if self.shared[-1] > LONGEST_TEXT:
                raise Refused(TOO_LONG)
