"""Shut an audit of a wrong child, and decide what becomes of it."""

from typing import Any

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, signed_in, viewer
from qa_app.access.rules import Permission, may, may_at
from qa_app.audits import queries as audits
from qa_app.audits.queries.beside import list_earlier, list_proposals
from qa_app.audits.queries.reading import what_it_says
from qa_app.concerns.queries.concerns import open_of_allocation
from qa_app.foundation.clock import now
from qa_app.foundation.shutting import shut_ones_too
from qa_app.organisation.routes.answers import shown
from qa_app.trail.operations import look
from qa_app.web.errors.wording import Wording
from qa_app.web.searches import is_reading
from qa_app.web.sheets import sheet_of
from qa_app.web.words import date_time
from qa_app.wrong_child import operations, queries
from qa_app.wrong_child.forms import AnswerForm, ProposalForm, ShutForm
from qa_app.wrong_child.models import ShutAudit
from qa_app.wrong_child.queries.promises import promises_of
from qa_app.wrong_child.rules import Kind, follows, why_not_answer, why_not_propose

wrong_child = Blueprint("wrong_child", __name__, url_prefix="/wrong-child")

READ, AGREE = Permission.AUDIT_SHUT_READ, Permission.AUDIT_SHUT_AGREE


@wrong_child.route("/audits/<public_id:audit_id>", methods=["GET", "POST"])
@requires(Permission.AUDIT_READ)
def shut(audit_id: str) -> ResponseReturnValue:
    audit = audits.find_audit(audit_id, viewer(), Permission.AUDIT_READ)
    form = ShutForm()
    if form.validate_on_submit() and form.attempt(
        lambda: operations.shut(
            audit, Kind[form.kind.data], form.believed.data or "", viewer(), now(), address()
        )
    ):
        flash("The audit is shut. Information governance is told, and decides what becomes of it")
        mine = may(viewer(), Permission.AUDIT_WRITE)
        return redirect(url_for("audits.mine" if mine else "home.show"))
    look("audit:looked-up", viewer(), audit)
    return shown("wrong_child/shut.html", form, audit=audit)


@wrong_child.get("")
@requires(AGREE)
def index() -> ResponseReturnValue:
    sheet = sheet_of(queries.count(viewer()))
    listed = queries.list_shut(viewer(), sheet.on_a_page, sheet.offset)
    look("shut-audits:listed", viewer(), ids=[one.public_id for one in listed])
    left = queries.count(viewer(), undecided=True)
    return render_template("wrong_child/index.html", sheet=sheet, listed=listed, left=left)


@wrong_child.get("/<public_id:shut_id>")
@requires(AGREE)
def show(shut_id: str) -> ResponseReturnValue:
    found = _looked_at(shut_id)
    return render_template(
        "wrong_child/show.html",
        shut=found,
        concerns=open_of_allocation(found.allocation_id),
        promises=promises_of(found),
        **_what_they_may(found),
    )


@wrong_child.get("/<public_id:shut_id>/words")
@requires(READ)
def words(shut_id: str) -> ResponseReturnValue:
    """All that was written, for those alone who propose what becomes of it; and each look is an event."""
    found = queries.find_shut(shut_id, viewer(), READ)
    if found.is_decided:
        abort(404)
    look("shut-audit:read", viewer(), found)
    audit = queries.audit_in(found)
    with shut_ones_too():
        return render_template(
            "wrong_child/words.html",
            shut=found,
            proposals=list_proposals(audit),
            earlier=len(list_earlier(audit)),
            **what_it_says(audit, audits.picture_of(audit)),
        )


@wrong_child.route("/<public_id:shut_id>/propose", methods=["GET", "POST"])
@requires(READ)
def propose(shut_id: str) -> ResponseReturnValue:
    found = _looked_at(shut_id, READ)
    form = ProposalForm(data={"kind": found.kind.name, "reference": found.believed})
    if form.validate_on_submit() and form.attempt(
        lambda: operations.propose(found, form.proposal, viewer(), now(), address())
    ):
        flash("Proposed. A second person has to agree")
        return redirect(url_for(".show", shut_id=shut_id))
    if not form.was_refused and (found.is_decided or found.proposal):
        return redirect(url_for(".show", shut_id=shut_id))
    return shown("wrong_child/propose.html", form, shut=found)


@wrong_child.route("/<public_id:shut_id>/answer", methods=["GET", "POST"])
@requires(AGREE)
def answer(shut_id: str) -> ResponseReturnValue:
    found, form = _looked_at(shut_id), AnswerForm()
    if form.validate_on_submit() and form.says_why() and form.attempt(lambda: _decide(found, form)):
        flash("Agreed, and carried out" if form.agrees else "Refused. It stays shut")
        return redirect(url_for(".show", shut_id=shut_id))
    proposal = found.proposal
    if proposal is None:
        return redirect(url_for(".show", shut_id=shut_id))
    return shown(
        "wrong_child/answer.html",
        form,
        shut=found,
        proposal=proposal,
        in_it=queries.what_is_in(found),
        promises=promises_of(found),
        why_not=why_not_answer(proposal.proposed_by_id, found.auditor_id, viewer().person_id),
        follows=follows(proposal.outcome, proposal.kind, proposal.reference, found.reference),
    )


def _decide(found: ShutAudit, form: AnswerForm) -> None:
    if form.agrees:
        operations.agree(found, viewer(), now(), address())
    else:
        operations.refuse(found, form.why.data or "", viewer(), now(), address())


def _looked_at(shut_id: str, permission: Permission = AGREE) -> ShutAudit:
    found = queries.find_shut(shut_id, viewer(), permission)
    if request.method == "GET":
        look("shut-audit:viewed", viewer(), found)
    return found


def _what_they_may(found: ShutAudit) -> dict[str, Any]:
    me, proposal = viewer().person_id, found.proposal
    here = found.allocation.place.path
    reads = may_at(viewer(), READ, here) and not found.is_decided
    return {
        "may_read": reads,
        "may_propose": reads and proposal is None and not why_not_propose(found.auditor_id, me),
        "why_not": why_not_answer(proposal.proposed_by_id, found.auditor_id, me)
        if proposal
        else "",
    }


def address() -> str:
    return str(current_app.extensions["settings"].base_url)


def shut_in_words(path: str) -> Wording | None:
    """In place of “not found”, for its auditor and for whoever shut it: that it is shut, and nothing of it."""
    if not signed_in() or not is_reading():
        return None
    found = queries.find_shut_of_theirs(path, viewer())
    if found is None:
        return None
    return Wording(
        "This audit is shut",
        (
            f"It was shut {date_time(found.shut_at)} by {found.shut_by_name}, because it may be about another "
            "child. Nobody can read it, and nothing in it is lost.",
            "Two people decide what becomes of it, and information governance is the first of them. You are told "
            "by email when that is done. Until then it is not due.",
        ),
    )
