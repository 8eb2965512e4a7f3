"""Correct a fact in an audit that was submitted, and read what it said before."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may
from qa_app.audit_templates.queries import beside
from qa_app.audits import operations, queries
from qa_app.audits.forms.finishing import CorrectForm
from qa_app.audits.operations import Overtaken
from qa_app.audits.queries.beside import list_earlier
from qa_app.audits.queries.reading import told
from qa_app.audits.routes import steps
from qa_app.audits.routes.blueprint import audits
from qa_app.audits.rules.picture import Picture
from qa_app.audits.rules.written import from_kept
from qa_app.foundation.clock import now
from qa_app.foundation.errors import DomainError
from qa_app.trail.operations import look
from qa_app.web.autosave import version_sent


@audits.route("/<public_id:audit_id>/sections/<section_id>/correct", methods=["GET", "POST"])
@requires(Permission.AUDIT_WRITE)
def correct(audit_id: str, section_id: str) -> ResponseReturnValue:
    audit = steps.find_mine(audit_id)
    picture = queries.picture_of(audit)
    section, reading = steps.shown_section(picture, section_id), audit.reading(section_id)
    if not audit.is_handed_in or reading is None:
        return redirect(steps.task_list(audit))
    form = CorrectForm(section, picture, beside(viewer().council_id), "", reading.version)
    if request.method == "POST" and form.take_all(request.form):
        try:
            operations.correct_section(
                audit, section, form.written, version_sent(), form.why.data, viewer(), now()
            )
        except Overtaken as overtaken:
            form.version.data = str(overtaken.version)
            form.refuse("This section was corrected while your page was open. Look at it again")
        except DomainError as refused:
            form.refuse(*refused.reasons)
        else:
            flash(f"“{section.heading}” corrected. What it said before is kept")
            return redirect(url_for(".show", audit_id=audit_id, _anchor=section_id))
    look("audit:viewed", viewer(), audit)
    page = render_template(
        "audits/correct.html",
        audit=audit,
        section=section,
        form=form,
        may_read_standards=may(viewer(), Permission.TEMPLATE_READ),
    )
    return page, 409 if form.was_refused else 200


@audits.get("/<public_id:audit_id>/sections/<section_id>/earlier")
@requires(Permission.AUDIT_READ)
def earlier(audit_id: str, section_id: str) -> ResponseReturnValue:
    """What a section said before each correction, the newest first."""
    audit = queries.find_audit(audit_id, viewer(), Permission.AUDIT_READ)
    section = audit.template.section(section_id) or abort(404)
    kept = [one for one in list_earlier(audit) if one.reading.section == section_id]
    look("audit:viewed", viewer(), audit)
    now_says = queries.picture_of(audit)
    versions = [
        (one, told(audit, with_section(now_says, section_id, one.said), section))
        for one in kept
        if section_id in now_says.shown
    ]
    return render_template("audits/earlier.html", audit=audit, section=section, versions=versions)


def with_section(picture: Picture, section_id: str, said: dict[str, object]) -> Picture:
    """The audit as it was, as far as this section goes."""
    sections = {**picture.sections, section_id: from_kept(said)}
    then = Picture(picture.template, picture.facts, sections, picture.whole)
    return then if section_id in then.shown else picture
