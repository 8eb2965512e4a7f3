"""Check the answers, submit, or withdraw."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audits import operations, queries
from qa_app.audits.forms.finishing import SafetyForm, SubmitForm, WithdrawForm
from qa_app.audits.queries.reading import what_it_says
from qa_app.audits.routes import steps
from qa_app.audits.routes.blueprint import audits
from qa_app.audits.rules import Safe
from qa_app.audits.rules.choosing import may_be_moderated
from qa_app.audits.rules.missing import missing_before_submitting
from qa_app.audits.rules.people import heard_in
from qa_app.foundation.clock import now
from qa_app.organisation.routes.answers import shown
from qa_app.trail.operations import look


@audits.route("/<public_id:audit_id>/check-answers", methods=["GET", "POST"])
@requires(Permission.AUDIT_WRITE)
def check_answers(audit_id: str) -> ResponseReturnValue:
    audit = steps.find_mine(audit_id)
    may_ask = may_be_moderated(audit.template, is_of_own_work=audit.is_of_own_work)
    form = SubmitForm(audit.template.gate, may_ask=may_ask)
    if form.validate_on_submit() and form.attempt(
        lambda: operations.submit(
            audit, form.said, viewer(), now(), asked_for=form.asks_for_another
        )
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
        heard=heard_in(audit.template),
        missing=[
            *(
                (steps.RECEIPT, url_for("concerns.show", concern_id=one.public_id))
                for one in waiting
            ),
            *((one.words, steps.address_of(audit, one)) for one in missing),
        ],
        **what_it_says(audit, picture),
    )


@audits.route("/<public_id:audit_id>/safety", methods=["GET", "POST"])
@requires(Permission.AUDIT_WRITE)
def safety(audit_id: str) -> ResponseReturnValue:
    """The question about safety, asked before anything is read."""
    audit = steps.find_mine(audit_id)
    if not audit.template.gate or (request.method == "GET" and not audit.is_open):
        return redirect(steps.task_list(audit))
    there = audit.safe_at_first.name if audit.safe_at_first else None
    form = SafetyForm(audit.template.gate, data={"safe": there})
    if form.validate_on_submit() and form.attempt(
        lambda: operations.say_whether_safe(audit, Safe[form.safe.data], viewer(), now())
    ):
        if Safe[form.safe.data] is Safe.NO:
            given = audit.allocation.public_id
            return redirect(url_for("concerns.new_for_audit", allocation_id=given))
        before = steps.before_reading(audit, queries.picture_of(audit))
        return redirect(before or steps.task_list(audit))
    look("audit:viewed", viewer(), audit)
    return shown("audits/safety_question.html", form, audit=audit)


@audits.route("/<public_id:audit_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.ROUND_WRITE)
def withdraw(audit_id: str) -> ResponseReturnValue:
    """For whoever runs the programme: an auditor's audits are not theirs to take out of the figures."""
    audit = queries.find_audit(audit_id, viewer(), Permission.ROUND_WRITE)
    if audit.is_withdrawn and request.method == "GET":
        flash("This audit has been withdrawn already", "notice")
        return redirect(steps.task_list(audit))
    form = WithdrawForm()
    if form.validate_on_submit() and form.attempt(
        lambda: operations.withdraw(audit, form.why.data, viewer(), now())
    ):
        flash("Audit withdrawn")
        return redirect(url_for("rounds.allocation", allocation_id=audit.allocation.public_id))
    look("audit:looked-up", viewer(), audit)
    return shown("audits/withdraw.html", form, audit=audit)
