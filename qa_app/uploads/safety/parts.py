"""What the XML parts of a spreadsheet say, by a parser that knows no document type and no entity.

Every part is read by what stands in it, wherever it lies: a sheet is what holds “sheetData”.
"""

import re
from xml.parsers import expat

from qa_app.uploads.rules.cells import cell_name
from qa_app.uploads.safety.limits import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_SHEETS,
    TOO_MANY_CELLS,
    TOO_MANY_SHEETS,
    TOO_WIDE,
    Refused,
)

BROKEN = "cannot be opened: the file is damaged. Save it again, then upload that"
ENTITIES = "holds a document type or entities, which no spreadsheet needs. Save it again from Excel"
EXTERNAL = (
    "has links to other files or data sources. In Excel, use Data, then Edit Links, "
    "then Break Link; save it and upload that"
)
MOST_FLAGGED = 200
# An opening tag is kept whole until it ends; no honest one is this long.
LONGEST_TAG = 1024 * 1024

_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
Attributes = list[str]


class Extent:
    """How many cells the tables of a whole file span, each counted from its first corner."""

    def __init__(self) -> None:
        self.sheets = self.spanned = self.cells = 0

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

    def count(self) -> None:
        self.cells += 1
        if self.cells > MOST_CELLS:
            raise Refused(TOO_MANY_CELLS)


class Part:
    """One part, fed piece by piece."""

    def __init__(self, extent: Extent) -> None:
        self.extent = extent
        self.sheets: dict[str, str] = {}
        self.targets: dict[str, str] = {}
        self.table: SheetData | OpenTable | None = None
        self.fed = 0
        # What the reader that follows takes every part for, whatever the part says of itself.
        self.parser = expat.ParserCreate("utf-8")
        self.parser.ordered_attributes = True
        self.parser.StartElementHandler = self.start
        self.parser.StartDoctypeDeclHandler = _refuse_document_type

    def feed(self, chunk: bytes, *, last: bool = False) -> None:
        self.fed += len(chunk)
        try:
            self.parser.Parse(chunk, last)
        except expat.ExpatError:
            raise Refused(BROKEN) from None
        if self.fed - self.parser.CurrentByteIndex > LONGEST_TAG:
            raise Refused(BROKEN)
        if last and self.table:
            self.table.end()

    @property
    def without_value(self) -> tuple[str, ...]:
        return tuple(self.table.without_value) if isinstance(self.table, SheetData) else ()

    def start(self, name: str, attributes: Attributes) -> None:
        kind = local(name)
        if kind == "sheetData":
            self.table = SheetData(self.extent, self.parser)
        elif kind == "table" and name != kind:
            if self.table:
                self.table.end()
            self.table = OpenTable(self.extent, self.parser)
        elif kind == "sheet":
            self.note_sheet(named(attributes))
        elif kind.lower() == "relationship":
            self.note_relation(named(attributes))
        if self.table:
            self.parser.StartElementHandler = self.in_table

    def in_table(self, name: str, attributes: Attributes) -> None:
        assert self.table is not None  # noqa: S101 – this handler is set when there is one
        if not self.table.start(local(name), attributes):
            self.start(name, attributes)

    def note_sheet(self, said: dict[str, str]) -> None:
        if said.get("id", "") in self.sheets:
            raise Refused(BROKEN)  # the same cells again under another name
        self.sheets[said.get("id", "")] = said.get("name", "")
        if len(self.sheets) > MOST_SHEETS:
            raise Refused(TOO_MANY_SHEETS)

    def note_relation(self, said: dict[str, str]) -> None:
        is_link = said.get("Type", "").endswith("/hyperlink")
        if said.get("TargetMode", "").lower() == "external" and not is_link:
            raise Refused(EXTERNAL)
        self.targets[said.get("Id", "")] = said.get("Target", "")


