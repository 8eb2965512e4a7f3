"""The text of an audit for the child’s record, and since when it is there."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.audits.models import Audit
from qa_app.follow_up.forms.record_notes import PutForm
from qa_app.follow_up.operations.record_notes import put_on_record, take_back
from qa_app.follow_up.queries import record_notes as queries
from qa_app.follow_up.queries.record_notes import PUT, Shown
from qa_app.follow_up.routes.blueprint import follow_up
from qa_app.follow_up.rules.on_record import WEEKS_COUNTED, counted
from qa_app.follow_up.rules.record_text import as_text
from qa_app.follow_up.rules.settings import RECORD_AFTER
from qa_app.foundation.clock import now, today
from qa_app.organisation.queries import setting
from qa_app.organisation.queries.settings import days_off
from qa_app.organisation.routes.answers import shown
from qa_app.trail.operations import look
from qa_app.web.searches import asked, searched_by
from qa_app.web.sheets import sheet_of


@follow_up.route("/record-texts", methods=["GET", "POST"])
@requires(PUT)
@searched_by()
def record_texts() -> ResponseReturnValue:
    """Audits to put onto children’s records, and those that are there."""
    choice = asked().get("show", "")
    chosen = Shown[choice] if choice in Shown.__members__ else Shown.WAITING
    wanted = queries.sought(viewer(), chosen, today())
    sheet = sheet_of(queries.count(wanted))
    rows = queries.list_rows(wanted, today(), sheet.on_a_page, sheet.offset)
    children = [one.audit.child_public_id for one in rows if one.audit.child_public_id]
    look("audits:listed", viewer(), ids=children)
    after = setting(viewer().council_id, RECORD_AFTER)
    figure = counted(
        queries.days_of(viewer(), today()), after, today(), days_off(viewer().council_id)
    )
    return render_template(
        "follow_up/record_texts.html",
        sheet=sheet,
        rows=rows,
        shown=chosen,
        choices=[(one.name, one.value) for one in Shown if one is not Shown.WAITING],
        chips=[(chosen.value, "show")] if chosen is not Shown.WAITING else [],
        figure=figure,
        after=after,
        weeks=WEEKS_COUNTED,
    )


@follow_up.route("/audits/<public_id:audit_id>/record-text", methods=["GET", "POST"])
@requires(PUT)
def record_text(audit_id: str) -> ResponseReturnValue:
    audit = queries.find_audit(audit_id, viewer())
    if not has_text(audit):
        flash("There is a text for the child’s record once the audit is submitted", "notice")
        return redirect(url_for("audits.show", audit_id=audit_id))
    ready, form = queries.ready_of(audit, today()), PutForm(data={"put_on": today()})
    if form.validate_on_submit() and form.attempt(
        lambda: put_on_record(audit, form.put_on.data, viewer(), now())
    ):
        flash("The audit is on the child’s record")
        return redirect(url_for(".record_text", audit_id=audit_id))
    look("audit:viewed", viewer(), audit)
    return shown(
        "follow_up/record_text.html",
        form,
        audit=audit,
        text=as_text(queries.told(audit, ready)),
        is_released=ready is not None,
        note=queries.note_of(audit),
    )


@follow_up.post("/audits/<public_id:audit_id>/record-text/take-back")
@requires(PUT)
def take_back_record(audit_id: str) -> ResponseReturnValue:
    audit = queries.find_audit(audit_id, viewer())
    take_back(audit, viewer(), now())
    flash("It no longer counts as on the child’s record")
    return redirect(url_for(".record_text", audit_id=audit_id))


def has_text(audit: Audit) -> bool:
    return audit.submitted_at is not None and not audit.is_withdrawn and not audit.is_of_own_work


def record_panel(audit: Audit) -> dict[str, Any] | None:
    """On the page of an audit: whether it is on the child’s record, for whoever may put it there."""
    if not has_text(audit) or not queries.may_put(audit, viewer()):
        return None
    return {"note": queries.note_of(audit)}
