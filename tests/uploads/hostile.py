"""Files that mean harm, or look as if they did; each made anew, small to keep and quick to make."""

import io
import re
import struct
import zipfile
from collections.abc import Callable, Iterator
from random import Random

import xlsxwriter

from qa_app.uploads.rules.cells import cell_name

RELATIONS = "xl/_rels/workbook.xml.rels"
CONTENT_TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'


def workbook(**parts: bytes) -> bytes:
    """A zip with the parts that every .xlsx has, and these; “__” in a name stands for a slash."""
    named = {name.replace("__", "/"): text for name, text in parts.items()}
    whole = {"[Content_Types].xml": CONTENT_TYPES, "xl/workbook.xml": b"<workbook/>", **named}
    return zipped(whole)


def zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def bomb() -> bytes:
    """200 MB in 200 KB, written piece by piece so that making it takes no memory."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        with archive.open("xl/workbook.xml", "w") as part:
            for _ in range(200):
                part.write(b"0" * 1_000_000)
    return file.getvalue()


def lying_bomb() -> bytes:
    """Its directory says that 200 MB are 1,000 bytes."""
    made = bytearray(bomb())
    at = made.rfind(b"PK\x01\x02")
    made[at + 24 : at + 28] = struct.pack("<I", 1000)
    return bytes(made)


def many_parts() -> bytes:
    return zipped({f"part{number}.xml": b"" for number in range(2500)})


def with_entities() -> bytes:
    text = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><sst>&b;</sst>'
    return workbook(**{"xl__sharedStrings.xml": text})


def with_entities_in_utf_16() -> bytes:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><sst/>'
    return workbook(**{"xl__sharedStrings.xml": text.encode("utf-16")})


def with_entities_on_a_seam() -> bytes:
    return workbook(**{"xl__styles.xml": b"<!---->" + b" " * 65_525 + b"<!DOCTYPE a><a/>"})


def with_macros() -> bytes:
    return workbook(**{"xl__vbaProject.bin": b"macro"})


def with_links() -> bytes:
    return workbook(**{"xl__externalLinks__externalLink1.xml": b"<externalLink/>"})


def with_a_remote_part() -> bytes:
    relation = b'<Relationships><Relationship Id="1" Type="http://x/image" Target="http://evil.example" TargetMode="External"/></Relationships>'
    return workbook(**{"xl__worksheets___rels__sheet1.xml.rels": relation})


def with_a_far_cell() -> bytes:
    cells = (
        b'<row r="1"><c r="A1"/></row><row r="1048576"><c s="1" r="XFD1048576"><v>1</v></c></row>'
    )
    return workbook(**{"xl__worksheets__sheet1.xml": SHEET % cells})


FAR_CELL = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def with_a_far_cell_written(part: str = "xl/worksheets/sheet1.xml", cells: str = FAR_CELL) -> bytes:
    """A whole workbook of 1 KB whose only sheet lies at this path, so that a reader would read it."""
    relation = f'<Relationships><Relationship Id="a" Type="http://x/worksheet" Target="/{part}"/></Relationships>'
    book = (
        '<workbook xmlns:r="r"><sheets><sheet name="A" sheetId="1" r:id="a"/></sheets></workbook>'
    )
    return zipped(
        {
            "[Content_Types].xml": CONTENT_TYPES,
            "xl/workbook.xml": book.encode(),
            "xl/_rels/workbook.xml.rels": relation.encode(),
            part: SHEET % cells.encode(),
        }
    )


FAR_CELLS = {
    "spaces around the sign": with_a_far_cell_written(cells=FAR_CELL.replace("=", " = ")),
    "a new line before the sign": with_a_far_cell_written(cells=FAR_CELL.replace("=", "\n=")),
    "a long attribute first": with_a_far_cell_written(
        cells=FAR_CELL.replace("<c ", f'<c x="{"y" * 140_000}" ')
    ),
    "among the tables": with_a_far_cell_written("xl/tables/s.xml"),
    "in a folder of folders": with_a_far_cell_written("xl/worksheets/a/s.xml"),
    "an alias before each name": with_a_far_cell_written(
        cells=FAR_CELL.replace("<", "<x:").replace("<x:/", "</x:")
    ),
    "a reference written as a character": with_a_far_cell_written(
        cells=FAR_CELL.replace("XFD", "&#88;FD")
    ),
    "cells without a place": with_a_far_cell_written(
        cells='<row r="1048575"/><row>' + "<c/>" * 400 + "<c><v>1</v></c></row>"
    ),
}


def real_workbook(change: Callable[[dict[str, bytes]], object]) -> bytes:
    """One that every reader reads, with its parts changed."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        style = book.add_format({"num_format": "dd/mm/yyyy"})
        book.add_worksheet("A").write_number(0, 0, 46000, style)
        book.add_worksheet("B").write_number(0, 0, 1)
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    return zipped(parts)


