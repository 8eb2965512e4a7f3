"""Audits with the lowest grade: the list, what was put right, and how each ends."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may_at
from qa_app.foundation.clock import now, today
from qa_app.moderation.forms.inadequates import AnswerForm, CloseForm
from qa_app.moderation.models import Inadequate
from qa_app.moderation.operations import inadequates as operations
from qa_app.moderation.queries import inadequates as queries
from qa_app.moderation.routes.blueprint import inadequates
from qa_app.moderation.rules.inadequates import Closed
from qa_app.organisation.routes.answers import shown
from qa_app.trail.operations import look
from qa_app.web.sheets import sheet_of

READ, ANSWER = Permission.INADEQUATE_READ, Permission.INADEQUATE_ANSWER


@inadequates.get("")
@requires(READ)
def index() -> ResponseReturnValue:
    total, still_open, late = queries.counts(viewer(), today())
    sheet = sheet_of(total)
    listed = queries.list_inadequates(viewer(), sheet.on_a_page, sheet.offset)
    children = [one.child_public_id for one in listed if one.child_public_id]
    look("inadequates:listed", viewer(), ids=children)
    return render_template(
        "moderation/inadequates.html",
        sheet=sheet,
        listed=listed,
        still_open=still_open,
        late=late,
        today=today(),
        days_late=queries.days_late,
    )


@inadequates.get("/<public_id:inadequate_id>")
@requires(READ)
def show(inadequate_id: str) -> ResponseReturnValue:
    found = looked_at(inadequate_id)
    may_answer = may_at(viewer(), ANSWER, found.audit.allocation.place.path)
    return render_template(
        "moderation/inadequate.html",
        found=found,
        may_answer=may_answer,
        today=today(),
        days_late=queries.days_late(found),
    )


@inadequates.route("/<public_id:inadequate_id>/answer", methods=["GET", "POST"])
@requires(ANSWER)
def answer(inadequate_id: str) -> ResponseReturnValue:
    found = looked_at(inadequate_id, ANSWER)
    there = {
        "version": found.version,
        "put_right": found.put_right,
        "siblings": found.siblings.name if found.siblings else None,
        "siblings_words": found.siblings_words,
        "support": found.support,
    }
    form = AnswerForm(data=there)
    if (
        form.validate_on_submit()
        and not is_overtaken(form, found)
        and form.attempt(lambda: operations.answer(found, form.said, viewer(), now()))
    ):
        flash("Saved. The director can read it")
        return redirect(url_for(".show", inadequate_id=inadequate_id))
    if found.closed_at and not form.was_refused:
        return redirect(url_for(".show", inadequate_id=inadequate_id))
    return shown("moderation/answer_inadequate.html", form, found=found)


@inadequates.route("/<public_id:inadequate_id>/close", methods=["GET", "POST"])
@requires(ANSWER)
def close(inadequate_id: str) -> ResponseReturnValue:
    found, form = looked_at(inadequate_id, ANSWER), CloseForm()
    form.offer(queries.later_audits(found.audit, viewer()))
    if form.validate_on_submit() and form.attempt(
        lambda: operations.close(
            found,
            Closed[form.how.data],
            form.re_audit.data or "",
            form.words.data or "",
            viewer(),
            now(),
        )
    ):
        flash("Closed")
        return redirect(url_for(".show", inadequate_id=inadequate_id))
    if found.closed_at and not form.was_refused:
        return redirect(url_for(".show", inadequate_id=inadequate_id))
    return shown("moderation/close_inadequate.html", form, found=found)


def is_overtaken(form: AnswerForm, found: Inadequate) -> bool:
    """Once it is closed there is nothing to compare, for nothing more is saved."""
    saved = {
        "put_right": found.put_right,
        "siblings": found.siblings.value if found.siblings else "",
        "siblings_words": found.siblings_words,
        "support": found.support,
    }
    return found.closed_at is None and form.is_overtaken(found.version, saved)


def looked_at(inadequate_id: str, permission: Permission = READ) -> Inadequate:
    found = queries.find_inadequate(inadequate_id, viewer(), permission)
    if request.method == "GET":
        look("inadequate:viewed", viewer(), found)
    return found
