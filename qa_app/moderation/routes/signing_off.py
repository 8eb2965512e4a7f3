"""Agreed audits, to sign off one or many at once."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.foundation.clock import now
from qa_app.moderation import operations
from qa_app.moderation.forms.answering import SignOffForm
from qa_app.moderation.queries.signing_off import AT_ONCE, count_to_sign_off, list_to_sign_off
from qa_app.moderation.routes.blueprint import signing_off
from qa_app.organisation.routes.answers import shown
from qa_app.trail.operations import look
from qa_app.web.words import plural


@signing_off.route("", methods=["GET", "POST"])
@requires(Permission.AUDIT_SIGN_OFF)
def index() -> ResponseReturnValue:
    """What opens with it is said before it is done."""
    listed, form = list_to_sign_off(viewer(), AT_ONCE), SignOffForm()
    form.offer(listed)
    if form.validate_on_submit():
        chosen = [one for one in listed if one.public_id in form.audits.data]
        if form.attempt(lambda: operations.sign_off_many(chosen, viewer(), now())):
            flash(f"{plural(len(chosen), 'audit')} signed off")
            return redirect(url_for(".index"))
    children = [one.child_public_id for one in listed if one.child_public_id]
    look("audits:listed", viewer(), ids=children)
    total = count_to_sign_off(viewer())
    return shown("moderation/sign_off.html", form, listed=listed, total=total)
