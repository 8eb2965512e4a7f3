"""The queue, taking an audit from it, and asking for a second opinion."""

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audits import queries as audits
from qa_app.foundation.clock import now, today
from qa_app.moderation import operations, queries
from qa_app.moderation.queries.challenges import count_decided, list_challenges
from qa_app.moderation.queries.waiting import count_waiting
from qa_app.moderation.routes.blueprint import moderation
from qa_app.moderation.rules.settings import WITHIN
from qa_app.organisation.queries import setting
from qa_app.trail.operations import look
from qa_app.voices.rules import Decision
from qa_app.web.sheets import sheet_of

MODERATE = Permission.AUDIT_MODERATE


@moderation.get("")
@requires(MODERATE)
def index() -> ResponseReturnValue:
    """Every audit that waits for a second opinion, the longest wait first; and what is to be settled."""
    sheet = sheet_of(count_waiting(viewer()))
    listed = queries.list_waiting(viewer(), today(), sheet.on_a_page, sheet.offset)
    to_settle = queries.list_to_settle(viewer(), today())
    shown = [one.audit.child_public_id for one in listed if one.audit.child_public_id]
    look("moderations:listed", viewer(), ids=shown)
    return render_template(
        "moderation/index.html",
        sheet=sheet,
        listed=listed,
        to_settle=to_settle,
        challenges=list_challenges(viewer(), today()),
        decided=count_decided(viewer()),
        decisions=Decision,
        within=setting(viewer().council_id, WITHIN),
    )


@moderation.post("/audits/<public_id:audit_id>/take")
@requires(MODERATE)
def take(audit_id: str) -> ResponseReturnValue:
    audit = audits.find_audit(audit_id, viewer(), MODERATE)
    taken = operations.take(audit, by=viewer(), at=now())
    return redirect(url_for(".grade", moderation_id=taken.public_id))


@moderation.post("/audits/<public_id:audit_id>/ask")
@requires(Permission.AUDIT_READ)
def ask(audit_id: str) -> ResponseReturnValue:
    """For its auditor, and for those who manage the team."""
    audit = audits.find_audit(audit_id, viewer(), Permission.AUDIT_READ)
    operations.ask_for_another(audit, by=viewer(), at=now())
    flash("Somebody else will read this record as well")
    return redirect(url_for("audits.show", audit_id=audit_id))


def address() -> str:
    return str(current_app.extensions["settings"].base_url)
