"""Lists and tables as CSV, and beside each what its columns hold."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from enum import Enum, auto
from typing import Any

from flask import Flask, Response, current_app, g, request

from qa_app.foundation.csv_cells import as_cell, described
from qa_app.web.searches import address_of, asked

# In the address of a file this asks for its description instead.
DESCRIBED, CSVW = "described", "csvw"
TYPE_OF_CSVW = "application/csvm+json"


class TellsOf(Enum):
    """What leads to a child is taken after a fresh sign-in and with a reason, whatever page it is taken from."""

    RECORDS = auto()
    NO_RECORD = auto()


FIRST = "what comes before a file that tells of children"
# How many rows it has; the page that is shown instead, if one is.
Before = Callable[[int], Response | None]


def ask_before(app: Flask, before: Before) -> None:
    """Whoever knows who asks says what has to be asked first."""
    app.extensions[FIRST] = before


def csv_file(
    name: str, headers: Sequence[str], rows: Iterable[Sequence[Any]], tells_of: TellsOf
) -> Response:
    """A download; the mark at its start tells Excel that it is UTF-8. Every CSV of the service is made here."""
    rows = list(rows)
    if request.args.get(DESCRIBED) == CSVW:
        return _description(name, headers, rows)
    before: Before = current_app.extensions.get(FIRST, lambda _: None)
    if tells_of is TellsOf.RECORDS and (first := before(len(rows))) is not None:
        return first
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow([as_cell(one) for one in headers])
    writer.writerows([as_cell(value) for value in row] for row in rows)
    response = Response(written.getvalue().encode("utf-8-sig"), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    beside = address_of(request.path, {**_chosen(), DESCRIBED: CSVW})
    response.headers["Link"] = f'<{beside}>; rel="describedby"; type="{TYPE_OF_CSVW}"'
    return response


def _description(name: str, headers: Sequence[str], rows: Sequence[Sequence[Any]]) -> Response:
    """It holds no row, so that nothing was taken that the log of downloads would tell of."""
    g.leaves_no_trace = True
    said = json.dumps(described(name, headers, rows), ensure_ascii=False, indent=2)
    response = Response(said, mimetype=TYPE_OF_CSVW)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv-metadata.json"'
    return response


def _chosen() -> dict[str, str]:
    """What was typed stands in no address; columns are the same without it."""
    return asked() if request.method == "GET" else {}
