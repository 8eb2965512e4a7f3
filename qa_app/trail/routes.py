"""Who did what."""

from collections.abc import Iterable

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import open_to_signed_in, requires, viewer
from qa_app.access.rules import Permission
from qa_app.foundation.clock import as_london, long_date, today
from qa_app.trail.models import Event
from qa_app.trail.operations import look
from qa_app.trail.queries import events
from qa_app.trail.queries.events import Events, Sought
from qa_app.trail.rules.moments import LIKE_DAY, read_day
from qa_app.trail.rules.words import Kind, in_words, purpose_of, rows_of, which_of
from qa_app.web.csv_files import TellsOf, csv_file
from qa_app.web.searches import asked, searched_by
from qa_app.web.sheets import sheet_of

MOST_IN_A_FILE = 50_000
# A day is typed as text, so that anything may stand in its box.
TYPED = ("person", "from", "to")
HEADERS = ("When", "Who", "Email", "What", "Event", "About", "Number", "Which")

trail = Blueprint("trail", __name__, url_prefix="/trail")


@trail.route("", methods=["GET", "POST"])
@requires(Permission.TRAIL_READ, Permission.TRAIL_ACCOUNTS)
@searched_by(*TYPED)
def index() -> ResponseReturnValue:
    return _listed("trail/index.html", events.visible_to(viewer()), ".download")


@trail.route("/mine", methods=["GET", "POST"])
@open_to_signed_in
@searched_by(*TYPED)
def mine() -> ResponseReturnValue:
    return _listed("trail/mine.html", events.done_by(viewer()), ".download_mine")


@trail.route("/download", methods=["GET", "POST"])
@requires(Permission.TRAIL_READ, Permission.TRAIL_ACCOUNTS)
@searched_by(*TYPED)
def download() -> ResponseReturnValue:
    return _downloaded(events.visible_to(viewer()), "who-did-what")


@trail.route("/mine/download", methods=["GET", "POST"])
@open_to_signed_in
@searched_by(*TYPED)
def download_mine() -> ResponseReturnValue:
    return _downloaded(events.done_by(viewer()), "what-i-did")


@trail.get("/exports")
@requires(Permission.EXPORT_LOG_READ)
def exports() -> ResponseReturnValue:
    """The log of downloads: who took what out of the service, and how much of it."""
    wanted = events.exports_visible_to(viewer())
    sheet = sheet_of(events.count(wanted))
    return render_template(
        "trail/exports.html",
        rows=events.list_events(wanted, sheet.on_a_page, sheet.offset),
        sheet=sheet,
        in_words=in_words,
        rows_of=rows_of,
        purpose_of=purpose_of,
    )


@trail.get("/exports/download")
@requires(Permission.EXPORT_LOG_READ)
def download_exports() -> ResponseReturnValue:
    found = events.list_events(events.exports_visible_to(viewer()), MOST_IN_A_FILE)
    look("trail:export-log-exported", viewer(), rows=len(found))
    headers = ("When", "Who", "Email", "What", "Rows", "Purpose or report", "Number")
    rows = [_as_export(one) for one in found]
    return csv_file(f"downloads-{today().isoformat()}", headers, rows, TellsOf.NO_RECORD)


def _listed(page: str, seen: Events, file: str) -> ResponseReturnValue:
    sought = _sought()
    wanted = events.sought(seen, sought)
    sheet = sheet_of(events.count(wanted))
    return render_template(
        page,
        rows=events.list_events(wanted, sheet.on_a_page, sheet.offset),
        sheet=sheet,
        asked=sought,
        days={name: _typed_day(name) for name in ("from", "to")},
        chips=_chips(sought),
        kinds=[(kind.name, kind.value) for kind in Kind],
        in_words=in_words,
        which_of=which_of,
        sees_all=events.may_see_all(viewer()),
        address_of_file=url_for(file),
    )


def _downloaded(seen: Events, name: str) -> ResponseReturnValue:
    rows = events.list_events(events.sought(seen, _sought()), MOST_IN_A_FILE)
    look("trail:exported", viewer(), rows=len(rows))
    return csv_file(f"{name}-{today().isoformat()}", HEADERS, as_rows(rows), TellsOf.NO_RECORD)


def _as_export(one: Event) -> tuple[object, ...]:
    return (
        as_london(one.at).strftime("%Y-%m-%d %H:%M:%S"),
        one.who,
        one.by.email if one.by else "",
        in_words(one.name),
        rows_of(one.facts),
        purpose_of(one.facts),
        one.number,
    )


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
            which_of(one.facts),
        )
        for one in found
    ]


def _sought() -> Sought:
    given = asked()
    kind = given.get("kind", "")
    return Sought(
        person=given.get("person", "")[:200].strip(),
        kind=Kind[kind] if kind in Kind.__members__ else None,
        first_day=read_day(given.get("from", "")),
        last_day=read_day(given.get("to", "")),
    )


def _typed_day(name: str) -> tuple[str, str]:
    """What was typed, and what to do about it when it is no day."""
    typed = asked().get(name, "")[:40].strip()
    return typed, LIKE_DAY if typed and read_day(typed) is None else ""


def _chips(sought: Sought) -> list[tuple[str, str]]:
    chips = {
        "person": f"Person: {sought.person}" if sought.person else "",
        "kind": sought.kind.value if sought.kind else "",
        "from": f"From {long_date(sought.first_day)}" if sought.first_day else "",
        "to": f"To {long_date(sought.last_day)}" if sought.last_day else "",
    }
    return [(words, name) for name, words in chips.items() if words]
