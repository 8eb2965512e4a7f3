"""For whoever leads an audit: which sections partners answer, and how far each is."""

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.audits import queries
from qa_app.audits.forms.given import GiveForm, ReleaseForm
from qa_app.audits.operations import given as operations
from qa_app.audits.queries.given import (
    LEADS,
    find_given_by_lead,
    find_led,
    latest_given,
    list_partners,
)
from qa_app.audits.routes import steps
from qa_app.audits.routes.blueprint import audits, given_sections
from qa_app.foundation.clock import now, today
from qa_app.organisation.routes.answers import shown
from qa_app.trail.operations import look


@audits.get("/<public_id:audit_id>/partners")
@requires(*LEADS)
def partners(audit_id: str) -> ResponseReturnValue:
    audit = find_led(audit_id, viewer())
    look("audit:looked-up", viewer(), audit)
    picture, given = queries.picture_of(audit), latest_given(audit)
    sections = [
        (one, given.get(one.id), picture.of(one.id).is_empty) for one, _ in picture.shown.values()
    ]
    return render_template(
        "audits/partners.html",
        audit=audit,
        sections=sections,
        is_auditor=audit.allocation.auditor_id == viewer().person_id,
    )


@audits.route("/<public_id:audit_id>/partners/<section_id>", methods=["GET", "POST"])
@requires(*LEADS)
def give_section(audit_id: str, section_id: str) -> ResponseReturnValue:
    audit = find_led(audit_id, viewer())
    section = steps.shown_section(queries.picture_of(audit), section_id)
    known = [
        one
        for one in list_partners(audit.council_id, today())
        if one[0].person_id != audit.allocation.auditor_id
    ]
    form = GiveForm(known, data={"due_on": audit.allocation.due_on})
    if form.validate_on_submit() and form.attempt(
        lambda: operations.give_section(
            audit, section, form.partner.data, form.due_on.data, viewer(), now(), _address()
        )
    ):
        flash(f"“{section.heading}” given. They are told by email")
        return redirect(url_for("audits.partners", audit_id=audit_id))
    look("audit:looked-up", viewer(), audit)
    return shown("audits/give_section.html", form, audit=audit, section=section, known=known)


@given_sections.post("/<public_id:given_id>/remind")
@requires(*LEADS)
def remind(given_id: str) -> ResponseReturnValue:
    given = find_given_by_lead(given_id, viewer())
    operations.remind_partner(given, viewer(), now(), _address())
    flash("Reminded by email")
    return redirect(url_for("audits.partners", audit_id=given.audit.public_id))


@given_sections.route("/<public_id:given_id>/release", methods=["GET", "POST"])
@requires(*LEADS)
def release(given_id: str) -> ResponseReturnValue:
    given, form = find_given_by_lead(given_id, viewer()), ReleaseForm()
    if form.validate_on_submit() and form.attempt(
        lambda: operations.release_section(given, form.why.data, viewer(), now(), _address())
    ):
        flash("The audit goes on without them")
        return redirect(url_for("audits.partners", audit_id=given.audit.public_id))
    look("given-section:viewed", viewer(), given)
    section = given.audit.template.section(given.section)
    return shown("audits/release_section.html", form, given=given, section=section)


def _address() -> str:
    return str(current_app.extensions["settings"].base_url)
