"""A zipped spreadsheet (.xlsx, .ods), looked through part by part and never unpacked whole."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import IO

from qa_app.uploads.safety.extent import Extent
from qa_app.uploads.safety.limits import (
    MOST_ATTRIBUTES,
    MOST_TAGS,
    TOO_LONG,
    TOO_MANY_TAGS,
    Refused,
)
from qa_app.uploads.safety.parts import ENTITIES, EXTERNAL, Part
from qa_app.uploads.safety.tables import BROKEN
from qa_app.uploads.safety.zips import Trouble, trouble_in_directory, unpacks_to_too_much

MOST_TIMES_LARGER = 50
MOST_PARTS = 2000

TOO_MANY = f"holds more than {MOST_PARTS:,} parts, which no list needs. Save it again from Excel"
TOO_LARGE = "would unpack to more than a spreadsheet of this size should. Save it again from Excel"
ENCRYPTED = "has a password. Save it without one, then upload that"
MACROS = "holds macros. Save it as .xlsx, which has none, then upload that"
OF_DIRECTORY = {
    Trouble.BROKEN: BROKEN,
    Trouble.HUGE: TOO_LARGE,
    Trouble.TOO_MANY_PARTS: TOO_MANY,
}
BINARY = "is a binary workbook (.xlsb). Save it as .xlsx, then upload that"
OTHER = "is not a spreadsheet. Send an Excel workbook (.xlsx) or a CSV file"

_MACRO_PART = re.compile(
    r"vbaproject|vbadata|xl/macrosheets/|xl/activex/|^basic/|^scripts/|xl/embeddings/", re.I
)
_LINK_PART = re.compile(r"xl/externallinks/|xl/connections\.xml|xl/querytables/|xl/model/", re.I)
_ODS_LINKS = (b"<table:table-source", b"<office:dde-source", b"<table:cell-range-source")
RELATIONS = "xl/_rels/workbook.xml.rels"
TEXTS = "xl/sharedstrings.xml"
STYLES = "xl/styles.xml"
_FROM_1904 = re.compile(rb"""date1904\s*=\s*["'](?:1|true|on)""")
# Nothing of a table stands there, and what does is not always XML as it should be.
NOT_NEEDED = ("customxml/", "docprops/")
CHUNK = 64 * 1024
OVERLAP = 512
# So many chunks hold more than the longest text of a cell, at four bytes a character.
CHUNKS_OF_TEXT = 4


@dataclass
class Archive:
    """What was found, and the same file with the checked parts alone, as we packed them.

    The reader is given that, so that it cannot find in the file what we did not.
    """

    is_open_document: bool
    content: bytes = b""
    parts: dict[str, Part] = field(default_factory=dict)

    @property
    def sheets(self) -> dict[str, str]:
        """The part of each sheet, by the name of the sheet."""
        about, relations = self.parts.get("xl/workbook.xml"), self.parts.get(RELATIONS)
        if about is None or relations is None:
            return {}
        return {
            name: _path_of(relations.targets.get(key, "")) for key, name in about.sheets.items()
        }

    @property
    def without_value(self) -> dict[str, tuple[str, ...]]:
        """By the name of each sheet, its formulas that have no value beside them."""
        return {name: part.without_value for name, part in self._by_sheet()}

    @property
    def hidden_rows(self) -> dict[str, tuple[int, ...]]:
        """By the name of each sheet, the rows that nobody sees who opens it."""
        return {name: part.hidden_rows for name, part in self._by_sheet()}

    def _by_sheet(self) -> list[tuple[str, Part]]:
        found = {name: self.parts.get(path) for name, path in self.sheets.items()}
        return [(name, part) for name, part in found.items() if part]


def _path_of(target: str) -> str:
    path = target.lower()
    return path[1:] if path.startswith("/") else path if path.startswith("xl/") else f"xl/{path}"


def check_archive(content: bytes) -> Archive:
    """Raise Refused, or say what is in it."""
    if trouble := trouble_in_directory(content, MOST_PARTS):
        raise Refused(OF_DIRECTORY[trouble])
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _checked(archive, len(content))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
        raise Refused(BROKEN) from None
    except RuntimeError:  # what zipfile says of a password
        raise Refused(ENCRYPTED) from None


