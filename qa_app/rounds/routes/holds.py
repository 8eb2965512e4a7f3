"""Records that are out of draws: take one out, see which are, put one back."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may_at
from qa_app.children.models import ChildOnList
from qa_app.children.queries.children import find_child
from qa_app.foundation.clock import now, today
from qa_app.organisation.routes.answers import shown
from qa_app.rounds.forms.holds import HoldForm, LiftHoldForm
from qa_app.rounds.operations import holds as operations
from qa_app.rounds.queries.holds import find_hold, hold_of, list_holds, list_unfinished
from qa_app.rounds.routes.blueprint import rounds
from qa_app.rounds.rules.holds import Hold
from qa_app.trail.operations import look

WRITE = Permission.ROUND_WRITE


def holds_panel(child: ChildOnList) -> dict[str, object] | None:
    """On a record's own page, for those who run rounds where it is."""
    if not may_at(viewer(), WRITE, child.place.path):
        return None
    return {"hold": hold_of(child.child_id, today())}


@rounds.get("/holds")
@requires(WRITE)
def holds() -> ResponseReturnValue:
    listed = list_holds(viewer(), today())
    look("children:holds-listed", viewer(), ids=[one.child.public_id for one in listed])
    return render_template("rounds/holds.html", holds=listed)


@rounds.route("/holds/new/<public_id:child_id>", methods=["GET", "POST"])
@requires(WRITE)
def hold(child_id: str) -> ResponseReturnValue:
    row, form = find_child(child_id, viewer(), WRITE), HoldForm()
    look("child:viewed", viewer(), row.child, child=row.child.public_id)
    if form.validate_on_submit() and form.attempt(
        lambda: operations.hold(
            row.child,
            Hold[form.why.data],
            form.note.data or "",
            form.until.data,
            by=viewer(),
            at=now(),
        )
    ):
        flash("The record is out of draws")
        return redirect(url_for("children.show", child_id=child_id))
    return shown("rounds/hold.html", form, row=row, unfinished=list_unfinished(row.child_id))


@rounds.route("/holds/<public_id:hold_id>/lift", methods=["GET", "POST"])
@requires(WRITE)
def lift_hold(hold_id: str) -> ResponseReturnValue:
    held, form = find_hold(hold_id, viewer()), LiftHoldForm()
    look("child:viewed", viewer(), held.child, child=held.child.public_id)
    if form.validate_on_submit() and form.attempt(
        lambda: operations.lift(held, by=viewer(), at=now())
    ):
        flash("The record may be drawn again")
        return redirect(url_for(".holds"))
    return shown("rounds/lift_hold.html", form, held=held)
