"""Paste or upload references for a round, see what they are, and draw from them."""

import secrets

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.children.names_page import ask_for_names
from qa_app.children.queries.matching import match_tree
from qa_app.foundation.clock import now, today
from qa_app.foundation.errors import DomainError
from qa_app.organisation.routes.answers import shown
from qa_app.rounds.forms.drawing import DrawForm
from qa_app.rounds.forms.references import ReferencesForm
from qa_app.rounds.models import Round
from qa_app.rounds.operations import references as operations
from qa_app.rounds.queries.drawn_again import draws_so_far
from qa_app.rounds.queries.planner import find_round_to_run
from qa_app.rounds.queries.references import find_references, preview_of, records_in
from qa_app.rounds.routes.blueprint import rounds
from qa_app.rounds.rules.references import LAYOUT
from qa_app.rounds.rules.samples import sentence
from qa_app.uploads import operations as uploads
from qa_app.uploads.columns_page import ask_for_columns
from qa_app.uploads.import_pages import gone
from qa_app.uploads.models import Upload
from qa_app.web.transactions import while_only_reading
from qa_app.web.words import month_name

WRITE = Permission.ROUND_BY_NAME
SHOWN = 20


@rounds.route("/<public_id:round_id>/references", methods=["GET", "POST"])
@requires(WRITE)
def add_references(round_id: str) -> ResponseReturnValue:
    round_, form = find_round_to_run(round_id, viewer()), ReferencesForm()
    if form.validate_on_submit() and (upload := form.outcome_of(lambda: kept_for(round_, form))):
        return redirect(url_for(".references", references_id=upload.public_id))
    round_ = find_round_to_run(round_id, viewer())
    return shown("rounds/add_references.html", form, round=round_, columns=LAYOUT.columns)


def kept_for(round_: Round, form: ReferencesForm) -> Upload:
    operations.refuse_where_not_asked(round_)
    (name, content), council_id, round_id = form.given, round_.council_id, round_.public_id
    found = while_only_reading(lambda: operations.read_references(name, content, council_id))
    return operations.keep_preview(
        found, find_round_to_run(round_id, viewer()), by=viewer(), at=now()
    )


@rounds.route("/references/<public_id:references_id>", methods=["GET", "POST"])
@requires(WRITE)
def references(references_id: str) -> ResponseReturnValue:
    """What was read, what was not, and the draw."""
    upload, round_ = find_references(references_id, viewer())
    try:
        contents = uploads.contents_of(upload, now())
    except DomainError as why:
        here = url_for(".show", round_id=round_.public_id)
        called = f"{round_.programme.name}, {month_name(round_.month)}"
        return gone(
            upload,
            why,
            "These references were used, left or have run out",
            crumbs=[("Rounds", url_for(".index")), (called, here)],
            ways=[
                ("See the round", here),
                (
                    "give references again",
                    url_for(".add_references", round_id=round_.public_id),
                ),
            ],
        )
    form = DrawForm()
    draws = draws_so_far(round_)
    form.offer(is_again=bool(draws))
    if form.validate_on_submit() and form.attempt(lambda: draw_now(upload, round_, form)):
        flash("The records are drawn. Nobody has been given any yet")
        return redirect(url_for(".draw", round_id=round_.public_id))
    preview = preview_of(round_, contents, viewer(), today())
    return shown(
        "rounds/references.html",
        form,
        upload=upload,
        round=round_,
        draws=draws,
        pasted=True,
        preview=preview,
        ready=preview.ready,
        forecast=preview.forecast,
        problems=[(one, 1) for one in preview.problems[:SHOWN]],
        titles={column.name: column.title for column in LAYOUT.columns},
        sample=sentence,
    )


def draw_now(upload: Upload, round_: Round, form: DrawForm) -> None:
    why = form.why_again.data if "why_again" in form else ""
    chance = secrets.token_hex(16)
    operations.draw_from(upload, round_, chance, by=viewer(), at=now(), why_again=why)


@rounds.route("/references/<public_id:references_id>/columns", methods=["GET", "POST"])
@requires(WRITE)
def references_columns(references_id: str) -> ResponseReturnValue:
    upload, round_ = find_references(references_id, viewer())
    again = url_for(".add_references", round_id=round_.public_id)
    return ask_for_columns(
        upload,
        LAYOUT,
        lambda chosen: operations.choose_columns(chosen, by=viewer(), at=now()),
        crumbs=[("Rounds", url_for(".index")), ("References", again)],
        then=again,
    )


@rounds.route("/references/<public_id:references_id>/names", methods=["GET", "POST"])
@requires(WRITE)
def references_names(references_id: str) -> ResponseReturnValue:
    """Whom and which team the references mean, remembered as for lists of children."""
    upload, round_ = find_references(references_id, viewer())
    contents = uploads.contents_of(upload, now())
    back = url_for(".references", references_id=references_id)
    return ask_for_names(
        match_tree(records_in(contents), round_.council_id, today()),
        today(),
        crumbs=[("Rounds", url_for(".index")), ("References", back)],
        then=back,
    )


@rounds.post("/references/<public_id:references_id>/leave")
@requires(WRITE)
def leave_references(references_id: str) -> ResponseReturnValue:
    upload, round_ = find_references(references_id, viewer())
    uploads.leave(upload, at=now())
    flash("Left without drawing. Nothing of the references was kept")
    return redirect(url_for(".show", round_id=round_.public_id))
