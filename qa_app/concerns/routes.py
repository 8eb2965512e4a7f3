"""Raise a concern, see those one may see, say that one has it, close it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Blueprint, Flask, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, Viewer
from qa_app.children.models import ChildOnList
from qa_app.children.queries.children import find_child, row_on_the_list
from qa_app.concerns import operations, queries
from qa_app.concerns.forms import CloseForm, ConcernForm, ToldForm
from qa_app.concerns.models import Concern
from qa_app.concerns.operations import Record
from qa_app.concerns.operations.following import is_for
from qa_app.concerns.rules import About, State, is_office_hours
from qa_app.concerns.rules.settings import lines_of
from qa_app.foundation.clock import now
from qa_app.organisation.queries.settings import days_off
from qa_app.organisation.routes.answers import shown
from qa_app.trail.operations import look
from qa_app.web.sheets import sheet_of

concerns = Blueprint("concerns", __name__, url_prefix="/concerns")

READ = Permission.CONCERN_READ
STATES = [(one.name, one.value) for one in State]
FINDER = "who finds an allocation for a concern"


def find_allocations_by(app: Flask, find: Callable[[str, Viewer], Any]) -> None:
    """Allocations are beside this folder, so create_app brings who finds one that the viewer may read."""
    app.extensions[FINDER] = find


@concerns.get("")
@requires(READ)
def index() -> ResponseReturnValue:
    state = State.__members__.get(request.args.get("state", ""))
    sheet = sheet_of(queries.count(viewer(), state))
    listed = queries.list_concerns(viewer(), state, sheet.on_a_page, sheet.offset)
    look("concerns:listed", viewer(), ids=[one.public_id for one in listed])
    return render_template(
        "concerns/index.html", concerns=listed, sheet=sheet, state=state, state_options=STATES
    )


@concerns.route("/new/children/<public_id:child_id>", methods=["GET", "POST"])
@requires(Permission.CHILD_READ)
def new_for_child(child_id: str) -> ResponseReturnValue:
    row = find_child(child_id, viewer())
    return _raise(Record(row.place, row.child.reference, row.child))


@concerns.route("/new/audits/<public_id:allocation_id>", methods=["GET", "POST"])
@requires(Permission.AUDIT_WRITE, Permission.AUDIT_READ)
def new_for_audit(allocation_id: str) -> ResponseReturnValue:
    found = current_app.extensions[FINDER](allocation_id, viewer())
    # Of a practitioner's own work the page says whose it is; a concern goes to more people than that.
    reference = "" if found.practitioner_id else found.reference
    record = Record(found.place, reference, found.child, found.id)
    return _raise(record, of_a_practitioner=found.practitioner_id is not None)


def _raise(record: Record, *, of_a_practitioner: bool = False) -> ResponseReturnValue:
    form = ConcernForm()
    if not of_a_practitioner:
        del form.reference
    if form.validate_on_submit() and (named := _named(record, form)):
        concern = operations.raise_concern(
            named,
            About[form.about.data],
            form.seen.data,
            by=viewer(),
            at=now(),
            address=current_app.extensions["settings"].base_url,
        )
        flash("Your concern is saved. Now make sure that somebody has it.", "notice")
        return redirect(url_for(".show", concern_id=concern.public_id))
    if record.child:
        look("child:viewed", viewer(), record.child, child=record.child.public_id)
    return shown(
        "concerns/new.html",
        form,
        record=record,
        lines=lines_of(queries.numbers_of(viewer().council_id)),
    )


def _named(record: Record, form: ConcernForm) -> Record | None:
    """In an audit of somebody’s own work no child is read: whom it is about is asked, for their manager to hear."""
    if "reference" not in form or About[form.about.data] is About.COLLEAGUE:
        return record
    row = row_on_the_list(form.reference.data or "", viewer().council_id)
    if row is None:
        form.refuse(
            "Enter the reference of the child’s record, as the list has it", about="reference"
        )
        return None
    return replace(record, place=row.place, reference=row.child.reference, child=row.child)


@concerns.get("/<public_id:concern_id>")
@requires(READ)
def show(concern_id: str) -> ResponseReturnValue:
    concern = _looked_at(concern_id)
    is_own, is_theirs = concern.raised_by_id == viewer().person_id, is_for(concern, viewer())
    return render_template(
        "concerns/show.html",
        concern=concern,
        told=queries.list_told(concern),
        is_own=is_own,
        may_receive=is_theirs and not is_own,
        may_follow=is_theirs or is_own,
        is_office_hours=is_office_hours(now(), days_off(viewer().council_id)),
        lines=lines_of(queries.numbers_of(viewer().council_id), concern.about),
    )


@concerns.post("/<public_id:concern_id>/receive")
@requires(READ)
def receive(concern_id: str) -> ResponseReturnValue:
    operations.receive(queries.find_concern(concern_id, viewer()), by=viewer(), at=now())
    flash("You have this concern")
    return redirect(url_for(".show", concern_id=concern_id))


@concerns.route("/<public_id:concern_id>/told", methods=["GET", "POST"])
@requires(READ)
def told(concern_id: str) -> ResponseReturnValue:
    concern, form = _looked_at(concern_id), ToldForm()
    if (
        form.validate_on_submit()
        and (reached := form.reached())
        and form.attempt(lambda: operations.note_told(concern, reached, by=viewer(), at=now()))
    ):
        flash("It is noted whom you told")
        return redirect(url_for(".show", concern_id=concern_id))
    lines = lines_of(queries.numbers_of(viewer().council_id), concern.about)
    return shown("concerns/told.html", form, concern=concern, lines=lines)


@concerns.route("/<public_id:concern_id>/close", methods=["GET", "POST"])
@requires(READ)
def close(concern_id: str) -> ResponseReturnValue:
    concern, form = _looked_at(concern_id), CloseForm()
    if form.validate_on_submit() and form.attempt(
        lambda: operations.close(
            concern, form.on_record_since.data, form.outcome.data, by=viewer(), at=now()
        )
    ):
        flash("The concern is closed")
        return redirect(url_for(".show", concern_id=concern_id))
    return shown("concerns/close.html", form, concern=concern)


def _looked_at(concern_id: str) -> Concern:
    concern = queries.find_concern(concern_id, viewer())
    if request.method == "GET":
        look("concern:viewed", viewer(), concern)
    return concern


def concerns_panel(child: ChildOnList) -> dict[str, Any]:
    """On a record's own page: what is open on it, and the way to raise one."""
    return {"concerns": queries.open_of_child(child.child_id, viewer())}