class SheetData:
    """The cells of an Excel sheet. A cell without a place of its own follows the one before it."""

    def __init__(self, extent: Extent, parser: expat.XMLParserType) -> None:
        self.extent, self.parser = extent, parser
        self.row = self.column = self.rows = self.columns = 0
        self.is_filled = self.is_formula = False
        self.without_value: list[str] = []
        extent.begin()

    def start(self, kind: str, attributes: Attributes) -> bool:
        if kind == "c":
            self.leave_cell()
            self.extent.count()
            self.column += 1
            self.place(attributes)
        elif kind == "row":
            self.leave_cell()
            self.row, self.column = self.row + 1, 0
            self.place(attributes)
        elif kind in ("v", "is", "f"):
            self.fill(kind)
        return kind != "sheetData"

    def place(self, attributes: Attributes) -> None:
        for at in range(0, len(attributes), 2):
            if attributes[at] == "r":
                self.move_to(attributes[at + 1].strip())
                return

    def move_to(self, reference: str) -> None:
        if match := _REFERENCE.fullmatch(reference):
            self.row = int(match[2])
            self.column = column_of(match[1])
        elif reference.isascii() and reference.isdecimal() and len(reference) < 8:
            self.row = int(reference)
        else:
            raise Refused(BROKEN)

    def fill(self, kind: str) -> None:
        if not self.is_filled:
            self.rows, self.columns = max(self.rows, self.row), max(self.columns, self.column)
            self.extent.check(self.rows, self.columns)
        self.is_filled = True
        if kind == "f":
            self.is_formula = True
        elif self.is_formula:
            self.parser.CharacterDataHandler = self.answer

    def answer(self, text: str) -> None:
        if text.strip():
            self.is_formula = False
            self.parser.CharacterDataHandler = None

    def leave_cell(self) -> None:
        if self.is_formula:
            self.parser.CharacterDataHandler = None
            if len(self.without_value) < MOST_FLAGGED:
                self.without_value.append(cell_name(self.row - 1, self.column - 1))
        self.is_filled = self.is_formula = False

    def end(self) -> None:
        self.leave_cell()
        self.extent.end(self.rows, self.columns)


class OpenTable:
    """The cells of an OpenDocument table, where one cell or row may stand for many."""

    def __init__(self, extent: Extent, parser: expat.XMLParserType) -> None:
        self.extent = extent
        self.rows = self.columns = self.filled_to = self.column = 0
        self.row_times = self.cell_times = 1
        extent.begin()

    def start(self, kind: str, attributes: Attributes) -> bool:
        if kind == "table-row":
            self.leave_row()
            self.row_times = times(attributes, "number-rows-repeated")
        elif kind in ("table-cell", "covered-table-cell"):
            self.extent.count()
            self.column += times(attributes, "number-columns-repeated")
            if any(local(name).endswith(("value-type", "formula")) for name in attributes[::2]):
                self.fill()
        elif kind == "table":
            return False
        elif self.column and kind != "table-header-rows":
            self.fill()
        return True

    def fill(self) -> None:
        self.filled_to = max(self.filled_to, self.column)
        self.extent.check(self.rows + self.row_times, max(self.columns, self.filled_to))

    def leave_row(self) -> None:
        self.columns = max(self.columns, self.filled_to)
        if self.filled_to:
            self.filled_rows = self.rows + self.row_times
        self.rows += self.row_times
        self.row_times, self.column, self.filled_to = 0, 0, 0

    filled_rows = 0

    def end(self) -> None:
        self.leave_row()
        self.extent.end(self.filled_rows, self.columns)


def _refuse_document_type(*_: object) -> None:
    raise Refused(ENTITIES)


def local(name: str) -> str:
    return name[name.rfind(":") + 1 :]


def named(attributes: Attributes) -> dict[str, str]:
    return {local(attributes[at]): attributes[at + 1] for at in range(0, len(attributes), 2)}


def column_of(letters: str) -> int:
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def times(attributes: Attributes, name: str) -> int:
    written = named(attributes).get(name, "1").strip() if attributes else "1"
    if not (written.isascii() and written.isdecimal() and len(written) < 9):
        raise Refused(BROKEN)
    return int(written)
