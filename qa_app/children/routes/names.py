"""Say what a file means: which column holds what, whom and which team it names."""

from collections.abc import Sequence

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.children.forms import names_form
from qa_app.children.operations import naming
from qa_app.children.queries.matching import people_of, places_of
from qa_app.children.queries.previews import preview_of
from qa_app.children.routes.blueprint import children
from qa_app.children.routes.imports import found_upload
from qa_app.children.rules.layouts import LAYOUTS
from qa_app.children.rules.names import by_person
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.uploads import operations as uploads
from qa_app.uploads.columns_page import ask_for_columns
from qa_app.web.fields import Form

MOST_ASKED = 40


@children.route("/imports/<public_id:upload_id>/columns/<code>", methods=["GET", "POST"])
@requires(Permission.CHILD_IMPORT, council_wide=True)
def columns(upload_id: str, code: str) -> ResponseReturnValue:
    layout = next((one for one in LAYOUTS if one.code == code), None) or abort(404)
    return ask_for_columns(
        found_upload(upload_id),
        layout,
        lambda chosen: naming.choose_columns(code, chosen, by=viewer(), at=now()),
        crumbs=[
            ("Children", url_for(".index")),
            ("Check the list", url_for(".show_import", upload_id=upload_id)),
        ],
        then=url_for(".new_import"),
    )


@children.route("/imports/<public_id:upload_id>/names", methods=["GET", "POST"])
@requires(Permission.CHILD_IMPORT, council_wide=True)
def names(upload_id: str) -> ResponseReturnValue:
    upload = found_upload(upload_id)
    preview = preview_of(upload, uploads.contents_of(upload, now()))
    practitioners = by_person(preview.tree.people.unsettled)[:MOST_ASKED]
    unknown = [(name,) for name in preview.tree.teams.unsettled[:MOST_ASKED]]
    people = people_of(upload.council_id, preview.as_at)
    named = places_of(upload.council_id, preview.as_at)
    places = {place: name for place, (name, _) in named.items()}
    form = names_form(practitioners, in_words(people), unknown, in_words(places))
    if form.validate_on_submit():
        naming.name_practitioners(
            answers(form, "practitioner", practitioners), by=viewer(), at=now()
        )
        meant = answers(form, "team", unknown)
        teams = {written: db.session.get_one(Place, place) for written, place in meant.items()}
        naming.name_teams(teams, by=viewer(), at=now())
        flash("Names saved")
        return redirect(url_for(".show_import", upload_id=upload_id))
    return render_template(
        "children/names.html",
        upload=upload,
        form=form,
        practitioners=len(practitioners),
        teams=len(unknown),
    )


def in_words(named: dict[int, str]) -> list[tuple[str, str]]:
    return sorted(((str(one), name) for one, name in named.items()), key=lambda pair: pair[1])


def answers(form: Form, kind: str, written: Sequence[Sequence[str]]) -> dict[str, int]:
    """By spelling, only those that were answered; the form has made sure that each was offered."""
    chosen = ((names, form[f"{kind}_{at}"].data) for at, names in enumerate(written))
    return {name: int(answer) for names, answer in chosen if answer for name in names}
