"""Answer an audit, challenge a fact or a grade in it, and answer that."""

from flask import abort, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audit_templates.rules import Section
from qa_app.audits import queries as audits
from qa_app.audits.queries import picture_of
from qa_app.audits.queries.reading import told
from qa_app.audits.routes import steps
from qa_app.foundation.clock import now
from qa_app.organisation.routes.answers import shown
from qa_app.trail.operations import look
from qa_app.voices.forms.replies import (
    AnswerForm,
    ChallengeForm,
    OutcomeForm,
)
from qa_app.voices.models import Reflection
from qa_app.voices.operations import replying
from qa_app.voices.operations.replying import challenged_until, manages
from qa_app.voices.queries import reflections
from qa_app.voices.queries.replies import find_reply
from qa_app.voices.routes.blueprint import voices
from qa_app.voices.rules import CHALLENGES, Outcome

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
    return shown(
        "voices/answer.html",
        form,
        reflection=reflection,
        sections=sections_of(reflection),
        until=challenged_until(reflection),
    )


def sections_of(reflection: Reflection) -> list[Section]:
    """Those in which something can be challenged."""
    if reflection.audit is None:
        return []
    return [section for section, _ in picture_of(reflection.audit).shown.values()]


@voices.route(
    "/reflections/<public_id:reflection_id>/sections/<section_id>/challenge",
    methods=["GET", "POST"],
)
@requires(OWN, Permission.AUDIT_READ)
def challenge(reflection_id: str, section_id: str) -> ResponseReturnValue:
    """A fact or the grade, by the practitioner or whoever manages them, in the days after the release."""
    reflection = reflections.find_to_read(reflection_id, viewer())
    is_own = reflection.practitioner_id == viewer().person_id
    may = reflection.standing.may_read_audit if is_own else manages(reflection, viewer())
    if not may or reflection.audit is None or reflection.released_at is None:
        return redirect(url_for(".read", reflection_id=reflection_id))
    picture = picture_of(reflection.audit)
    section = steps.shown_section(picture, section_id)
    form = ChallengeForm.of(is_graded=replying.is_graded(reflection, section.id))
    if form.validate_on_submit() and form.attempt(
        lambda: say(reflection, section.id, form.text.data, form.is_of_grade)
    ):
        flash("The auditor has been told, and has five working days to answer")
        return redirect(url_for(".read", reflection_id=reflection_id, _anchor=section_id))
    look("reflection:viewed", viewer(), reflection)
    return shown(
        "voices/challenge.html",
        form,
        reflection=reflection,
        section=section,
        told=told(reflection.audit, picture, section),
        is_own=is_own,
        until=challenged_until(reflection),
    )


def say(reflection: Reflection, section: str, text: str, of_grade: bool = False) -> None:
    replying.reply(reflection, section, text, viewer(), now(), address=address(), of_grade=of_grade)


@voices.route("/audits/<public_id:audit_id>/replies/<public_id:reply_id>", methods=["GET", "POST"])
@requires(Permission.AUDIT_WRITE)
def answer_dispute(audit_id: str, reply_id: str) -> ResponseReturnValue:
    audit = audits.find_audit(audit_id, viewer(), Permission.AUDIT_WRITE)
    said = find_reply(audit, reply_id)
    if said.kind not in CHALLENGES:
        abort(404)
    form = OutcomeForm(said.kind)
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
