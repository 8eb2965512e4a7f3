"""The container of .xls files (and of encrypted .xlsx), read as far as safety needs."""

import struct
from collections.abc import Iterator

from qa_app.uploads.safety.limits import (
    MOST_CELLS,
    MOST_COLUMNS,
    TOO_MANY_CELLS,
    TOO_WIDE,
)

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

BROKEN = "cannot be opened: the file is damaged. Open it in Excel and save it as .xlsx"
ENCRYPTED = "has a password. Save it without one, then upload that"
MACROS = "holds macros. Save it as .xlsx, which has none, then upload that"
EXTERNAL = (
    "has links to other files or data sources. In Excel, use Data, then Edit Links, "
    "then Break Link; save it as .xlsx and upload that"
)
OTHER = "is not a spreadsheet. Send an Excel workbook (.xlsx) or a CSV file"

END_OF_CHAIN = 0xFFFFFFFE
# What stands for a link of the workbook to itself, or to functions.
OWN_BOOK = (b"\x01\x04", b"\x01\x3a")
FILE_PASSWORD, LINKED_BOOK, BEGINNING, SHEET = 0x2F, 0x1AE, 0x809, 0x85
# Records that begin with a row and a column: numbers, texts, formulas, blanks, errors.
CELLS = {0x06, 0x01, 0x02, 0x03, 0x04, 0x05, 0xBD, 0xBE, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x206, 0x27E, 0x201}  # fmt: skip

# Of these one record holds the cells from its column to the one that its end names.
CELLS_BESIDE = {0xBD, 0xBE}


class Damaged(Exception):
    """The container contradicts itself."""


def check_compound_file(content: bytes) -> str | None:
    """What is wrong with it, as the end of a sentence."""
    if _names(content, "EncryptedPackage") or _names(content, "EncryptionInfo"):
        return ENCRYPTED
    if _names(content, "_VBA_PROJECT_CUR") or _names(content, "VBA"):
        return MACROS
    try:
        stream = _workbook_stream(content)
    except (Damaged, struct.error, IndexError):
        return BROKEN
    return _trouble_in(stream) if stream else OTHER


def _names(content: bytes, name: str) -> bool:
    """Is there an entry of this name? Its length stands after the 64 bytes of the name."""
    written = name.encode("utf-16-le") + b"\0\0"
    padded = written.ljust(64, b"\0") + struct.pack("<H", len(written))
    return padded in content


def _trouble_in(stream: bytes) -> str | None:
    beginnings, sheets, cells = set(), set(), Cells(stream)
    for number, (at, kind, length) in enumerate(_records(stream)):
        if number > MOST_CELLS:
            return TOO_MANY_CELLS
        if kind in CELLS and length >= 4:
            if cells.reach_too_far(at, kind, length):
                return TOO_WIDE
        elif kind == FILE_PASSWORD:
            return ENCRYPTED
        elif kind == LINKED_BOOK and stream[at + 2 : at + 4] not in OWN_BOOK:
            return EXTERNAL
        elif kind == SHEET and length >= 4:
            sheets.add(struct.unpack_from("<I", stream, at)[0])
        elif kind & 0xFF == BEGINNING & 0xFF:
            beginnings.add(at - 4)
            cells.end_sheet()
    # A sheet that begins where we saw none hides inside another record.
    return None if sheets <= beginnings else BROKEN


class Cells:
    """How far the cells of each sheet reach, and how many all sheets span together."""

    def __init__(self, stream: bytes) -> None:
        self.stream = stream
        self.rows = self.columns = self.spanned = 0

    def reach_too_far(self, at: int, kind: int, length: int) -> bool:
        row, column = struct.unpack_from("<HH", self.stream, at)
        if kind in CELLS_BESIDE:
            column = max(column, *struct.unpack_from("<H", self.stream, at + length - 2))
        if row < self.rows and column < self.columns:
            return False
        self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)
        spanned = self.spanned + self.rows * self.columns
        return spanned > MOST_CELLS or self.columns > MOST_COLUMNS

    def end_sheet(self) -> None:
        self.spanned += self.rows * self.columns
        self.rows = self.columns = 0


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Where what a record holds begins, its kind and its length."""
    at, end, read = 0, len(stream), struct.Struct("<HH").unpack_from
    while at + 4 <= end:
        kind, length = read(stream, at)
        at += 4
        yield at, kind, min(length, end - at)
        at += length


def _workbook_stream(content: bytes) -> bytes | None:
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    if size not in (512, 4096):
        raise Damaged
    table = _sector_table(content, size)
    directory = _chain(content, table, struct.unpack_from("<I", content, 48)[0], size)
    for at in range(0, len(directory) - 127, 128):
        entry = directory[at : at + 128]
        length = struct.unpack_from("<H", entry, 64)[0]
        name = entry[: max(0, length - 2)].decode("utf-16-le", "replace")
        if name in ("Workbook", "Book"):
            first, bytes_long = struct.unpack_from("<II", entry, 116)
            if bytes_long < 4096:
                raise Damaged  # no program writes one this short, and it would lie elsewhere
            return _chain(content, table, first, size)[:bytes_long]
    return None


def _sector_table(content: bytes, size: int) -> list[int]:
    """Which sector follows which. The header names the sectors that say so."""
    count, extra = (
        struct.unpack_from("<I", content, 44)[0],
        struct.unpack_from("<I", content, 68)[0],
    )
    named = list(struct.unpack_from("<109I", content, 76))
    seen = 0
    while extra < END_OF_CHAIN - 4 and seen * size <= len(content):
        block = struct.unpack_from(f"<{size // 4}I", content, (extra + 1) * size)
        named.extend(block[:-1])
        extra, seen = block[-1], seen + 1
    table: list[int] = []
    for sector in named[: min(count, len(content) // size)]:
        table.extend(struct.unpack_from(f"<{size // 4}I", content, (sector + 1) * size))
    return table


def _chain(content: bytes, table: list[int], first: int, size: int) -> bytes:
    pieces: list[bytes] = []
    sector = first
    while sector < END_OF_CHAIN - 4:
        if len(pieces) * size > len(content):
            raise Damaged  # it runs in a circle
        pieces.append(content[(sector + 1) * size : (sector + 2) * size])
        sector = table[sector]
    return b"".join(pieces)
