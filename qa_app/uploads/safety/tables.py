"""The tables of a spreadsheet, element by element: how far they reach and how much they hold.

These are called for every element of a file, so that they do little, and little of it in calls.
"""

import re
from typing import Protocol

from qa_app.uploads.rules.cells import cell_name
from qa_app.uploads.safety.extent import Extent
from qa_app.uploads.safety.limits import MOST_COLUMNS, Refused

BROKEN = "cannot be opened: the file is damaged. Save it again, then upload that"
MOST_FLAGGED = 200
MOST_HIDDEN = 20_000
DIGITS = "0123456789"

_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
# Cells as every program writes them, one after another; the last one says where they end.
_PLAIN_CELLS = re.compile(
    rb'(?:<c r="([A-Z]{1,3}[0-9]{1,7})"(?: s="[0-9]+")?(?: t="[a-zA-Z]+")?'
    rb"(?:/>|><v>[^<&]*</v></c>|><is><t[^<>]*>[^<&]*</t></is></c>))+"
)
_FILLED = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^<>]*><')
_SHARED = re.compile(rb' t="s"[^<>]*><v>([^<&]*)</v>')
# The columns that a list may have, by their letters.
_COLUMNS = {cell_name(0, at)[:-1]: at + 1 for at in range(MOST_COLUMNS)}
Attributes = list[str]


class Whole(Protocol):
    """The part that a table stands in."""

    open: list[str]

    def note(self, name: str, attributes: Attributes) -> None: ...


class SheetData:
    """The cells of an Excel sheet. A cell without a place of its own follows the one before it."""

    def __init__(self, extent: Extent, part: Whole) -> None:
        self.extent, self.part, self.open = extent, part, part.open
        self.row = self.column = self.rows = self.columns = 0
        self.row_written = ""
        self.is_formula = self.is_shared = self.has_value = False
        self.without_value: list[str] = []
        self.hidden_rows: list[int] = []
        extent.begin()

    def start(self, name: str, attributes: Attributes) -> None:
        self.open.append(name)
        kind = name[name.rfind(":") + 1 :]
        if kind == "c":
            if self.is_formula:
                self.leave_formula()
            self.extent.count()
            self.column += 1
            self.has_value = False
            self.is_shared = "s" in attributes and value_of(attributes, "t") == "s"
            if attributes:
                self.place(attributes)
        elif kind in ("v", "is"):
            self.has_value = True
            self.fill()
        elif kind == "f":
            self.is_formula, self.has_value = True, False
            self.fill()
        elif kind == "row":
            self.row, self.column = self.row + 1, 0
            if attributes:
                self.place(attributes)
                if "hidden" in attributes and value_of(attributes, "hidden") in ("1", "true"):
                    self.note_hidden()
        elif kind not in ("t", "r"):
            self.part.note(name, attributes)

    def read(self, text: str) -> None:
        """What stands between the tags: the value of a formula, or the number of a shared text."""
        if not self.has_value:
            return
        if self.is_shared:
            self.is_shared = False
            self.extent.add_text(length_of(text, self.extent.shared))
        if self.is_formula and text.strip():
            self.is_formula = False

    def take_plain_cells(self, chunk: bytes) -> bytes:
        """Count them as bytes, and leave an empty one where they end: the parser takes far longer."""
        rest, runs = _PLAIN_CELLS.subn(rb'<c r="\1"/>', chunk)
        if runs:
            self.extent.count(chunk.count(b'<c r="') - runs)
            filled = _FILLED.findall(chunk)
            for column in {letters.decode() for letters, _ in filled}:
                self.columns = max(self.columns, column_of(column))
            self.rows = max(self.rows, *(int(row) for row in {row for _, row in filled}), 0)
            self.extent.check(self.rows, self.columns)
            lengths = self.extent.shared
            self.extent.add_text(sum(length_of(one, lengths) for one in _SHARED.findall(chunk)))
        return rest

    def place(self, attributes: Attributes) -> None:
        reference = attributes[1] if attributes[0] == "r" else value_of(attributes, "r")
        if reference:
            letters = reference.rstrip(DIGITS)
            column = _COLUMNS.get(letters)
            if column and reference[len(letters) :] == self.row_written:
                self.column = column
            else:
                self.move_to(reference.strip())

    def move_to(self, reference: str) -> None:
        if match := _REFERENCE.fullmatch(reference):
            self.row, self.row_written = int(match[2]), match[2]
            self.column = column_of(match[1])
        elif reference.isascii() and reference.isdecimal() and len(reference) < 8:
            self.row, self.row_written = int(reference), reference
        else:
            raise Refused(BROKEN)

    def fill(self) -> None:
        if self.row > self.rows or self.column > self.columns:
            self.rows, self.columns = max(self.rows, self.row), max(self.columns, self.column)
            self.extent.check(self.rows, self.columns)

    def note_hidden(self) -> None:
        if len(self.hidden_rows) < MOST_HIDDEN:
            self.hidden_rows.append(self.row)

    def leave_formula(self) -> None:
        self.is_formula = False
        if len(self.without_value) < MOST_FLAGGED:
            self.without_value.append(cell_name(self.row - 1, self.column - 1))

    def end(self) -> None:
        if self.is_formula:
            self.leave_formula()
        self.extent.end(self.rows, self.columns)


