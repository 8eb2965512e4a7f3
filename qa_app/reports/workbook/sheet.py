"""One sheet: its head, its rows as they come, and what makes it a table at the end."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from qa_app.foundation.clock import as_london
from qa_app.reports.rules.cells import CHANGED, GOES_ON, WENT_ON, made_fit, parts_of
from qa_app.reports.rules.tables import TEXT_NOTE, Cell, Column, Kind, Row, Table

# Beyond this Excel is slow with a table; a filter and a name do the same.
MOST_IN_A_TABLE = 20_000
MOST_ROWS = 1_048_575
TOLD_EVERY = 500
STYLE = "Table Style Light 1"
# In points; Excel makes no row higher.
LINE, HIGHEST, HIGHEST_HEAD = 15, 405, 90

Tell = Callable[[int], None]


class TooLong(Exception):
    """More rows than Excel holds on a sheet."""


class Unkept(dict[Any, Any]):
    """XlsxWriter remembers each cell of a table, to find tables that overlap. A sheet of ours has one."""

    def __setitem__(self, cell: Any, of: Any) -> None:
        pass


class Sheet:
    """`changed` counts the cells in which characters had to go, `continued` the rows that go on."""

    def __init__(self, sheet: Worksheet, table: Table, formats: dict[str, Format]) -> None:
        self.sheet, self.table, self.formats = sheet, table, formats
        self.has_notes = table.noted
        note = [Column(TEXT_NOTE, width=30)] if self.has_notes else []
        self.columns = [*table.columns, *note]
        self.widths = [one.is_wide for one in self.columns]
        self.rows = self.changed = self.continued = 0
        self._by_column = [self._writer(one.kind) for one in table.columns]
        self._begin()

    def _begin(self) -> None:
        for at, column in enumerate(self.columns):
            self.sheet.set_column(at, at, column.is_wide)
            self.sheet.write_string(0, at, column.heading, self.formats["head"])
        lines = max(_lines(one.heading, one.is_wide) for one in self.columns)
        self.sheet.set_row(0, min(LINE * lines, HIGHEST_HEAD))
        self.sheet.freeze_panes(1, min(self.table.keys, 2))

    def write(self, rows: Iterable[Row], tell: Tell) -> None:
        for row in rows:
            self._write_row(row)
            if self.rows % TOLD_EVERY == 0:
                tell(self.rows)
        self._finish()

    def _write_row(self, row: Row) -> None:
        at, changed, too_long, lines = self._next(), False, {}, 1
        for column, cell in enumerate(row):
            if cell is None or cell == "":
                continue
            if isinstance(cell, str):
                text, had_to_go = made_fit(cell)
                parts = parts_of(text)
                if len(parts) > 1:
                    too_long[column] = parts
                self._text(at, column, parts[0])
                lines = max(lines, _lines(parts[0], self.widths[column]))
                if had_to_go:
                    changed, self.changed = True, self.changed + 1
            else:
                self._by_column[column](at, column, cell)
        if changed or too_long:
            self._note(at, [GOES_ON] * bool(too_long) + [CHANGED] * changed)
        if lines > 1:
            # Not every program makes a row as high as its text by itself.
            self.sheet.set_row(at, min(LINE * lines, HIGHEST))
        if too_long:
            self._go_on(row, too_long)

    def _go_on(self, row: Row, too_long: dict[int, list[str]]) -> None:
        """The rest stands below, beside what says which row it is."""
        longest = max(len(parts) for parts in too_long.values())
        for turn in range(1, longest):
            at = self._next()
            self.continued += 1
            for column, cell in enumerate(row[: self.table.keys]):
                if column not in too_long and cell not in (None, ""):
                    self._cell(at, column, cell)
            for column, parts in too_long.items():
                if turn < len(parts):
                    self._text(at, column, parts[turn])
            self._note(at, [WENT_ON] + [GOES_ON] * (turn + 1 < longest))

    def _next(self) -> int:
        self.rows += 1
        if self.rows > MOST_ROWS:
            raise TooLong
        # The height of a row that is on the disk already is remembered no more.
        self.sheet.row_info.pop(self.rows - 2, None)
        self.sheet.row_sizes.pop(self.rows - 2, None)
        return self.rows

    def _cell(self, at: int, column: int, cell: Cell) -> None:
        if isinstance(cell, str):
            self._text(at, column, parts_of(made_fit(cell)[0])[0])
        else:
            self._by_column[column](at, column, cell)

    def _text(self, at: int, column: int, text: str) -> None:
        long = self.columns[column].kind is Kind.LONG
        self.sheet.write_string(at, column, text, self.formats["long" if long else "text"])

    def _note(self, at: int, notes: Sequence[str]) -> None:
        if self.has_notes:
            self.sheet.write_string(
                at, len(self.columns) - 1, ". ".join(notes), self.formats["text"]
            )

    def _writer(self, kind: Kind) -> Callable[[int, int, Any], object]:
        if kind in (Kind.DAY, Kind.MONTH):
            shown = self.formats["day" if kind is Kind.DAY else "month"]
            return lambda at, column, cell: self.sheet.write_datetime(at, column, _day(cell), shown)
        name = {Kind.SHARE: "share", Kind.DECIMAL: "decimal"}.get(kind, "number")
        shown = self.formats[name]
        return lambda at, column, cell: self.sheet.write_number(at, column, cell, shown)

    def _finish(self) -> None:
        """A table as far as Excel is quick with it; its name is what Power Query asks for either way."""
        last, width = self.rows, len(self.columns) - 1
        if not last:
            # A head alone is no table to Excel; the row says why there is none.
            self.sheet.write_string(
                1, 0, "Nothing to show with these filters", self.formats["text"]
            )
            last = 1
        elif last <= MOST_IN_A_TABLE:
            self._make_table(last, width)
        else:
            self.sheet.autofilter(0, 0, last, width)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(0)
        self.sheet.print_area(0, 0, last, width)

    @property
    def needs_name(self) -> bool:
        return self.rows > MOST_IN_A_TABLE

    def _make_table(self, last: int, width: int) -> None:
        """The rows are on the disk already; what is added here is what is said about them."""
        sheet = self.sheet
        sheet.table_cells = Unkept()
        sheet.constant_memory = False
        sheet.add_table(
            0,
            0,
            last,
            width,
            {
                "name": self.table.name,
                "style": STYLE,
                "columns": [{"header": one.heading} for one in self.columns],
                "description": self.table.about,
                "title": self.table.title,
            },
        )
        sheet.constant_memory = True


def _day(cell: date | datetime) -> date:
    """As people count days: in London. Excel knows no zones."""
    return as_london(cell).date() if isinstance(cell, datetime) else cell


def _lines(text: str, width: int) -> int:
    """How many it takes in a column that is so wide, as nearly as can be told without the letters’ widths."""
    if len(text) <= width and "\n" not in text:
        return 1
    return sum(1 + max(0, len(one) - 1) // max(1, width - 1) for one in text.split("\n"))
