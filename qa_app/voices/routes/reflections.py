"""What a practitioner finds of the audits of their work, and how far each has come."""

from flask import Response, abort, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.foundation.clock import now
from qa_app.trail.operations import look
from qa_app.voices.icalendar import calendar_of
from qa_app.voices.models import Conversation, Reflection
from qa_app.voices.queries import reflections
from qa_app.voices.queries.conversations import conversation_of
from qa_app.voices.queries.replies import list_replies
from qa_app.voices.queries.said import said_to
from qa_app.voices.routes.blueprint import voices
from qa_app.web.sheets import sheet_of

OWN = Permission.REFLECTION_WRITE


@voices.get("/reflections")
@requires(OWN)
def index() -> ResponseReturnValue:
    sheet = sheet_of(reflections.count_own(viewer()))
    listed = reflections.list_own(viewer(), sheet.on_a_page, sheet.offset)
    children = [one.child_public_id for one in listed if one.child_public_id]
    look("reflections:listed", viewer(), ids=children)
    return render_template("voices/index.html", reflections=listed, sheet=sheet)


@voices.get("/reflections/<public_id:reflection_id>")
@requires(OWN)
def show(reflection_id: str) -> ResponseReturnValue:
    reflection = reflections.find_own(reflection_id, viewer())
    look("reflection:viewed", viewer(), reflection)
    standing = reflection.standing
    return render_template(
        "voices/show.html",
        reflection=reflection,
        standing=standing,
        said=said_to(reflection, viewer()),
        template=reflection.template,
        conversation=conversation_with(reflection),
        replies=list_replies(reflection) if standing.may_read_audit else [],
    )


@voices.get("/reflections/<public_id:reflection_id>/conversation.ics")
@requires(OWN)
def calendar(reflection_id: str) -> ResponseReturnValue:
    reflection = reflections.find_own(reflection_id, viewer())
    conversation = conversation_with(reflection)
    if conversation is None or not conversation.is_booked:
        abort(404)
    address = url_for(".show", reflection_id=reflection_id, _external=True)
    return calendar_file(conversation, address)


def conversation_with(reflection: Reflection) -> Conversation | None:
    return conversation_of(reflection.audit) if reflection.audit else None


def calendar_file(conversation: Conversation, address: str) -> Response:
    return Response(
        calendar_of(conversation, address, now()),
        mimetype="text/calendar",
        headers={"Content-Disposition": "attachment; filename=practice-conversation.ics"},
    )