def real_list(rows: int, written: bytes) -> bytes:
    """As a program writes it, or with its cells begun in another way."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("A")
        for row in range(rows):
            sheet.write_row(row, 0, ["ab", 1.0] * 15)
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    return zipped({**parts, name: parts[name].replace(b"<c r=", written)})


def with_a_sheet_that_is_no_xml() -> bytes:
    def move(parts: dict[str, bytes]) -> None:
        parts["xl/media/image1.png"] = parts.pop("xl/worksheets/sheet1.xml")
        relations = parts[RELATIONS].replace(b"worksheets/sheet1.xml", b"media/image1.png")
        parts[RELATIONS] = relations

    return real_workbook(move)


def with_one_part_for_two_sheets() -> bytes:
    def join(parts: dict[str, bytes]) -> None:
        parts[RELATIONS] = parts[RELATIONS].replace(b"sheet2.xml", b"sheet1.xml")

    return real_workbook(join)


def with_a_day_before_all_days(number: bytes = b"-1e999", calendar: bytes = b"") -> bytes:
    """Above it and below it a day that there is."""

    def change(parts: dict[str, bytes]) -> None:
        name = "xl/worksheets/sheet1.xml"
        row = re.search(rb"<row.*</row>", parts[name])[0]
        rows = b"".join(row.replace(b'r="1"', b"").replace(b'r="A1"', b"") for _ in range(3))
        first, _, last = rows.partition(b"46000")
        parts[name] = parts[name].replace(row, first + b"46000" + last.replace(b"46000", number, 1))
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
            b"<workbookPr", calendar or b"<workbookPr"
        )

    return real_workbook(change)


def with_repeated_cells() -> bytes:
    cell = b'<table:table-cell office:value-type="float" table:number-columns-repeated="16000"/>'
    row = b'<table:table-row table:number-rows-repeated="1000000">' + cell + b"</table:table-row>"
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": b"<x><table:table>" + row + b"</table:table></x>",
        }
    )


def encrypted_zip() -> bytes:
    made = bytearray(workbook())
    for at in (made.find(b"PK\x03\x04") + 6, made.find(b"PK\x01\x02") + 8):
        made[at] |= 1
    return bytes(made)


def compound_file(*entries: str) -> bytes:
    """The beginning of an .xls, with these names in its directory."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    directory = b""
    for name in entries:
        written = name.encode("utf-16-le") + b"\0\0"
        directory += written.ljust(64, b"\0") + struct.pack("<H", len(written)) + b"\0" * 62
    return header + directory


