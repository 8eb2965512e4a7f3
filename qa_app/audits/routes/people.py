"""Who took part in an audit, or why not."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audits import operations, queries
from qa_app.audits.forms.people import PARTS, people_form
from qa_app.audits.queries.beside import others_of
from qa_app.audits.routes import steps
from qa_app.audits.routes.blueprint import audits
from qa_app.audits.rules.people import heard_in, version_of
from qa_app.foundation.clock import now
from qa_app.organisation.routes.answers import shown
from qa_app.trail.operations import look


@audits.route("/<public_id:audit_id>/people", methods=["GET", "POST"])
@requires(Permission.AUDIT_WRITE)
def people(audit_id: str) -> ResponseReturnValue:
    audit = steps.find_mine(audit_id)
    form = people_form(others_of(audit), audit.template)
    if form.validate_on_submit() and form.attempt(
        lambda: operations.say_who_took_part(
            audit, form.said, form.seen.data or "", viewer(), now()
        )
    ):
        flash("Saved who took part")
        goes_on = form.go_on.data
        picture = queries.picture_of(audit) if goes_on else None
        return redirect(steps.first_section(audit, picture) if picture else steps.task_list(audit))
    if request.method == "GET" and not audit.is_open:
        return redirect(steps.task_list(audit))
    look("audit:viewed", viewer(), audit)
    if form.was_refused:
        form.seen.data = version_of(others_of(audit).values())
        form.seen.raw_data = None
    heard = heard_in(audit.template)
    return shown("audits/people.html", form, audit=audit, parts=PARTS, heard=heard)
