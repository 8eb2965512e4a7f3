"""Answer an audit, dispute a fact in it, and answer that."""

from flask import abort, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audits import queries as audits
from qa_app.audits.queries import picture_of
from qa_app.audits.routes import steps
from qa_app.foundation.clock import now
from qa_app.organisation.routes.answers import shown
from qa_app.trail.operations import look
from qa_app.voices.forms.replies import AnswerForm, DisputeForm, OutcomeForm
from qa_app.voices.models import Reflection
from qa_app.voices.operations import replying
from qa_app.voices.queries import reflections
from qa_app.voices.queries.replies import find_reply
from qa_app.voices.routes.blueprint import voices
from qa_app.voices.rules import Outcome

OWN = Permission.REFLECTION_WRITE


def address() -> str:
    return str(current_app.extensions["settings"].base_url)


@voices.route("/reflections/<public_id:reflection_id>/answer", methods=["GET", "POST"])
@requires(OWN)
def answer(reflection_id: str) -> ResponseReturnValue:
    reflection, form = reflections.find_own(reflection_id, viewer()), AnswerForm()
    if request.method == "GET" and not reflection.standing.may_read_audit:
        return redirect(url_for(".show", reflection_id=reflection_id))
    if form.validate_on_submit() and form.attempt(lambda: say(reflection, "", form.text.data)):
        flash("Your answer stands beside the audit")
        return redirect(url_for(".read", reflection_id=reflection_id, _anchor="replies"))
    look("reflection:viewed", viewer(), reflection)
    return shown("voices/answer.html", form, reflection=reflection)


@voices.route(
    "/reflections/<public_id:reflection_id>/sections/<section_id>/dispute",
    methods=["GET", "POST"],
)
@requires(OWN)
def dispute(reflection_id: str, section_id: str) -> ResponseReturnValue:
    reflection, form = reflections.find_own(reflection_id, viewer()), DisputeForm()
    if not reflection.standing.may_read_audit or reflection.audit is None:
        return redirect(url_for(".show", reflection_id=reflection_id))
    picture = picture_of(reflection.audit)
    section = steps.shown_section(picture, section_id)
    if form.validate_on_submit() and form.attempt(
        lambda: say(reflection, section.id, form.text.data)
    ):
        flash("The auditor has been told that you dispute a fact")
        return redirect(url_for(".read", reflection_id=reflection_id, _anchor=section_id))
    look("reflection:viewed", viewer(), reflection)
    return shown("voices/dispute.html", form, reflection=reflection, section=section)


def say(reflection: Reflection, section: str, text: str) -> None:
    replying.reply(reflection, section, text, viewer(), now(), address=address())


@voices.route("/audits/<public_id:audit_id>/replies/<public_id:reply_id>", methods=["GET", "POST"])
@requires(Permission.AUDIT_WRITE)
def answer_dispute(audit_id: str, reply_id: str) -> ResponseReturnValue:
    audit = audits.find_audit(audit_id, viewer(), Permission.AUDIT_WRITE)
    said, form = find_reply(audit, reply_id), OutcomeForm()
    section = audit.template.section(said.section) or abort(404)
    if form.validate_on_submit() and form.attempt(
        lambda: replying.answer(
            said,
            audit,
            Outcome[form.outcome.data],
            form.text.data,
            viewer(),
            now(),
            address=address(),
        )
    ):
        flash("Your answer stands beside the practitioner’s words")
        return redirect(url_for(".practitioner", audit_id=audit_id))
    if not said.waits and not form.was_refused:
        return redirect(url_for(".practitioner", audit_id=audit_id))
    look("audit:viewed", viewer(), audit)
    return shown("voices/outcome.html", form, audit=audit, said=said, section=section)
