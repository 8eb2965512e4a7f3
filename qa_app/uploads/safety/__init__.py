"""Whether a file may be opened at all, told from its bytes before anything reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from qa_app.foundation.errors import DomainError
from qa_app.uploads.safety.archive import check_archive
from qa_app.uploads.safety.compound_file import SIGNATURE, check_compound_file
from qa_app.uploads.safety.limits import Refused

MOST_BYTES = 16 * 1024 * 1024

NOT_A_SPREADSHEET = "is not a spreadsheet. Send an Excel workbook (.xlsx) or a CSV file"
# How a file begins, whatever it is called.
OTHER_KINDS = {
    b"%PDF": "is a PDF. Open the list it was made from and save that as .xlsx or CSV",
    b"{\\rtf": NOT_A_SPREADSHEET,
    b"\x1f\x8b": NOT_A_SPREADSHEET,
    b"7z\xbc\xaf": NOT_A_SPREADSHEET,
    b"Rar!": NOT_A_SPREADSHEET,
    b"MZ": NOT_A_SPREADSHEET,
    b"\x89PNG": NOT_A_SPREADSHEET,
    b"\xff\xd8\xff": NOT_A_SPREADSHEET,
    b"GIF8": NOT_A_SPREADSHEET,
}
WEB_PAGE = "is a web page, whatever its name says. Open it in Excel and save it as .xlsx"
XML = "is an XML file. Open it in Excel and save it as .xlsx"


class Kind(StrEnum):
    WORKBOOK = "Excel workbook"
    OLD_WORKBOOK = "Excel 97–2003 workbook"
    OPEN_DOCUMENT = "OpenDocument spreadsheet"
    TEXT = "CSV or tab-separated text"


@dataclass(frozen=True)
class Checked:
    """What may be read: of a zipped workbook only the parts that were looked through."""

    kind: Kind
    content: bytes
    without_value: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hidden_rows: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def check(content: bytes, name: str) -> Checked:
    """Say what kind of file this is, or refuse it with what to do instead."""
    try:
        return _checked(content)
    except Refused as refused:
        raise DomainError(f"{name} {refused.trouble}.") from None


def _checked(content: bytes) -> Checked:
    if trouble := _trouble_outside(content):
        raise Refused(trouble)
    if content.startswith(SIGNATURE):
        if trouble := check_compound_file(content):
            raise Refused(trouble)
        return Checked(Kind.OLD_WORKBOOK, content)
    if content.startswith(b"PK"):
        found = check_archive(content)
        kind = Kind.OPEN_DOCUMENT if found.is_open_document else Kind.WORKBOOK
        return Checked(kind, found.content, found.without_value, found.hidden_rows)
    return Checked(Kind.TEXT, content)


def _trouble_outside(content: bytes) -> str | None:
    if not content.strip(b"\0 \t\r\n"):
        return "is empty. Choose a file with rows in it"
    if len(content) > MOST_BYTES:
        limit = MOST_BYTES // (1024 * 1024)
        return f"is larger than {limit} MB. Send only the sheets or columns that are needed"
    for beginning, trouble in OTHER_KINDS.items():
        if content.startswith(beginning):
            return trouble
    return _trouble_in_text(content[:2048])


def _trouble_in_text(beginning: bytes) -> str | None:
    readable = beginning.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf")
    readable = readable.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lstrip().lower()
    if readable.startswith((b"<!doctype html", b"<html", b"<table")):
        return WEB_PAGE
    if readable.startswith((b"<?xml", b"<!doctype", b"<!entity")):
        return WEB_PAGE if b"<html" in readable else XML
    return None
