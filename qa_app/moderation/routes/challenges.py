"""A challenge that waits for a moderator who has not seen the audit."""

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audits import queries as audits
from qa_app.audits.queries import picture_of
from qa_app.audits.queries.reading import told
from qa_app.audits.queries.sealing import is_sealed_from
from qa_app.foundation.clock import now, today
from qa_app.moderation.forms.answering import DecideForm
from qa_app.moderation.operations.deciding import decide, why_not_today
from qa_app.moderation.queries.challenges import waits, why_not_decide
from qa_app.moderation.routes.blueprint import moderation
from qa_app.moderation.routes.waiting import address
from qa_app.organisation.routes.answers import shown
from qa_app.trail.operations import look
from qa_app.voices.queries.replies import find_reply
from qa_app.voices.rules import CHALLENGES, Decision, ReplyKind


@moderation.route(
    "/audits/<public_id:audit_id>/challenges/<public_id:reply_id>", methods=["GET", "POST"]
)
@requires(Permission.AUDIT_MODERATE)
def challenge(audit_id: str, reply_id: str) -> ResponseReturnValue:
    audit = audits.find_audit(audit_id, viewer(), Permission.AUDIT_MODERATE)
    said = find_reply(audit, reply_id)
    section = audit.template.section(said.section)
    is_closed = is_sealed_from(audit_id, viewer())
    if said.kind not in CHALLENGES or section is None or is_closed:
        abort(404)
    form = DecideForm(audit.template, is_of_grade=said.kind is ReplyKind.GRADE)
    if form.validate_on_submit() and form.attempt(
        lambda: decide(
            said,
            audit,
            Decision[form.decision.data],
            form.chosen_grade,
            form.words.data,
            viewer(),
            now(),
            address=address(),
        )
    ):
        flash("Decided. Both have been told, and all that was written stays")
        return redirect(url_for(".index"))
    if not form.was_refused and not waits(said, today()):
        return redirect(url_for(".index"))
    look("audit:viewed", viewer(), audit)
    picture = picture_of(audit)
    return shown(
        "moderation/challenge.html",
        form,
        audit=audit,
        said=said,
        section=section,
        told=told(audit, picture, section) if said.section in picture.shown else None,
        why_not=why_not_decide(audit, viewer()) or why_not_today(audit, now()),
    )
