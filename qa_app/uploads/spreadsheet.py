"""Read the tables out of a file: .xlsx, .xls and .ods through calamine, text by its own rules."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from qa_app.foundation.csv_cells import restored
from qa_app.foundation.errors import DomainError
from qa_app.uploads.safety import Checked, Kind, check
from qa_app.uploads.safety.archive import without_styles
from qa_app.uploads.safety.limits import MOST_CELLS, MOST_COLUMNS, TOO_MANY_CELLS

DELIMITERS = ",;\t|"
LINES_TO_SNIFF = 30
UNREADABLE = (CalamineError, ValueError, KeyError, OSError, OverflowError)
# What the reader raises at a number that it did not foresee; no Exception, and it has no address.
PANIC = "PanicException"
MOST_TO_SNIFF = 200_000
LONGEST_LINE = 1024 * 1024
FEWER = "Send only the columns that are needed"
BYTE_ORDER_MARKS = {
    b"\xef\xbb\xbf": ("utf-8-sig", "UTF-8"),
    b"\xff\xfe": ("utf-16", "UTF-16"),
    b"\xfe\xff": ("utf-16", "UTF-16"),
}


@dataclass(frozen=True)
class Sheet:
    """One table. `without_value` names the cells that are formulas with no value kept beside them, and
    `hidden_rows` the rows that a filter or somebody has hidden.
    """

    name: str
    rows: Sequence[Sequence[object]]
    hidden: bool = False
    without_value: tuple[str, ...] = ()
    hidden_rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class Spreadsheet:
    """Everything that a file told us. `how` says in words how it was read."""

    name: str
    how: str
    sheets: list[Sheet] = field(default_factory=list)


def read(content: bytes, name: str) -> Spreadsheet:
    """Check the file, then read it in memory; nothing of it is kept."""
    checked = check(content, name)
    if checked.kind is Kind.TEXT:
        return _read_text(content, name)
    try:
        sheets = _sheets_however(checked)
    except BaseException as trouble:
        if not (isinstance(trouble, UNREADABLE) or is_panic(trouble)):
            raise
        raise DomainError(
            f"{name} cannot be read: the file is damaged. Open it in Excel and save it as .xlsx."
        ) from trouble
    return Spreadsheet(name, checked.kind.value, sheets)


def is_panic(trouble: BaseException) -> bool:
    return type(trouble).__name__ == PANIC


def _sheets_however(checked: Checked) -> list[Sheet]:
    """A cell that no calendar holds stops the reader, until it takes every day for its number."""
    try:
        return _sheets_of(checked, checked.content)
    except BaseException as trouble:
        if not is_panic(trouble) or checked.kind is not Kind.WORKBOOK:
            raise
        return _sheets_of(checked, without_styles(checked.content))


def _sheets_of(checked: Checked, content: bytes) -> list[Sheet]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [
        Sheet(
            about.name,
            workbook.get_sheet_by_name(about.name).to_python(skip_empty_area=False),
            about.visible is not SheetVisibleEnum.Visible,
            checked.without_value.get(about.name, ()),
            checked.hidden_rows.get(about.name, ()),
        )
        for about in workbook.sheets_metadata
        if about.typ is SheetTypeEnum.WorkSheet
    ]


def _read_text(content: bytes, name: str) -> Spreadsheet:
    _check_lines(content, name)
    text, encoding = _decoded(content, name)
    delimiter = _delimiter(text)
    words = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}[delimiter]
    try:
        rows = _rows_of(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), name)
    except csv.Error as trouble:
        raise DomainError(
            f"{name} cannot be read as a table. Open it in Excel and save it as .xlsx."
        ) from trouble
    title = name.rsplit(".", 1)[0]
    return Spreadsheet(name, f"Text in {encoding}, separated by {words}", [Sheet(title, rows)])


def _rows_of(lines: Iterable[list[str]], name: str) -> list[list[object]]:
    """Without the empty cells that some systems put at the end of every line."""
    rows: list[list[object]] = []
    cells = 0
    for line in lines:
        if len(line) > MOST_COLUMNS:
            if any(cell.strip() for cell in line[MOST_COLUMNS:]):
                raise _too_wide(name)
            line = line[:MOST_COLUMNS]
        # A file that this service wrote comes back as it was before formulas in it were defused.
        rows.append([restored(cell) for cell in line])
        cells += len(line) or 1
        if cells > MOST_CELLS:
            raise DomainError(f"{name} {TOO_MANY_CELLS}.")
    return rows


def _too_wide(name: str) -> DomainError:
    return DomainError(f"{name} has a line of more than {MOST_COLUMNS} cells. {FEWER}.")


def _check_lines(content: bytes, name: str) -> None:
    """A line of megabytes would be cut into millions of cells before anybody could count them."""
    for at in range(0, len(content) - LONGEST_LINE, LONGEST_LINE):
        piece = content[at : at + LONGEST_LINE]
        if b"\n" not in piece and b"\r" not in piece:
            raise _too_wide(name)


def _decoded(content: bytes, name: str) -> tuple[str, str]:
    """The text, and the encoding by the name that people know it under."""
    for codec, encoding in _encodings(content):
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding
    raise DomainError(
        f"{name} is in an unknown encoding: not UTF-8, UTF-16 or Windows-1252. "
        "Open it in Excel and save it as “CSV UTF-8”."
    )


def _encodings(content: bytes) -> list[tuple[str, str]]:
    for mark, known in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return [known]
    beginning = content[:2000]
    if beginning[1::2].count(0) > len(beginning) // 4:
        return [("utf-16-le", "UTF-16")]
    if beginning[0::2].count(0) > len(beginning) // 4:
        return [("utf-16-be", "UTF-16")]
    return [("utf-8", "UTF-8"), ("cp1252", "Windows-1252")]


def _delimiter(text: str) -> str:
    """The one that cuts most of the first lines into the same number of pieces, at least two."""
    beginning = text[:MOST_TO_SNIFF].splitlines()
    lines = [line for line in beginning[: LINES_TO_SNIFF * 2] if line.strip()][:LINES_TO_SNIFF]

    def score(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        widest = max(set(widths), key=lambda width: (widths.count(width) * (width > 1), width))
        return (widths.count(widest) if widest > 1 else 0, widest)

    try:
        return max(DELIMITERS, key=score) if lines else ","
    except csv.Error:
        return ","
