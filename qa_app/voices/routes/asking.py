"""Ask whether it is safe to ask a family, and answer that."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audits import queries as audits
from qa_app.audits.rules import Part
from qa_app.audits.rules.people import heard_in
from qa_app.foundation.clock import now, today
from qa_app.organisation.routes.answers import shown
from qa_app.trail.operations import look
from qa_app.voices.forms.asking import MAY, TakeBackForm, safety_form
from qa_app.voices.models.asking import SafetyCheck
from qa_app.voices.operations import asking as operations
from qa_app.voices.queries import asking as queries
from qa_app.voices.queries.asked_before import asked_in
from qa_app.voices.routes.blueprint import voices
from qa_app.voices.rules.asking import TOO_LATE, SaidState, state_of_answer
from qa_app.web.sheets import sheet_of


@voices.post("/audits/<public_id:audit_id>/child-and-family/ask-whether-safe")
@requires(Permission.AUDIT_WRITE)
def ask_whether_safe(audit_id: str) -> ResponseReturnValue:
    audit = audits.find_audit(audit_id, viewer(), Permission.AUDIT_WRITE)
    address = current_app.extensions["settings"].base_url
    check = operations.ask_whether_safe(audit, viewer(), now(), address)
    whom = check.asked_of_name or "The managers of the team"
    flash(f"{whom} will get an email that asks whether it is safe")
    return redirect(url_for(".family", audit_id=audit_id))


@voices.get("/voices/checks")
@requires(Permission.FAMILY_CONFIRM)
def checks() -> ResponseReturnValue:
    """What they said themselves of the safety of families, to be found again, changed and taken back."""
    sheet = sheet_of(queries.count_answered(viewer()))
    listed = queries.list_answered(viewer(), sheet.on_a_page, sheet.offset)
    asked = asked_in([one.audit_id for one in listed])
    look("families:listed", viewer(), ids=[c for one in listed if (c := one.child_public_id)])
    states = [(one, _state_of(one, asked.get(one.audit_id, set()))) for one in listed]
    return render_template("voices/checks.html", sheet=sheet, listed=states)


def _state_of(check: SafetyCheck, asked: set[Part]) -> SaidState:
    parts, is_open = heard_in(check.audit.template), check.audit.is_open
    return state_of_answer(check.answered_on, today(), parts, asked, is_open=is_open)


@voices.route("/voices/checks/<public_id:check_id>", methods=["GET", "POST"])
@requires(Permission.FAMILY_CONFIRM)
def check(check_id: str) -> ResponseReturnValue:
    found = queries.find_check(check_id, viewer())
    is_auditor = found.audit.allocation.auditor_id == viewer().person_id
    if request.method == "GET":
        look("family:safety-viewed", viewer(), found)
        if trouble := _too_late(found):
            return closed(found, trouble, is_auditor=is_auditor)
        if is_auditor:
            return closed(found, "", is_auditor=True)
    form = safety_form(found, heard_in(found.audit.template))
    if form.validate_on_submit() and form.attempt(
        lambda: operations.answer_check(
            found, form.safety, int(form.version.data or 0), viewer(), now()
        )
    ):
        flash(
            "Saved. The auditor sees it from now on. Until they have been asked you can change it"
        )
        return redirect(url_for(".checks"))
    if form.was_refused:
        form.version.data, form.version.raw_data = str(found.version), None
    may = [form[MAY + part.name] for part in form.parts]
    return shown("voices/check.html", form, check=found, may=may)


@voices.route("/voices/checks/<public_id:check_id>/take-back", methods=["GET", "POST"])
@requires(Permission.FAMILY_CONFIRM)
def take_back_check(check_id: str) -> ResponseReturnValue:
    found = queries.find_check(check_id, viewer())
    is_auditor = found.audit.allocation.auditor_id == viewer().person_id
    form = TakeBackForm(data={"version": str(found.version)})
    address = str(current_app.extensions["settings"].base_url)
    if form.validate_on_submit() and form.attempt(
        lambda: operations.take_back(found, int(form.version.data or 0), viewer(), now(), address)
    ):
        flash("Taken back. Nobody may ask them until somebody says anew that it is safe")
        return redirect(url_for(".checks"))
    if request.method == "GET":
        look("family:safety-viewed", viewer(), found)
        if found.answered_at is None or is_auditor or _too_late(found):
            return redirect(url_for(".check", check_id=check_id))
    if form.was_refused:
        form.version.data, form.version.raw_data = str(found.version), None
    return shown("voices/take_back_check.html", form, check=found)


def _too_late(found: SafetyCheck) -> str:
    asked = asked_in([found.audit_id]).get(found.audit_id, set())
    return TOO_LATE.get(_state_of(found, asked), "")


def closed(found: SafetyCheck, trouble: str, *, is_auditor: bool) -> ResponseReturnValue:
    return render_template(
        "voices/check_closed.html", check=found, trouble=trouble, is_auditor=is_auditor
    )
