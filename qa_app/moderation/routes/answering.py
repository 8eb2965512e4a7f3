"""The auditor’s answer, whoever settles where the two do not agree, and taking that back."""

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.foundation.clock import now
from qa_app.moderation import operations
from qa_app.moderation.forms.answering import OpenAgainForm, ReplyForm
from qa_app.moderation.forms.grading import settle_form
from qa_app.moderation.operations.opening_again import opened_until, why_not_open
from qa_app.moderation.operations.settling import why_not_settle_it
from qa_app.moderation.queries.sections import sections_to_grade
from qa_app.moderation.routes.blueprint import moderation
from qa_app.moderation.routes.checking import check_page, is_to_change, was_checked
from qa_app.moderation.routes.moderating import gone_on, looked_at
from qa_app.moderation.routes.pairs import pairs_of
from qa_app.moderation.routes.waiting import address
from qa_app.moderation.rules import State
from qa_app.organisation.routes.answers import shown


@moderation.route("/<public_id:moderation_id>/reply", methods=["GET", "POST"])
@requires(Permission.AUDIT_WRITE)
def reply(moderation_id: str) -> ResponseReturnValue:
    found = looked_at(moderation_id)
    if found.audit.allocation.auditor_id != viewer().person_id:
        abort(404)
    if found.state is not State.WITH_AUDITOR:
        return gone_on(found)
    form, pairs = ReplyForm(is_open=True), pairs_of(found)
    if form.validate_on_submit() and not is_to_change():
        if form.agreed and not was_checked():
            return check_page(form, found, pairs, {}, "Agree, and let these grades count")
        if form.attempt(
            lambda: operations.reply(
                found, form.agreed, form.text.data or "", viewer(), now(), address=address()
            )
        ):
            flash("Your answer stands beside the second opinion")
            return redirect(url_for(".show", moderation_id=moderation_id))
    return shown("moderation/reply.html", form, found=found, audit=found.audit, pairs=pairs)


@moderation.route("/<public_id:moderation_id>/settle", methods=["GET", "POST"])
@requires(Permission.AUDIT_MODERATE)
def settle(moderation_id: str) -> ResponseReturnValue:
    found = looked_at(moderation_id)
    if why_not_settle_it(found, viewer(), now()):
        return gone_on(found)
    asked = {one.id: one for one in sections_to_grade(found.audit)}
    pairs = pairs_of(found)
    differing = [
        asked[one.section] for one in pairs if one.proposed != one.auditor and one.section in asked
    ]
    form = settle_form(differing, found.audit.template)
    if form.validate_on_submit() and not is_to_change():
        if not was_checked():
            return check_page(form, found, pairs, form.agreed, "Settle, and let these grades count")
        if form.attempt(
            lambda: operations.settle(
                found, form.agreed, form.why.data, viewer(), now(), address=address()
            )
        ):
            flash("Settled. Both readings are kept beside what was agreed")
            return redirect(url_for(".show", moderation_id=moderation_id))
    return shown(
        "moderation/settle.html",
        form,
        found=found,
        audit=found.audit,
        pairs=pairs,
        differing=differing,
    )


@moderation.route("/<public_id:moderation_id>/open-again", methods=["GET", "POST"])
@requires(Permission.AUDIT_MODERATE, Permission.AUDIT_WRITE)
def open_again(moderation_id: str) -> ResponseReturnValue:
    """By whoever settled it, in the days after, until something follows from it."""
    found, form = looked_at(moderation_id), OpenAgainForm()
    if form.validate_on_submit() and form.attempt(
        lambda: operations.open_again(found, form.why.data, viewer(), now(), address=address())
    ):
        flash("Opened again. The agreed grades no longer count")
        return redirect(url_for(".show", moderation_id=moderation_id))
    # Of one that is not settled, or was opened meanwhile, there is nothing to show here.
    if found.settled_at is None or (not form.was_refused and why_not_open(found, viewer(), now())):
        return gone_on(found)
    return shown(
        "moderation/open_again.html",
        form,
        found=found,
        audit=found.audit,
        pairs=pairs_of(found),
        until=opened_until(found),
    )
