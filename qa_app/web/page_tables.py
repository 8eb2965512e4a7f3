"""Every table of every page as CSV, made from the page itself: who may open the page has its tables, with its figures.

The page is drawn as it would be shown, with all rows of its list; its table is read out of it.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from html.parser import HTMLParser
from typing import Any

from flask import Flask, Response, abort, current_app, g, request
from markupsafe import Markup
from werkzeug.exceptions import NotFound

from qa_app.web.csv_files import TellsOf, csv_file
from qa_app.web.searches import address_of

# In the address of a page: which of its tables is wanted as a file.
WANTED = "table-as-file"
MOST_ROWS = 5_000
TOO_MANY = (
    f"This list has more than {MOST_ROWS:,} rows. Choose fewer with its filters, then download it"
)
NOTE = "who notes a table that was taken"

# Set by a page whose rows tell of records, though no child of the list is among them.
TELLS_OF_RECORDS = "tells_of_records"

UNSEEN = {"button", "form", "script", "svg", "select"}
VOID = {"br", "hr", "img", "input", "wbr"}
NEW_LINE = {"br", "li", "p", "div", "dd", "dt"}
NUMBER = re.compile(r"0|[1-9][0-9]{0,2}(,[0-9]{3})*|[1-9][0-9]*")
WORDS_OF_DAY = "%d %B %Y"
WORDS_OF_MOMENT = re.compile(r"(\d{1,2} [A-Z][a-z]+ \d{4}) at (\d{1,2})(?::(\d{2}))?(am|pm)")


def tells_of_records() -> None:
    """What comes before a file that tells of children comes before every table of this page."""
    setattr(g, TELLS_OF_RECORDS, True)


Note = Callable[[str, int], Response | None]


class Table(HTMLParser):
    """The cells of one table, by the id of its caption; what is there for screen readers alone is left out."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.caption_id = f"{name}-caption"
        self.caption = ""
        self.rows: list[list[Any]] = []
        self.is_found = self._inside = self._in_caption = False
        self._unseen = 0
        self._cell: list[str] | None = None
        self._kind: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        classes = said.get("class", "").split()
        if tag == "table":
            self._inside = False
        elif tag == "caption" and said.get("id") == self.caption_id:
            self._inside = self.is_found = self._in_caption = True
        if not self._inside or tag in VOID:
            if tag == "br" and self._cell is not None and not self._unseen:
                self._cell.append("\n")
            return
        hides = tag in UNSEEN or "govuk-visually-hidden" in classes
        if tag != "caption" and (self._unseen or hides):
            self._unseen += 1
        elif tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self._cell, self._kind = [], {**said, "tag": tag}
        elif self._cell is not None:
            # Parts of a cell stand apart on the page, and so in the file.
            self._cell.append("\n" if tag in NEW_LINE or "app-line" in classes else " ")

    def handle_endtag(self, tag: str) -> None:
        if not self._inside or tag in VOID:
            return
        if tag == "caption":
            self._in_caption = False
        elif tag == "table":
            self._inside = False
        elif self._unseen:
            self._unseen -= 1
        elif tag in ("td", "th") and self._cell is not None and self.rows:
            self.rows[-1].append(self._value("".join(self._cell)))
            self.rows[-1] += [""] * (int(self._kind.get("colspan") or 1) - 1)
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._in_caption:
            self.caption += data
        elif self._cell is not None and not self._unseen:
            self._cell.append(re.sub(r"\s+", " ", data))

    def _value(self, text: str) -> Any:
        lines = (re.sub(r" +", " ", line).strip() for line in text.split("\n"))
        words = "\n".join(line for line in lines if line)
        if "numeric" in self._kind.get("class", "") and NUMBER.fullmatch(words):
            return int(words.replace(",", ""))
        return as_written(words)


def as_written(words: str) -> Any:
    """Days, moments and months of a page as every program reads them; other words as they are."""
    if moment := WORDS_OF_MOMENT.fullmatch(words):
        day, hour, minute, half = moment.groups()
        of_day = int(hour) % 12 + (12 if half == "pm" else 0)
        found = _day(day)
        return f"{found.isoformat()}T{of_day:02}:{minute or '00'}" if found else words
    if found := _day(words):
        return found
    month = _day(f"1 {words}")
    return f"{month:%Y-%m}" if month else words


def _day(words: str) -> date | None:
    try:
        return datetime.strptime(words, WORDS_OF_DAY).date()  # noqa: DTZ007 – a day has no hour
    except ValueError:
        return None


def is_wanted() -> bool:
    """Whether this page is drawn for a file, and so with every row of its list."""
    return request.method == "GET" and WANTED in request.args


def refuse_more_than_fits(total: int) -> None:
    """Nothing is cut: a longer list is refused, in words."""
    if total > MOST_ROWS:
        abort(413, TOO_MANY)


def table_file(name: str) -> Markup:
    """Below a table: the way to its file. Where words were typed there is none, for no address may hold them."""
    if request.method != "GET" or is_wanted():
        return Markup()
    here = address_of(request.path, {**request.args.to_dict(), "page": "", WANTED: name})
    return Markup('<p class="govuk-body-s app-table-file app-not-printed"><a class="govuk-link" href="{}">Download this table as CSV</a></p>').format(here)  # fmt: skip


def note_by(app: Flask, note: Note) -> None:
    """Whoever knows who asks notes what is taken, or leads elsewhere first."""
    app.extensions[NOTE] = note


def instead_of_page(response: Response) -> Response:
    if not is_wanted() or response.status_code != 200 or response.mimetype != "text/html":
        return response
    table = Table(request.args[WANTED])
    table.feed(response.get_data(as_text=True))
    if not table.is_found or not table.rows:
        # Drawn for a file, the page has every row of its list: it is not shown.
        return current_app.make_response(current_app.handle_user_exception(NotFound()))
    head, *rows = [list(row) for row in table.rows]
    kept = [at for at, title in enumerate(head) if title or any(_at(row, at) for row in rows)]
    rows = [[_at(row, at) for at in kept] for row in rows]
    if (first := current_app.extensions[NOTE](request.args[WANTED], len(rows))) is not None:
        return first
    name = re.sub(r"[^a-z0-9]+", "-", table.caption.lower()).strip("-")[:60] or "table"
    # Whether it tells of anybody was seen by whoever noted it.
    return csv_file(name, [str(head[at]) for at in kept], rows, TellsOf.NO_RECORD)


def _at(row: list[Any], at: int) -> Any:
    return row[at] if at < len(row) else ""


def attach(app: Flask) -> None:
    app.jinja_env.globals["table_file"] = table_file
    # What a page shows in short stands in full in its file: nothing is cut without saying so.
    app.jinja_env.globals["in_file"] = is_wanted
    app.after_request(instead_of_page)