class SharedTexts:
    """The texts of an Excel workbook, each kept once, however many cells show it."""

    def __init__(self, extent: Extent, part: Whole) -> None:
        self.extent, self.part, self.open = extent, part, part.open

    def start(self, name: str, attributes: Attributes) -> None:
        self.open.append(name)
        kind = name[name.rfind(":") + 1 :]
        if kind == "si":
            self.extent.begin_shared()
        elif kind not in ("t", "r"):
            self.part.note(name, attributes)

    def read(self, text: str) -> None:
        self.extent.add_shared(len(text))

    def end(self) -> None:
        """Nothing is left to count."""


class OpenTable:
    """The cells of an OpenDocument table, where one cell or row may stand for many."""

    def __init__(self, extent: Extent, part: Whole) -> None:
        self.extent, self.part, self.open = extent, part, part.open
        self.rows = self.columns = self.filled_to = self.column = self.filled_rows = 0
        self.row_times = self.cell_times = 1
        extent.begin()

    def start(self, name: str, attributes: Attributes) -> None:
        self.open.append(name)
        kind = name[name.rfind(":") + 1 :]
        if kind in ("table-cell", "covered-table-cell"):
            self.extent.count()
            self.begin_cell(attributes)
        elif kind == "table-row":
            self.leave_row()
            self.row_times = times(attributes, "number-rows-repeated")
        elif kind == "table":
            self.part.note(name, attributes)
        elif self.column and kind != "table-header-rows":
            self.fill()

    def begin_cell(self, attributes: Attributes) -> None:
        self.cell_times = times(attributes, "number-columns-repeated")
        self.column += self.cell_times
        for name in attributes[::2]:
            if name.endswith(("value-type", "formula")):
                self.fill()
                return

    def read(self, text: str) -> None:
        """Every cell for which this one stands gets its text."""
        if self.column:
            self.extent.add_text(len(text) * self.cell_times * max(self.row_times, 1))

    def fill(self) -> None:
        self.filled_to = max(self.filled_to, self.column)
        self.extent.check(self.rows + self.row_times, max(self.columns, self.filled_to))

    def leave_row(self) -> None:
        self.columns = max(self.columns, self.filled_to)
        if self.filled_to:
            self.filled_rows = self.rows + self.row_times
        self.rows += self.row_times
        self.row_times, self.column, self.filled_to = 0, 0, 0

    def end(self) -> None:
        self.leave_row()
        self.extent.end(self.filled_rows, self.columns)


def local(name: str) -> str:
    return name[name.rfind(":") + 1 :]


def named(attributes: Attributes) -> dict[str, str]:
    return {local(attributes[at]): attributes[at + 1] for at in range(0, len(attributes), 2)}


def value_of(attributes: Attributes, name: str) -> str:
    """No text when it is not there."""
    for at in range(0, len(attributes), 2):
        if attributes[at] == name:
            return attributes[at + 1]
    return ""


def column_of(letters: str) -> int:
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def length_of(number: str | bytes, lengths: list[int]) -> int:
    """Of the text of this number; what is none is left to the reader, which refuses it."""
    try:
        return lengths[int(number)]
    except (ValueError, IndexError):
        return 0


def times(attributes: Attributes, name: str) -> int:
    """How often it is repeated; under several aliases of the name, what is the most."""
    most = 1
    for at in range(0, len(attributes), 2):
        if attributes[at].endswith(name):
            written = attributes[at + 1].strip()
            if not (written.isascii() and written.isdecimal() and len(written) < 9):
                raise Refused(BROKEN)
            most = max(most, int(written))
    return most
