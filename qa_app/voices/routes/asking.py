"""Ask whether it is safe to ask a family, and answer that."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audits import queries as audits
from qa_app.audits.rules.people import heard_in
from qa_app.foundation.clock import now
from qa_app.organisation.routes.answers import shown
from qa_app.trail.operations import look
from qa_app.voices.forms.asking import MAY, safety_form
from qa_app.voices.operations import asking as operations
from qa_app.voices.queries import asking as queries
from qa_app.voices.routes.blueprint import voices


@voices.post("/audits/<public_id:audit_id>/child-and-family/ask-whether-safe")
@requires(Permission.AUDIT_WRITE)
def ask_whether_safe(audit_id: str) -> ResponseReturnValue:
    audit = audits.find_audit(audit_id, viewer(), Permission.AUDIT_WRITE)
    address = current_app.extensions["settings"].base_url
    check = operations.ask_whether_safe(audit, viewer(), now(), address)
    whom = check.asked_of_name or "The managers of the team"
    flash(f"{whom} will get an email that asks whether it is safe")
    return redirect(url_for(".family", audit_id=audit_id))


@voices.route("/voices/checks/<public_id:check_id>", methods=["GET", "POST"])
@requires(Permission.FAMILY_CONFIRM)
def check(check_id: str) -> ResponseReturnValue:
    found = queries.find_check(check_id, viewer())
    audit = found.audit
    is_auditor = audit.allocation.auditor_id == viewer().person_id
    if request.method == "GET":
        look("family:safety-viewed", viewer(), found)
        if is_auditor or not audit.is_open:
            return render_template("voices/check_closed.html", check=found, is_auditor=is_auditor)
    form = safety_form(found, heard_in(audit.template))
    if form.validate_on_submit() and form.attempt(
        lambda: operations.answer_check(
            found, form.safety, int(form.version.data or 0), viewer(), now()
        )
    ):
        flash("Saved. The auditor sees it from now on")
        return redirect(url_for("home.show"))
    if form.was_refused:
        form.version.data, form.version.raw_data = str(found.version), None
    may = [form[MAY + part.name] for part in form.parts]
    return shown("voices/check.html", form, check=found, may=may)
