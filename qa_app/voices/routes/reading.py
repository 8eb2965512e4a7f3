"""A released audit, its strengths first, for the practitioner and whoever else may read it."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audits.queries import picture_of
from qa_app.audits.queries.reading import corrections_of, what_it_says
from qa_app.foundation.clock import today
from qa_app.trail.operations import look
from qa_app.voices.operations.replying import challenged_until, manages
from qa_app.voices.queries import reflections
from qa_app.voices.queries.replies import list_replies
from qa_app.voices.queries.said import said_to
from qa_app.voices.routes.blueprint import voices
from qa_app.voices.routes.reflections import conversation_with


@voices.get("/reflections/<public_id:reflection_id>/audit")
@requires(Permission.REFLECTION_WRITE, Permission.AUDIT_READ)
def read(reflection_id: str) -> ResponseReturnValue:
    reflection = reflections.find_to_read(reflection_id, viewer())
    audit, standing = reflection.audit, reflection.standing
    is_own = reflection.practitioner_id == viewer().person_id
    if audit is None or not standing.is_released:
        return redirect(url_for(".show", reflection_id=reflection_id)) if is_own else abort(404)
    if is_own and not standing.may_read_audit:
        onward = ".grade_first" if standing.grades_first else ".show"
        return redirect(url_for(onward, reflection_id=reflection_id))
    look("audit:viewed", viewer(), audit)
    return render_template(
        "voices/audit.html",
        reflection=reflection,
        is_own=is_own,
        may_challenge=(is_own or manages(reflection, viewer()))
        and today() <= challenged_until(reflection),
        until=challenged_until(reflection),
        said=said_to(reflection, viewer()),
        conversation=conversation_with(reflection),
        replies=list_replies(reflection),
        earlier=corrections_of(audit),
        with_reference=request.args.get("reference") == "yes",
        **what_it_says(audit, picture_of(audit)),
    )
