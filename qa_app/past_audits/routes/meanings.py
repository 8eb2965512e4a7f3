"""Say what a workbook means: which column is what, which word is which grade, and whom it names."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.children.names_page import Naming, ask_for_names
from qa_app.foundation.clock import now, today
from qa_app.organisation.models import Person, Place
from qa_app.past_audits.forms import columns_form, columns_in, grades_form, grades_in
from qa_app.past_audits.operations import choosing
from qa_app.past_audits.routes.blueprint import past_audits
from qa_app.past_audits.routes.imports import found_upload, preview_now
from qa_app.uploads import operations as uploads

IMPORT = Permission.AUDIT_IMPORT


@past_audits.route("/imports/<public_id:past_file_id>/columns", methods=["GET", "POST"])
@requires(IMPORT, council_wide=True)
def columns(past_file_id: str) -> ResponseReturnValue:
    """Asked of every heading of the file once, whichever sheet it stands on."""
    upload = found_upload(past_file_id)
    contents = uploads.contents_of(upload, now())
    known = {words: meaning for one in contents["sheets"] for words, meaning in one["headings"]}
    headings = list((known or dict.fromkeys(contents["headings"], "")).items())
    form = columns_form(headings)
    if form.validate_on_submit() and form.attempt(
        lambda: choosing.choose_columns(columns_in(form, headings), by=viewer(), at=now())
    ):
        uploads.leave(upload, at=now())
        flash("Columns saved. Upload the file again to read it with them")
        return redirect(url_for(".new_import"))
    return render_template("past_audits/columns.html", form=form, crumbs=_crumbs(past_file_id))


@past_audits.route("/imports/<public_id:past_file_id>/grades", methods=["GET", "POST"])
@requires(IMPORT, council_wide=True)
def grades(past_file_id: str) -> ResponseReturnValue:
    words = preview_now(found_upload(past_file_id)).settled.words
    form = grades_form(words)
    if form.validate_on_submit() and form.attempt(
        lambda: choosing.choose_grades(grades_in(form, words), by=viewer(), at=now())
    ):
        flash("Words saved")
        return redirect(url_for(".show_import", past_file_id=past_file_id))
    return render_template(
        "past_audits/grades.html", form=form, words=words, crumbs=_crumbs(past_file_id)
    )


@past_audits.route("/imports/<public_id:past_file_id>/names", methods=["GET", "POST"])
@requires(IMPORT, council_wide=True)
def names(past_file_id: str) -> ResponseReturnValue:
    preview = preview_now(found_upload(past_file_id))
    return ask_for_names(
        preview.tree,
        today(),
        crumbs=_crumbs(past_file_id),
        then=url_for(".show_import", past_file_id=past_file_id),
        kind=OF_OLD_WORKBOOKS,
    )


def _keep(people: Mapping[str, Person], places: Mapping[str, Place]) -> None:
    choosing.choose_names(people, places, by=viewer(), at=now())


OF_OLD_WORKBOOKS = Naming(
    _keep,
    "Auditors",
    "workbooks of past audits alone",
    "An audit whose team is not known is seen by people who work for the whole council, unless the child is on the list. An auditor who is left open stays a name in words.",
)


def _crumbs(past_file_id: str) -> list[tuple[str, str]]:
    return [
        ("Imported audits", url_for(".index")),
        ("Check the workbook", url_for(".show_import", past_file_id=past_file_id)),
    ]
