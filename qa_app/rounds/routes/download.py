"""A draw as a file, with all that anybody needs to do it again by hand."""

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.rounds.queries.by_hand import lines_of_records, not_checked_of, sees_all_of
from qa_app.rounds.queries.drawing import latest_draw
from qa_app.rounds.queries.planner import find_round_to_run
from qa_app.rounds.queries.showing import (
    children_in,
    list_shown,
    positions_in,
    practitioner_names,
)
from qa_app.rounds.routes.blueprint import rounds
from qa_app.trail.operations import look
from qa_app.web.csv_files import TellsOf, csv_file

# The digest is made again from the first five; whoever does not see the whole list has not got all of them.
KNOWN_BEFORE = ("Reference", "May be drawn", "Spread by", "Family", "Practitioner")
CAME_OUT = ("Outcome", "Why", "Place in the draw", "Not checked")
NAME = "Name of the practitioner"


@rounds.get("/<public_id:round_id>/draw/download")
@requires(Permission.ROUND_WRITE)
def download_draw(round_id: str) -> ResponseReturnValue:
    """Every record of the pool with what became of it, so that anybody can do the draw again."""
    round_ = find_round_to_run(round_id, viewer())
    draw = latest_draw(round_)
    if draw is None:
        flash("Nothing has been drawn yet", "notice")
        return redirect(url_for(".draw", round_id=round_id))
    records = list_shown(draw, None, viewer())
    look("round:draw-exported", viewer(), rows=len(records), ids=children_in(records))
    names, positions = practitioner_names(records, viewer()), positions_in(records)
    rows: list[tuple[Any, ...]] = [
        (
            *line.cells,
            one.outcome.value,
            one.why.value if one.why else "",
            positions.get(one.id, ""),
            "; ".join(not_checked_of(draw, one)),
            names.get(one.id, ""),
        )
        for one, line in zip(records, lines_of_records(draw, records), strict=True)
    ]
    name, headers = f"draw-{round_.month:%Y-%m}", (*KNOWN_BEFORE, *CAME_OUT, NAME)
    if sees_all_of(draw, viewer()):
        return csv_file(name, headers, rows, TellsOf.RECORDS)
    return csv_file(
        name, without_ties(headers), [without_ties(row) for row in rows], TellsOf.RECORDS
    )


def without_ties(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Who belongs together would tell of a restricted record that is not in the file."""
    return (*row[:3], *row[5:-1])
