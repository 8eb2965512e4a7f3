"""What somebody had typed when their session was over, given back."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import open_to_signed_in
from qa_app.foundation.clock import now
from qa_app.sign_in import queries
from qa_app.sign_in.operations.kept_forms import answers_in, throw_away
from qa_app.sign_in.routes.blueprint import myself
from qa_app.sign_in.routes.blueprint import sign_in as pages


@pages.get("/kept-forms")
@open_to_signed_in
def kept_forms() -> ResponseReturnValue:
    listed = queries.list_kept_forms(myself(), now())
    if len(listed) == 1:
        return redirect(url_for(".kept_form", form_id=listed[0].public_id))
    return render_template("sign_in/kept_forms.html", kept_forms=listed)


@pages.get("/kept-forms/<public_id:form_id>")
@open_to_signed_in
def kept_form(form_id: str) -> ResponseReturnValue:
    kept = queries.find_kept_form(form_id, myself(), now())
    return render_template("sign_in/kept_form.html", kept=kept, answers=answers_in(kept))


@pages.post("/kept-forms/<public_id:form_id>/removal")
@open_to_signed_in
def throw_away_kept_form(form_id: str) -> ResponseReturnValue:
    throw_away(queries.find_kept_form(form_id, myself(), now()))
    flash("The kept text is gone")
    return redirect("/")
