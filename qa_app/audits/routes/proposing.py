"""Actions that the auditor proposes; whoever writes the audit now sees all of them."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.actions.models import Action
from qa_app.actions.queries import list_possible_owners
from qa_app.audits import operations
from qa_app.audits.forms.findings import RemoveForm
from qa_app.audits.forms.proposing import ProposalForm, as_typed
from qa_app.audits.models import Audit
from qa_app.audits.queries.beside import find_proposal
from qa_app.audits.routes.blueprint import audits
from qa_app.audits.routes.findings import open_audit
from qa_app.foundation.clock import now, today
from qa_app.organisation.routes.answers import shown
from qa_app.trail.operations import look


def form_of(audit: Audit, action: Action | None = None) -> ProposalForm:
    allocation = audit.allocation
    restricted = bool(allocation.child and allocation.child.restricted)
    people = list_possible_owners(
        audit.council_id,
        [allocation.place.path],
        today(),
        restricted=restricted,
        own_work_of=allocation.practitioner_id,
    )
    return ProposalForm(people, is_about_child=allocation.child is not None, data=as_typed(action))


@audits.route("/<public_id:audit_id>/actions/new", methods=["GET", "POST"])
@requires(Permission.AUDIT_WRITE)
def propose_action(audit_id: str) -> ResponseReturnValue:
    audit = open_audit(audit_id)
    form = form_of(audit)
    if form.validate_on_submit() and form.attempt(
        lambda: operations.propose_action(audit, form.wish, viewer(), now())
    ):
        flash("Action added")
        return redirect(url_for(".findings", audit_id=audit_id, _anchor="actions"))
    look("audit:viewed", viewer(), audit)
    return shown("audits/proposal.html", form, audit=audit, action=None)


@audits.route("/<public_id:audit_id>/actions/<public_id:proposal_id>", methods=["GET", "POST"])
@requires(Permission.AUDIT_WRITE)
def change_proposal(audit_id: str, proposal_id: str) -> ResponseReturnValue:
    audit = open_audit(audit_id)
    action = find_proposal(audit, proposal_id)
    form = form_of(audit, action)
    if form.validate_on_submit() and form.attempt(
        lambda: operations.change_proposal(audit, action, form.wish, viewer(), now())
    ):
        flash("Action saved")
        return redirect(url_for(".findings", audit_id=audit_id, _anchor="actions"))
    look("audit:viewed", viewer(), audit)
    return shown("audits/proposal.html", form, audit=audit, action=action)


@audits.route(
    "/<public_id:audit_id>/actions/<public_id:proposal_id>/remove", methods=["GET", "POST"]
)
@requires(Permission.AUDIT_WRITE)
def remove_proposal(audit_id: str, proposal_id: str) -> ResponseReturnValue:
    audit = open_audit(audit_id)
    action, form = find_proposal(audit, proposal_id), RemoveForm()
    if form.validate_on_submit():
        operations.remove_proposal(audit, action, viewer(), now())
        flash("Action removed")
        return redirect(url_for(".findings", audit_id=audit_id, _anchor="actions"))
    look("audit:viewed", viewer(), audit)
    return render_template("audits/remove_proposal.html", form=form, audit=audit, action=action)
