"""Restrict one child's record, change the restriction, lift it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.children.forms import LiftForm, restrict_form
from qa_app.children.operations import restricting
from qa_app.children.queries.restrictions import restriction_of
from qa_app.children.routes.blueprint import children
from qa_app.children.routes.records import found
from qa_app.children.rules.clearance import cleared_at, kept_out_at
from qa_app.foundation.clock import now


@children.route("/<public_id:child_id>/restrict", methods=["GET", "POST"])
@requires(Permission.CHILD_RESTRICT)
def restrict(child_id: str) -> ResponseReturnValue:
    row = found(child_id, Permission.CHILD_RESTRICT)
    form, was_restricted = restrict_form(row.child), row.child.restricted
    if form.validate_on_submit() and form.attempt(
        lambda: restricting.restrict(
            row.child, form.reason.data, form.review_on.data, by=viewer(), at=now()
        ),
        about="review_on",
    ):
        flash("Restriction changed" if was_restricted else "Record restricted")
        return redirect(url_for(".show", child_id=child_id))
    return render_template(
        "children/restrict.html",
        row=row,
        form=form,
        was_restricted=was_restricted,
        cleared=cleared_at(row.place.name),
    )


@children.route("/<public_id:child_id>/lift", methods=["GET", "POST"])
@requires(Permission.CHILD_RESTRICT)
def lift(child_id: str) -> ResponseReturnValue:
    row, form = found(child_id, Permission.CHILD_RESTRICT), LiftForm()
    if form.validate_on_submit() and form.attempt(
        lambda: restricting.lift(row.child, form.reason.data, by=viewer(), at=now())
    ):
        flash("Restriction lifted")
        return redirect(url_for(".show", child_id=child_id))
    return render_template(
        "children/lift.html",
        row=row,
        form=form,
        restriction=restriction_of(row),
        kept_out=kept_out_at(row.place.name),
    )
