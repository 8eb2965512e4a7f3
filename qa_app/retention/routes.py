"""Before a real child; who has seen a child's record; what an account saw."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.children.models import Child
from qa_app.foundation.clock import LONDON, as_london, long_date, now, today
from qa_app.foundation.errors import DomainError
from qa_app.jobs.queries import list_standings
from qa_app.organisation.models import Membership
from qa_app.retention import operations, queries
from qa_app.retention.forms import ReadinessForm
from qa_app.retention.rules import readers_in_words, why_not_between
from qa_app.trail.models import Event
from qa_app.trail.operations import look
from qa_app.trail.rules.moments import LIKE_MOMENT, read_moment
from qa_app.trail.rules.words import in_words
from qa_app.web.csv_files import TellsOf, csv_file
from qa_app.web.searches import asked, searched_by
from qa_app.web.sheets import Sheet, sheet_of

readiness = Blueprint("readiness", __name__, url_prefix="/readiness")
record_readers = Blueprint("record_readers", __name__, url_prefix="/trail")

ASKED = ("email", "from", "to")
HEADERS = ("When", "Who", "Email", "What", "Children’s references")


@readiness.route("", methods=["GET", "POST"])
@requires(Permission.READINESS_WRITE, council_wide=True)
def show() -> ResponseReturnValue:
    row, standing = queries.find_row(viewer()), queries.readiness_of(viewer().council_id)
    version = row.version if row else 0
    form = ReadinessForm(
        impact_assessment_on=standing.impact_assessment_on,
        retention_rules_on=standing.retention_rules_on,
        version=version,
    )
    saved = {
        "impact_assessment_on": _day(standing.impact_assessment_on),
        "retention_rules_on": _day(standing.retention_rules_on),
    }
    if form.validate_on_submit() and not form.is_overtaken(version, saved):
        try:
            operations.record_readiness(form.readiness, by=viewer(), at=now())
        except DomainError as refused:
            form.refuse(*refused.reasons)
        else:
            flash("Saved")
            return redirect(url_for("readiness.show"))
    page = render_template(
        "retention/readiness.html", form=form, readiness=standing, timers=list_standings(now())
    )
    return page, 409 if form.was_refused else 200


@record_readers.route("/children", methods=["GET", "POST"])
@requires(Permission.TRAIL_READ)
@searched_by("reference")
def index() -> ResponseReturnValue:
    """One page: a reference goes in, and everybody who has seen that record comes out."""
    reference = asked().get("reference", "").strip()[:100]
    child, found = _about(reference)
    if child:
        look("trail:readers-listed", viewer(), child=child.public_id, rows=len(found))
    return render_template(
        "retention/readers.html",
        reference=reference,
        child=child,
        **_told(found),
    )


@record_readers.route("/children/download", methods=["GET", "POST"])
@requires(Permission.TRAIL_READ)
@searched_by("reference")
def download() -> ResponseReturnValue:
    reference = asked().get("reference", "").strip()[:100]
    child, found = _about(reference)
    if child is None:
        return redirect(url_for("record_readers.index"))
    return _file_of(child, found)


@record_readers.get("/children/<public_id:child_id>")
@requires(Permission.TRAIL_READ)
def of_child(child_id: str) -> ResponseReturnValue:
    """The same, from the record itself."""
    child = queries.find_child_by_id(child_id, viewer())
    found = queries.events_about(child, viewer())
    look("trail:readers-listed", viewer(), child=child.public_id, rows=len(found))
    return render_template(
        "retention/readers_of_child.html",
        child=child,
        **_told(found),
    )


@record_readers.get("/children/<public_id:child_id>/download")
@requires(Permission.TRAIL_READ)
def download_of_child(child_id: str) -> ResponseReturnValue:
    child = queries.find_child_by_id(child_id, viewer())
    return _file_of(child, queries.events_about(child, viewer()))


@record_readers.route("/accounts", methods=["GET", "POST"])
@requires(Permission.TRAIL_READ)
@searched_by(*ASKED)
def account() -> ResponseReturnValue:
    """For a breach: what could this account have taken away?"""
    wanted, member, found, trouble = _of_account()
    if member:
        look("trail:account-listed", viewer(), member.person, rows=len(found))
    references, sheet = queries.references_in(found, viewer()), sheet_of(len(found))
    return render_template(
        "retention/account.html",
        asked=wanted,
        member=member,
        sheet=sheet,
        rows=[(event, _shown(event, references)) for event in _on(sheet, found)],
        children=len(references),
        trouble=trouble,
        most=queries.MOST,
        in_words=in_words,
    )


@record_readers.route("/accounts/download", methods=["GET", "POST"])
@requires(Permission.TRAIL_READ)
@searched_by(*ASKED)
def download_account() -> ResponseReturnValue:
    _, member, found, _ = _of_account()
    if member is None:
        return redirect(url_for("record_readers.account"))
    look("trail:exported", viewer(), member.person, rows=len(found))
    rows = _rows(found, queries.references_in(found, viewer()))
    return csv_file(f"what-an-account-saw-{today().isoformat()}", HEADERS, rows, TellsOf.RECORDS)


def _told(found: Sequence[Event]) -> dict[str, Any]:
    """A line for each person, and the events of this sheet."""
    sheet = sheet_of(len(found))
    return {
        "sheet": sheet,
        "rows": _on(sheet, found),
        "people": (people := queries.readers_in(found, viewer())),
        "who": readers_in_words(people),
        "most": queries.MOST,
        "in_words": in_words,
    }


def _file_of(child: Child, found: Sequence[Event]) -> ResponseReturnValue:
    look("trail:readers-exported", viewer(), child=child.public_id, rows=len(found))
    shown = {child.public_id: child.reference}
    return csv_file(
        f"who-has-seen-{today().isoformat()}", HEADERS, _rows(found, shown), TellsOf.RECORDS
    )


def _about(reference: str) -> tuple[Child | None, Sequence[Event]]:
    child = queries.find_child(reference, viewer()) if reference else None
    return child, queries.events_about(child, viewer()) if child else ()


def _of_account() -> tuple[dict[str, str], Membership | None, Sequence[Event], str]:
    given = asked()
    wanted = {name: given.get(name, "").strip()[:200] for name in ASKED}
    if not any(wanted.values()):
        return wanted, None, (), ""
    first, last = _moment(wanted["from"]), _moment(wanted["to"])
    member = queries.find_member(wanted["email"], viewer())
    if member is None:
        return wanted, None, (), "Enter the email address of somebody with an account here"
    if first is None or last is None:
        return wanted, None, (), LIKE_MOMENT
    if trouble := why_not_between(first, last):
        return wanted, None, (), trouble
    return wanted, member, queries.events_of(member, viewer(), first, last), ""


def _on(sheet: Sheet, found: Sequence[Event]) -> Sequence[Event]:
    return found[sheet.offset : sheet.offset + sheet.on_a_page]


def _moment(typed: str) -> datetime | None:
    """By the clock on the wall in London."""
    found = read_moment(typed)
    return found.replace(tzinfo=LONDON) if found else None


def _rows(found: Sequence[Event], references: dict[str, str]) -> list[tuple[str, ...]]:
    return [
        (
            as_london(event.at).strftime("%Y-%m-%d %H:%M:%S"),
            event.who,
            event.by.email if event.by else "",
            in_words(event.name),
            ", ".join(_shown(event, references)),
        )
        for event in found
    ]


def _shown(event: Event, references: dict[str, str]) -> list[str]:
    ids = [event.child, *event.facts.get("ids", [])]
    return sorted({references[one] for one in ids if one in references})


def _day(day: date | None) -> str:
    return long_date(day) if day else ""


def readers_panel(child: object) -> dict[str, object] | None:
    """On a record's own page, for those who read the whole trail."""
    return {} if queries.may_see_readers(viewer()) else None
