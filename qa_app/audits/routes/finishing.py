"""Check the answers, submit, or withdraw."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audits import operations, queries
from qa_app.audits.forms.finishing import SubmitForm, WithdrawForm
from qa_app.audits.routes import steps
from qa_app.audits.routes.blueprint import audits
from qa_app.audits.routes.reading import what_it_says
from qa_app.audits.rules.missing import missing_before_submitting
from qa_app.foundation.clock import now
from qa_app.organisation.routes.answers import shown
from qa_app.trail.operations import look


@audits.route("/<public_id:audit_id>/check-answers", methods=["GET", "POST"])
@requires(Permission.AUDIT_WRITE)
def check_answers(audit_id: str) -> ResponseReturnValue:
    audit, form = steps.find_mine(audit_id), SubmitForm()
    if form.validate_on_submit() and form.attempt(
        lambda: operations.submit(audit, viewer(), now())
    ):
        flash("Audit submitted")
        return redirect(steps.task_list(audit))
    if not audit.is_open and not form.was_refused:
        return redirect(steps.task_list(audit))
    look("audit:viewed", viewer(), audit)
    picture = queries.picture_of(audit)
    missing = missing_before_submitting(picture)
    waiting = operations.not_received(audit, viewer())
    if form.was_refused and (missing or waiting):
        form.reasons = []  # the page itself lists them, each with its link
    return shown(
        "audits/check_answers.html",
        form,
        missing=[
            *(
                (steps.RECEIPT, url_for("concerns.show", concern_id=one.public_id))
                for one in waiting
            ),
            *((one.words, steps.address_of(audit, one)) for one in missing),
        ],
        **what_it_says(audit, picture),
    )


@audits.route("/<public_id:audit_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.ROUND_WRITE)
def withdraw(audit_id: str) -> ResponseReturnValue:
    """For whoever runs the programme: an auditor's audits are not theirs to take out of the figures."""
    audit = queries.find_audit(audit_id, viewer(), Permission.ROUND_WRITE)
    form = WithdrawForm()
    if form.validate_on_submit() and form.attempt(
        lambda: operations.withdraw(audit, form.why.data, viewer(), now())
    ):
        flash("Audit withdrawn")
        return redirect(url_for("rounds.allocation", allocation_id=audit.allocation.public_id))
    look("audit:looked-up", viewer(), audit)
    return shown("audits/withdraw.html", form, audit=audit)
