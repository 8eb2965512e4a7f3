"""A hundred thousand findings written to a workbook, beside XlsxWriter writing the same cells and nothing else."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import xlsxwriter

from qa_app.reports.rules.tables import Column, Kind, Row, Table, numbers
from qa_app.reports.workbook import Book, Facts
from tests.makers import NOON

FINDINGS = 100_000
# Of the time that bare writing takes; and megabytes of the whole process.
PROMISED_TIMES, PROMISED_MEMORY = 1.5, 150
SAW = (
    "Supervision was written up within three days each time, with what was decided, by whom and by "
    "when. The reasons stand on the record, and I could follow what changed for the child."
)
COLUMNS = [
    *(Column(one) for one in ("Finding", "Audit", "Record")),
    Column("Month", Kind.MONTH),
    *(Column(one) for one in ("Theme", "Code", "Concept", "Section", "Found as")),
    *(Column(one) for one in ("Grade", "Whole", "Place", "Part of", "Template")),
    *numbers("Version", "First row"),
    Column("What was found", Kind.LONG),
]


def rows() -> Iterator[Row]:
    for at in range(FINDINGS):
        yield (
            f"F-{at:010}",
            f"A-{at // 3:010}",
            f"R-{at // 4:010}",
            date(2026, 1 + at % 11, 1),
            "Purposeful supervision",
            "SYS2",
            "SUPERVISION",
            "Supervision of the work with this child",
            "Area for development",
            "Requires improvement to be good",
            "Good",
            f"Safeguarding South {at % 9}",
            "Safeguarding South",
            "Management oversight and supervision",
            2,
            at % 2,
            f"{at}: {SAW}",
        )


def bare(folder: Path) -> None:
    """What no program that uses XlsxWriter can be quicker than."""
    options = {"constant_memory": True, "tmpdir": str(folder)}
    with xlsxwriter.Workbook(str(folder / "bare.xlsx"), options) as book:
        page, day = book.add_worksheet(), book.add_format({"num_format": "mmmm yyyy"})
        text = book.add_format({"text_wrap": True})
        for at, row in enumerate(rows()):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    page.write_string(at, column, cell, text)
                elif isinstance(cell, date):
                    page.write_datetime(at, column, cell, day)
                else:
                    page.write_number(at, column, cell, text)


def ours(folder: Path) -> None:
    facts = Facts("Bench", "Bench", "Northshire", "Bench", NOON)
    table = Table("Findings", "findings", "Bench", COLUMNS, rows(), keys=3, noted=True)
    with Book(folder / "ours.xlsx", facts, folder) as book:
        book.add(table, lambda _: None)
        book.explain([("About", "Bench")])
        book.close()


def stream_findings() -> tuple[float, float, int]:
    """Seconds of processor time of bare writing and of ours, and the megabytes that ours takes."""
    (without, _), (taken, memory) = _measured("bare"), _measured("ours")
    return without, taken, int(memory)


def most_memory() -> float:
    """Of this process alone, in megabytes; what `resource` says is that of whoever started it as well."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    (most,) = (line.split()[1] for line in lines if line.startswith("VmHWM:"))
    return int(most) / 1024


def _measured(which: str) -> tuple[float, float]:
    """In a process of its own, whose memory is nobody else's."""
    asked = [sys.executable, "-m", "tests.bench.findings_streamed", which]
    said = subprocess.run(asked, capture_output=True, check=True, text=True)
    seconds, memory = said.stdout.split()
    return float(seconds), float(memory)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="qa-bench-") as made_in:
        began = time.process_time()
        {"bare": bare, "ours": ours}[sys.argv[1]](Path(made_in))
        spent = time.process_time() - began
    print(f"{spent:.2f} {most_memory():.0f}")  # noqa: T201
