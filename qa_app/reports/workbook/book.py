"""The whole workbook: its contents first, then sheets one after the other, charts on one of their own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.utility import xl_range_abs

from qa_app.foundation.clock import as_london
from qa_app.reports.rules.tables import Column, Drawing, Kind, Row, Table
from qa_app.reports.workbook.charts import chart_of
from qa_app.reports.workbook.sheet import Sheet, Tell, TooLong

__all__ = ["Book", "Facts", "TooLong", "Written"]

CONTENTS, CHARTS = "Contents", "Charts"
# Rows that a chart takes on its sheet.
TALL = 22


@dataclass(frozen=True)
class Facts:
    """What the properties of the document say."""

    title: str
    author: str
    company: str
    subject: str
    at: datetime


@dataclass(frozen=True)
class Written:
    table: Table
    rows: int
    changed: int
    continued: int


@dataclass
class Book:
    """What is written goes to `folder`, and from there into the file; neither is open to others."""

    path: Path
    facts: Facts
    folder: Path
    written: list[Written] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.book = xlsxwriter.Workbook(
            str(self.path),
            {
                "constant_memory": True,
                "tmpdir": str(self.folder),
                # Text stays text: a cell that begins with “=” is somebody’s words, never a formula.
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "nan_inf_to_errors": False,
            },
        )
        self.book.set_properties(
            {
                "title": self.facts.title,
                "author": self.facts.author,
                "company": self.facts.company,
                "subject": self.facts.subject,
                "created": as_london(self.facts.at).replace(tzinfo=None),
            }
        )
        self.formats = self._formats()
        self.contents = self.book.add_worksheet(CONTENTS)
        self._charts: list[tuple[Table, Drawing]] = []

    def _formats(self) -> dict[str, xlsxwriter.format.Format]:
        add, top = self.book.add_format, {"valign": "top"}
        return {
            "head": add({"bold": True, "text_wrap": True, **top}),
            # “@” keeps 00123 and MAR1 as they are when somebody edits the cell.
            "text": add({"num_format": "@", "text_wrap": True, **top}),
            "long": add({"num_format": "@", "text_wrap": True, **top}),
            "number": add({"num_format": "#,##0", "align": "right", **top}),
            "decimal": add({"num_format": "0.00", "align": "right", **top}),
            "share": add({"num_format": "0%", "align": "right", **top}),
            "day": add({"num_format": "d mmm yyyy", "align": "left", **top}),
            "month": add({"num_format": "mmmm yyyy", "align": "left", **top}),
        }

    def add(self, table: Table, tell: Tell) -> Written:
        """One more sheet. Its rows are asked for as they are written."""
        worksheet = self.book.add_worksheet(table.title)
        sheet = Sheet(worksheet, table, self.formats)
        sheet.write(table.rows, tell)
        self._foot(worksheet, table.title)
        if sheet.needs_name:
            area = xl_range_abs(0, 0, sheet.rows, len(sheet.columns) - 1)
            self.book.define_name(table.name, f"='{table.title}'!{area}")
        self._charts += [(table, one) for one in table.drawings]
        done = Written(table, sheet.rows - sheet.continued, sheet.changed, sheet.continued)
        self.written.append(done)
        return done

    def draw(self) -> None:
        """Every chart that a table brought, on one sheet."""
        if not self._charts:
            return
        worksheet = self.book.add_worksheet(CHARTS)
        worksheet.set_column(0, 0, 3)
        for turn, (table, one) in enumerate(self._charts):
            chart = chart_of(self.book, table, one)
            described = {"description": one.described, "object_position": 2}
            worksheet.insert_chart(1 + turn * TALL, 1, chart, described)
        worksheet.set_landscape()
        worksheet.set_paper(9)
        worksheet.fit_to_pages(1, 0)
        worksheet.print_area(0, 0, 1 + len(self._charts) * TALL, 16)
        self._foot(worksheet, CHARTS)

    def explain(self, rows: Sequence[Row]) -> None:
        """The first sheet, which is written last: it says what became of the others."""
        table = Table(
            CONTENTS,
            "contents",
            "What this workbook holds, and how its figures were made",
            [Column("About", width=30), Column("What it says", Kind.LONG, width=100)],
            rows,
        )
        Sheet(self.contents, table, self.formats).write(rows, lambda _: None)
        self._foot(self.contents, CONTENTS)

    def close(self) -> None:
        self.contents.activate()
        self.book.close()

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, failed: object, *_: object) -> None:
        """What is not whole when it is left is given up, with the files that its rows lie in."""
        if failed:
            for worksheet in self.book.worksheets():
                worksheet.row_data_fh.close()

    def _foot(self, worksheet: xlsxwriter.worksheet.Worksheet, title: str) -> None:
        said = self.facts.subject.replace("&", "&&")[:120]
        worksheet.set_footer(f"&L&8{said}&R&8{title}, page &P of &N")
