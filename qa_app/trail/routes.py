"""Who did what."""

from collections.abc import Iterable

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import open_to_signed_in, requires, viewer
from qa_app.access.rules import Permission
from qa_app.foundation.clock import as_london, long_date, today
from qa_app.trail.models import Event
from qa_app.trail.operations import look
from qa_app.trail.queries import events
from qa_app.trail.queries.events import Events, Sought
from qa_app.trail.rules.moments import LIKE_DAY, read_day
from qa_app.trail.rules.words import Kind, in_words
from qa_app.web.csv_files import csv_file
from qa_app.web.sheets import Sheet, sheet_of

MOST_IN_A_FILE = 50_000
HEADERS = ("When", "Who", "Email", "What", "Event", "About", "Number")

trail = Blueprint("trail", __name__, url_prefix="/trail")


@trail.get("")
@requires(Permission.TRAIL_READ, Permission.TRAIL_ACCOUNTS)
def index() -> ResponseReturnValue:
    return _listed("trail/index.html", events.visible_to(viewer()), ".download")


@trail.get("/mine")
@open_to_signed_in
def mine() -> ResponseReturnValue:
    return _listed("trail/mine.html", events.done_by(viewer()), ".download_mine")


@trail.get("/download")
@requires(Permission.TRAIL_READ, Permission.TRAIL_ACCOUNTS)
def download() -> ResponseReturnValue:
    return _downloaded(events.visible_to(viewer()), "who-did-what")


@trail.get("/mine/download")
@open_to_signed_in
def download_mine() -> ResponseReturnValue:
    return _downloaded(events.done_by(viewer()), "what-i-did")


def _listed(page: str, seen: Events, file: str) -> ResponseReturnValue:
    asked = _asked()
    wanted = events.sought(seen, asked)
    sheet = sheet_of(events.count(wanted))
    return render_template(
        page,
        rows=events.list_events(wanted, sheet.on_a_page, sheet.offset),
        sheet=sheet,
        asked=asked,
        days={name: _typed_day(name) for name in ("from", "to")},
        chips=_chips(asked, sheet),
        kinds=[(kind.name, kind.value) for kind in Kind],
        in_words=in_words,
        sees_all=events.may_see_all(viewer()),
        address_of_file=f"{url_for(file)}?{request.query_string.decode()}",
    )


def _downloaded(seen: Events, name: str) -> ResponseReturnValue:
    rows = events.list_events(events.sought(seen, _asked()), MOST_IN_A_FILE)
    look("trail:exported", viewer(), rows=len(rows))
    return csv_file(f"{name}-{today().isoformat()}", HEADERS, as_rows(rows))


def as_rows(found: Iterable[Event]) -> list[tuple[object, ...]]:
    return [
        (
            as_london(one.at).strftime("%Y-%m-%d %H:%M:%S"),
            one.who,
            one.by.email if one.by else "",
            in_words(one.name),
            one.name,
            one.about_id or one.child or "",
            one.number,
        )
        for one in found
    ]


def _asked() -> Sought:
    kind = request.args.get("kind", "")
    return Sought(
        person=request.args.get("person", "")[:200].strip(),
        kind=Kind[kind] if kind in Kind.__members__ else None,
        first_day=read_day(request.args.get("from", "")),
        last_day=read_day(request.args.get("to", "")),
    )


def _typed_day(name: str) -> tuple[str, str]:
    """What was typed, and what to do about it when it is no day."""
    typed = request.args.get(name, "")[:40].strip()
    return typed, LIKE_DAY if typed and read_day(typed) is None else ""


def _chips(asked: Sought, sheet: Sheet) -> list[tuple[str, str]]:
    chips = {
        "person": f"Person: {asked.person}" if asked.person else "",
        "kind": asked.kind.value if asked.kind else "",
        "from": f"From {long_date(asked.first_day)}" if asked.first_day else "",
        "to": f"To {long_date(asked.last_day)}" if asked.last_day else "",
    }
    return [(words, sheet.without(name)) for name, words in chips.items() if words]