def _checked(archive: zipfile.ZipFile, packed: int) -> Archive:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise Refused(TOO_LARGE)
    if trouble := _trouble_in_names(parts) or _trouble_in_sizes(parts, packed):
        raise Refused(trouble)
    names = {part.filename.lower() for part in parts}
    found = Archive("mimetype" in names and "content.xml" in names)
    if "xl/workbook.bin" in names:
        raise Refused(BINARY)
    if not found.is_open_document and not {"[content_types].xml", "xl/workbook.xml"} <= names:
        raise Refused(OTHER)
    if len(names) < len(parts):
        raise Refused(BROKEN)  # two parts of one name: nobody knows which is meant
    _look_through(archive, parts, found)
    if len(set(found.sheets.values())) < len(found.sheets):
        raise Refused(BROKEN)  # two sheets that are one part would double its cells
    return found


def _look_through(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], found: Archive) -> None:
    """First what bytes alone tell, of every part; the parser, which takes longer, after that.

    Each part is read to its end, which also finds one that is larger than the directory says.
    """
    copy, marks = io.BytesIO(), Marks()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as kept:
        for part in parts:
            name = part.filename.lower()
            if name == "mimetype":
                kept.writestr(part.filename, archive.read(part))
            elif name.endswith((".xml", ".rels")) and not name.startswith(NOT_NEEDED):
                with kept.open(part.filename, "w") as target:
                    _read_part(archive, part, marks, target)
            else:
                _read_part(archive, part)
    found.content = copy.getvalue()
    with zipfile.ZipFile(copy) as kept:
        _parse(kept, found)


def _parse(kept: zipfile.ZipFile, found: Archive) -> None:
    """The texts that cells share come before the sheets, which show them again and again."""
    extent = Extent()
    parts = [part for part in kept.infolist() if part.filename != "mimetype"]
    for part in sorted(parts, key=lambda one: one.filename.lower() != TEXTS):
        parsed = found.parts[part.filename.lower()] = Part(extent)
        with kept.open(part) as stream:
            while chunk := stream.read(CHUNK):
                parsed.feed(chunk)
        parsed.feed(b"", last=True)


def without_styles(content: bytes) -> bytes:
    """A copy in which nothing says that a number is a day; days of 1904's calendar stay as they are."""
    copy = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(copy, "w") as kept:
        for part in archive.infolist():
            text = archive.read(part)
            if _FROM_1904.search(text):
                return content
            if part.filename.lower() != STYLES:
                kept.writestr(part.filename, text)
    return copy.getvalue()


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
    if unpacks_to_too_much(parts, packed, MOST_TIMES_LARGER):
        return TOO_LARGE
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        return BROKEN
    return None


class Marks:
    """How many tags and attributes the parser would meet, counted as fast as bytes can be."""

    def __init__(self) -> None:
        self.tags = self.attributes = 0

    def count(self, chunk: bytes) -> None:
        self.tags += chunk.count(b"<")
        self.attributes += chunk.count(b"=")
        if self.tags > MOST_TAGS or self.attributes > MOST_ATTRIBUTES:
            raise Refused(TOO_MANY_TAGS)


def _read_part(
    archive: zipfile.ZipFile,
    part: zipfile.ZipInfo,
    marks: Marks | None = None,
    copy: IO[bytes] | None = None,
) -> None:
    """Chunk by chunk, each looked at with the end of the one before: nothing hides on the seam."""
    is_xml, before, without_a_tag = (
        part.filename.lower().endswith((".xml", ".rels", ".vml")),
        b"",
        0,
    )
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            if is_xml and (trouble := _trouble_in_xml(before + chunk)):
                raise Refused(trouble)
            before = (before + chunk)[-OVERLAP:]
            if marks and copy:
                marks.count(chunk)
                without_a_tag = 0 if b"<" in chunk else without_a_tag + 1
                if without_a_tag > CHUNKS_OF_TEXT:
                    raise Refused(TOO_LONG)
                copy.write(chunk)


def _trouble_in_xml(text: bytes) -> str | None:
    if b"\0" in text:
        text = text.replace(b"\0", b"")  # UTF-16
    if b"<!" in text and re.search(rb"<!(?:DOCTYPE|ENTITY)", text, re.I):
        return ENTITIES
    if b"manifest:encryption-data" in text:
        return ENCRYPTED
    if b"macroEnabled" in text and b"ContentType" in text:
        return MACROS
    if any(link in text for link in _ODS_LINKS):
        return EXTERNAL
    return None