def circular_compound_file() -> bytes:
    """Its directory's only sector is followed by itself."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 44, 1)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<I", header, 68, 0xFFFFFFFE)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 1, *[0xFFFFFFFF] * 126)
    return bytes(header) + table + b"\0" * 512


def open_document(rows: str) -> bytes:
    text = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="A">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": b"<manifest/>",
            "content.xml": text.encode(),
        }
    )


FILLED = '<table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell>'


def open_document_with_empty_rows_after(rows: str = "") -> bytes:
    """As LibreOffice writes them: the empty rest of the sheet as one cell and one row."""
    rest = '<table:table-cell table:number-columns-repeated="16383"/>'
    return open_document(
        f"<table:table-row>{FILLED}{rest}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="1048574">{rest}</table:table-row>{rows}'
    )


def open_document_with_a_far_cell() -> bytes:
    gap = '<table:table-cell table:number-columns-repeated = "400"/>'
    return open_document_with_empty_rows_after(f"<table:table-row>{gap}{FILLED}</table:table-row>")


def one_sheet(*pieces: bytes, **parts: bytes) -> bytes:
    """A whole workbook whose sheet is these pieces; with a picture, so that it does not pack too well."""
    relation = (
        b'<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/></Relationships>'
    )
    book = b'<workbook xmlns:r="r"><sheets><sheet name="A" r:id="a"/></sheets></workbook>'
    named = {name.replace("__", "/"): text for name, text in parts.items()}
    return zipped(
        {
            "[Content_Types].xml": CONTENT_TYPES,
            "xl/workbook.xml": book,
            RELATIONS: relation,
            "xl/media/image1.png": Random(1).randbytes(1_000_000),
            "xl/worksheets/sheet1.xml": SHEET % b"".join(pieces),
            **named,
        }
    )


def rows_of(cell: str, rows: int, columns: int = 40) -> Iterator[bytes]:
    names = [cell_name(0, at)[:-1] for at in range(columns)]
    for row in range(1, rows + 1):
        cells = "".join(cell.format(at=f"{name}{row}") for name in names)
        yield f'<row r="{row}">{cells}</row>'.encode()


PLAIN = '<c r="{at}" s="1" t="s"><v>0</v></c>'
SPACED = '<c  r="{at}"><v>1</v></c>'
FORMULA = '<c r="{at}"><f>A1</f><v>1</v></c>'
TEXTS = "xl__sharedStrings.xml"
DEEP = b"<a>" * 150_000


def shared(text: bytes) -> bytes:
    return b"<sst><si><t>" + text + b"</t></si></sst>"


def all_but_too_many(cell: str, tags: int) -> bytes:
    """As many cells as may be, of so many tags each, and behind them one too far away."""
    rows = min(590_000, 780_000 // tags) // 40 if cell != PLAIN else 590_000 // 40
    texts = {TEXTS: shared(b"ab")}
    return one_sheet(*rows_of(cell, rows), FAR_CELL.encode(), **texts)


def with_many_attributes() -> bytes:
    tag = b"<c " + b" ".join(b'a%d=""' % number for number in range(1000)) + b"/>"
    return one_sheet(tag * 790, b"<")


def with_a_long_text() -> bytes:
    return one_sheet(**{TEXTS: shared(b"abcdefgh " * 4_000_000)})


def with_a_long_text_in_pieces() -> bytes:
    pieces = (b"<r><t>" + b"abcdefgh " * 1000 + b"</t></r>") * 4000
    return one_sheet(**{TEXTS: b"<sst><si>" + pieces + b"</si></sst>"})


def with_a_text_shown_everywhere(cell: str = PLAIN) -> bytes:
    return one_sheet(*rows_of(cell, 1000), **{TEXTS: shared(b"a" * 32_000)})


def with_a_text_repeated() -> bytes:
    cell = f'<table:table-cell office:value-type="string" table:number-columns-repeated="400"><text:p>{"a" * 30_000}</text:p></table:table-cell>'
    return open_document(
        f'<table:table-row table:number-rows-repeated="1000">{cell}</table:table-row>'
    )


def old_workbook(*records: tuple[int, bytes]) -> bytes:
    """An .xls of these records, its sectors one after another."""
    beginning = [(0x809, b"\0\x06\x05\0" + b"\0" * 12)]
    every = [*beginning, *records, (0x0A, b"\0" * 4096)]
    stream = b"".join(struct.pack("<HH", kind, len(data)) + data for kind, data in every)
    sectors = -(-len(stream) // 512)
    tables = -(-(sectors + 1) // 127) + 1
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<II", header, 44, tables, 0)
    struct.pack_into("<I", header, 68, 0xFFFFFFFE)
    named = [sectors + 1 + number for number in range(tables)][:109]
    struct.pack_into(f"<{len(named)}I", header, 76, *named)
    name = "Workbook".encode("utf-16-le") + b"\0\0"
    entry = name.ljust(64, b"\0") + struct.pack("<H", len(name))
    entry = entry.ljust(116, b"\0") + struct.pack("<II", 1, len(stream))
    follow = [0xFFFFFFFE, *range(2, sectors + 1), 0xFFFFFFFE]
    follow += [0xFFFFFFFF] * (tables * 128 - len(follow))
    table = struct.pack(f"<{len(follow)}I", *follow)
    return bytes(header) + entry.ljust(512, b"\0") + stream.ljust(sectors * 512, b"\0") + table


def old_number(row: int, column: int) -> tuple[int, bytes]:
    return 0x203, struct.pack("<HHHd", row, column, 0, 1.0)


def old_numbers_beside(row: int, count: int) -> tuple[int, bytes]:
    """One record that holds many cells, and says so at its end."""
    return 0xBD, struct.pack("<HH", row, 0) + b"\0" * 6 * count + struct.pack("<H", count - 1)
