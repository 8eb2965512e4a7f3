"""Ask for audits whole, as PDF: one, or those that are counted with the filters of the pages of figures."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audits.queries import find_audit
from qa_app.foundation.errors import DomainError
from qa_app.insight.rules.filters import Filters, Period
from qa_app.past_audits.queries.audits import find_past_audit
from qa_app.reports.forms.asking import WholeAuditsForm
from qa_app.reports.operations.asking import Wanted
from qa_app.reports.queries.imported import ids_of, readable
from qa_app.reports.queries.whole_audits import find_readable
from qa_app.reports.routes.asking import MONTHS
from qa_app.reports.routes.blueprint import asked_in_address, reports
from qa_app.reports.routes.sending_off import send_off
from qa_app.reports.rules.kinds import ReportKind
from qa_app.reports.rules.levels import Level
from qa_app.sign_in.session_cookie import needs_fresh_proof
from qa_app.web.searches import address_of
from qa_app.web.sheets import Sheet

READ = Permission.REPORT_READ
NOT_OPEN = "This audit can be downloaded only by people who may read it"
NOT_THIS = (
    "An audit can be downloaded once it is handed in, and never one of a practitioner’s own work"
)


@reports.route("/audits", methods=["GET", "POST"])
@requires(READ)
@needs_fresh_proof
def whole_audits() -> ResponseReturnValue:
    form, asked = WholeAuditsForm(), asked_in_address()
    said = [words for words, name in asked.chips if name not in MONTHS]
    if answer := _sent(form, asked.filters, said, ()):
        return answer
    return render_template(
        "reports/whole_audits.html",
        form=form,
        asked=asked,
        sheet=Sheet(0, 1, "", request.path, asked.address),
        here=address_of(url_for(".whole_audits"), asked.address),
    )


@reports.route("/audits/<public_id:audit_id>", methods=["GET", "POST"])
@requires(READ)
@needs_fresh_proof
def whole_audit(audit_id: str) -> ResponseReturnValue:
    """Of one that is handed in; of a practitioner’s own work never."""
    found, form = find_audit(audit_id, viewer(), READ), WholeAuditsForm()
    audit = find_readable(found, viewer())
    if audit is None:
        flash(NOT_THIS, "notice")
        return redirect(url_for(".index"))
    month = audit.allocation.round.month
    if answer := _sent(form, Filters(Period(month, month)), ["One audit"], (audit.public_id,)):
        return answer
    return render_template(
        "reports/whole_audit.html",
        form=form,
        crumb=("The audit", url_for("audits.show", audit_id=audit_id)),
    )


@reports.route("/imported-audits/<public_id:past_id>", methods=["GET", "POST"])
@requires(READ)
@needs_fresh_proof
def imported_audit(past_id: str) -> ResponseReturnValue:
    audit, form = find_past_audit(past_id, viewer(), READ), WholeAuditsForm()
    chosen = (audit.public_id,)
    if not ids_of(readable(viewer(), chosen)):
        flash(NOT_OPEN, "notice")
        return redirect(url_for(".index"))
    if answer := _sent(form, Filters(Period(audit.month, audit.month)), ["One imported audit"], chosen):  # fmt: skip
        return answer
    return render_template(
        "reports/whole_audit.html",
        form=form,
        crumb=("The imported audit", url_for("past_audits.show", past_id=past_id)),
    )


def _sent(form: WholeAuditsForm, filters: Filters, said: list[str], chosen: tuple[str, ...]) -> ResponseReturnValue | None:  # fmt: skip
    if not form.validate_on_submit():
        return None
    wanted = Wanted(
        filters,
        said,
        Level.INTERNAL,
        with_references=True,
        why=form.why.data,
        kind=ReportKind.AUDITS,
        chosen=chosen,
    )
    try:
        return send_off(wanted)
    except DomainError as refused:
        form.refuse(*refused.reasons)
    return None
