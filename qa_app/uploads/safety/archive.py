"""A zipped spreadsheet (.xlsx, .ods), looked through part by part and never unpacked whole."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

MOST_UNPACKED = 64 * 1024 * 1024
MOST_TIMES_LARGER = 50
# A small file of much the same text packs very well, and harms nobody.
RATIO_MATTERS_FROM = 2 * 1024 * 1024
MOST_PARTS = 2000
MOST_DIRECTORY = 1024 * 1024
MOST_CELLS = 2_000_000

TOO_LARGE = "would unpack to more than a spreadsheet of this size should. Save it again from Excel"
BROKEN = "cannot be opened: the file is damaged. Save it again, then upload that"
ENCRYPTED = "has a password. Save it without one, then upload that"
MACROS = "holds macros. Save it as .xlsx, which has none, then upload that"
EXTERNAL = (
    "has links to other files or data sources. In Excel, use Data, then Edit Links, "
    "then Break Link; save it and upload that"
)
ENTITIES = "holds a document type or entities, which no spreadsheet needs. Save it again from Excel"
BINARY = "is a binary workbook (.xlsb). Save it as .xlsx, then upload that"
OTHER = "is not a spreadsheet. Send an Excel workbook (.xlsx) or a CSV file"
TOO_WIDE = (
    "has a cell far away from all the others. Delete the empty rows and columns, then save it"
)

_MACRO_PART = re.compile(
    r"vbaproject|vbadata|xl/macrosheets/|xl/activex/|^basic/|^scripts/|xl/embeddings/", re.I
)
_LINK_PART = re.compile(r"xl/externallinks/|xl/connections\.xml|xl/querytables/|xl/model/", re.I)
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>", re.I)
_CELL = re.compile(rb"<(?:\w+:)?(?:c|row)\b[^>]*?\br=[\"']([A-Z]{0,3})(\d{1,7})[\"']", re.I)
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.I)
_REPEATED = re.compile(rb"table:number-(columns|rows)-repeated=[\"'](\d+)[\"']")
_ODS_TAG = re.compile(rb"<table:table-(cell|row)\b[^>]*>|</table:table-row>")
_ODS_LINK = re.compile(rb"<table:table-source|<office:dde-source|<table:cell-range-source")
CHUNK = 64 * 1024
OVERLAP = 512


def check_archive(content: bytes) -> tuple[bool, str | None]:
    """Is it an OpenDocument; and what is wrong with it, as the end of a sentence."""
    if trouble := _trouble_in_directory(content):
        return False, trouble
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _check_parts(archive, len(content))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
        return False, BROKEN
    except RuntimeError:  # what zipfile says of a password
        return False, ENCRYPTED


def _trouble_in_directory(content: bytes) -> str | None:
    """Read from the end of the file, so that a directory of a million parts is never built."""
    end = content.rfind(b"PK\x05\x06", max(0, len(content) - 66_000))
    if end < 0 or end + 22 > len(content):
        return BROKEN
    parts, size = struct.unpack("<HI", content[end + 10 : end + 16])
    if content[max(0, end - 20) : end].startswith(b"PK\x06\x07"):
        return TOO_LARGE  # the form for archives over 4 GB
    if parts > MOST_PARTS or size > MOST_DIRECTORY:
        return (
            f"holds more than {MOST_PARTS:,} parts, which no list needs. Save it again from Excel"
        )
    return None


def _check_parts(archive: zipfile.ZipFile, packed: int) -> tuple[bool, str | None]:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        return False, TOO_LARGE
    if trouble := _trouble_in_names(parts) or _trouble_in_sizes(parts, packed):
        return False, trouble
    names = {part.filename.lower() for part in parts}
    is_open_document = "mimetype" in names and "content.xml" in names
    if "xl/workbook.bin" in names:
        return False, BINARY
    if not is_open_document and not {"[content_types].xml", "xl/workbook.xml"} <= names:
        return False, OTHER
    for part in parts:
        if trouble := _trouble_in_part(archive, part):
            return is_open_document, trouble
    return is_open_document, None


def _trouble_in_names(parts: list[zipfile.ZipInfo]) -> str | None:
    for part in parts:
        if part.flag_bits & 0x1:
            return ENCRYPTED
        if _MACRO_PART.search(part.filename):
            return MACROS
        if _LINK_PART.search(part.filename):
            return EXTERNAL
    return None


def _trouble_in_sizes(parts: list[zipfile.ZipInfo], packed: int) -> str | None:
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MOST_UNPACKED:
        return TOO_LARGE
    if unpacked > RATIO_MATTERS_FROM and unpacked > packed * MOST_TIMES_LARGER:
        return TOO_LARGE
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        return BROKEN
    return None


def _trouble_in_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> str | None:
    """Read to its end, which also finds a part that is larger than the directory says."""
    is_sheet = bool(_SHEET.fullmatch(part.filename))
    extent = _Extent()
    repeats = _Repeats() if part.filename.lower() == "content.xml" else None
    is_xml = part.filename.lower().endswith((".xml", ".rels", ".vml"))
    is_relations = part.filename.lower().endswith(".rels")
    for text in _pieces(archive, part):
        if is_xml and (trouble := _trouble_in_xml(text, is_relations)):
            return trouble
        if is_sheet and extent.grown_by(text) > MOST_CELLS:
            return TOO_WIDE
        if repeats and repeats.grown_by(text) > MOST_CELLS:
            return TOO_WIDE
    return None


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Chunk by chunk, each beginning inside the one before it so that nothing hides on the seam."""
    before = b""
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            yield before + chunk
            before = (before + chunk)[-OVERLAP:]


def _trouble_in_xml(text: bytes, is_relations: bool) -> str | None:
    if b"\0" in text:
        text = text.replace(b"\0", b"")  # UTF-16
    if b"<!" in text and re.search(rb"<!(?:DOCTYPE|ENTITY)", text, re.I):
        return ENTITIES
    if b"manifest:encryption-data" in text:
        return ENCRYPTED
    if b"macroEnabled" in text and b"ContentType" in text:
        return MACROS
    if _ODS_LINK.search(text):
        return EXTERNAL
    if is_relations:
        for relation in _RELATION.findall(text):
            if b'"External"' in relation.replace(b"'", b'"') and b"/hyperlink" not in relation:
                return EXTERNAL
    return None


class _Extent:
    """How large a table the cells of a sheet span, from its first corner."""

    def __init__(self) -> None:
        self.rows = self.columns = 0

    def grown_by(self, text: bytes) -> int:
        for letters, digits in _CELL.findall(text):
            column = 0
            for letter in letters.upper():
                column = column * 26 + letter - ord("A") + 1
            self.rows, self.columns = max(self.rows, int(digits)), max(self.columns, column)
        return self.rows * max(self.columns, 1)


class _Repeats:
    """How many filled cells an OpenDocument says it has, counting “repeated” ones."""

    def __init__(self) -> None:
        self.cells = self.in_row = 0
        self.times = 1

    def grown_by(self, text: bytes) -> int:
        for tag in _ODS_TAG.finditer(text, OVERLAP if self.cells or self.in_row else 0):
            repeats = {kind: int(count) for kind, count in _REPEATED.findall(tag[0])}
            if tag[1] == b"row":
                self.times, self.in_row = repeats.get(b"rows", 1), 0
            elif tag[1] == b"cell" and b"value-type" in tag[0]:
                self.in_row += repeats.get(b"columns", 1)
            elif tag[1] is None:
                self.cells += self.in_row * self.times
        return max(self.cells, self.in_row)
