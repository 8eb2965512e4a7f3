"""Book the conversation about an audit, and note that it was had."""

from flask import abort, current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audits.models import Audit
from qa_app.foundation.clock import now
from qa_app.organisation.routes.answers import shown
from qa_app.trail.operations import look
from qa_app.voices.forms.conversations import BookForm, CancelForm, NoteForm, book_form
from qa_app.voices.operations import conversing
from qa_app.voices.queries.conversations import conversation_of, find_audit_to_talk_about
from qa_app.voices.queries.reflections import of_audit
from qa_app.voices.routes.blueprint import voices
from qa_app.voices.routes.reflections import calendar_file

WHO = (Permission.AUDIT_WRITE, Permission.AUDIT_SIGN_OFF)


def address() -> str:
    return str(current_app.extensions["settings"].base_url)


def after(audit: Audit) -> ResponseReturnValue:
    return redirect(url_for(".practitioner", audit_id=audit.public_id))


@voices.route("/audits/<public_id:audit_id>/conversation", methods=["GET", "POST"])
@requires(*WHO)
def conversation(audit_id: str) -> ResponseReturnValue:
    audit = find_audit_to_talk_about(audit_id, viewer())
    there = conversation_of(audit)
    form = book_form(there)
    if (
        form.validate_on_submit()
        and (wanted := form.wanted)
        and form.attempt(
            lambda: conversing.book(
                audit, wanted, int(form.minutes.data), viewer(), now(), address=address()
            )
        )
    ):
        flash("The conversation is booked")
        return after(audit)
    if there and there.is_noted and not form.was_refused:
        return after(audit)
    look("audit:looked-up", viewer(), audit)
    return booking(audit, form)


def booking(audit: Audit, form: BookForm) -> ResponseReturnValue:
    there = conversation_of(audit)
    return shown(
        "voices/book.html", form, audit=audit, conversation=there, reflection=of_audit(audit)
    )


@voices.route("/audits/<public_id:audit_id>/conversation/cancel", methods=["GET", "POST"])
@requires(*WHO)
def cancel(audit_id: str) -> ResponseReturnValue:
    audit, form = find_audit_to_talk_about(audit_id, viewer()), CancelForm()
    if form.validate_on_submit() and form.attempt(
        lambda: conversing.cancel(audit, viewer(), now(), address=address())
    ):
        flash("The booking is cancelled")
        return after(audit)
    there = conversation_of(audit)
    if there is None or not there.is_booked:
        flash("No conversation is booked", "notice")
        return after(audit)
    look("audit:looked-up", viewer(), audit)
    return shown("voices/cancel.html", form, audit=audit, conversation=there)


@voices.route("/audits/<public_id:audit_id>/conversation/note", methods=["GET", "POST"])
@requires(*WHO)
def note(audit_id: str) -> ResponseReturnValue:
    audit, form = find_audit_to_talk_about(audit_id, viewer()), NoteForm()
    made: list[bool] = []
    if form.validate_on_submit() and form.attempt(
        lambda: made.append(conversing.note(audit, form.talk, viewer(), now(), address=address()))
    ):
        released = " The audit is released to the practitioner." if made[0] else ""
        flash(f"The conversation is noted.{released}")
        return after(audit)
    there = conversation_of(audit)
    if there and there.is_noted and not form.was_refused:
        return after(audit)
    look("audit:looked-up", viewer(), audit)
    return shown("voices/note.html", form, audit=audit, reflection=of_audit(audit))


@voices.get("/audits/<public_id:audit_id>/conversation.ics")
@requires(*WHO)
def auditors_calendar(audit_id: str) -> ResponseReturnValue:
    audit = find_audit_to_talk_about(audit_id, viewer())
    there = conversation_of(audit)
    if there is None or not there.is_booked:
        abort(404)
    return calendar_file(there, url_for(".practitioner", audit_id=audit_id, _external=True))
