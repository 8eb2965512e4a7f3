"""The council’s tokens: administrators make and end them, information governance lends them more."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may
from qa_app.api.forms import LendForm, TokenForm
from qa_app.api.models import ApiToken
from qa_app.api.operations import tokens as operations
from qa_app.api.queries import tokens as queries
from qa_app.api.routes.blueprint import api_tokens
from qa_app.api.rules.tokens import Reads, State
from qa_app.foundation.clock import now, today
from qa_app.organisation.queries import find_place, list_places
from qa_app.sign_in.session_cookie import needs_fresh_proof, settings
from qa_app.web.sheets import sheet_of

MAKES, LENDS = Permission.API_WRITE, Permission.API_LEND
MADE = "You have made the token. Its owner has been told, and has its secret made"


@api_tokens.get("")
@requires(MAKES, LENDS, council_wide=True)
def index() -> ResponseReturnValue:
    sheet = sheet_of(queries.count_tokens(viewer()))
    return render_template(
        "api/index.html",
        tokens=queries.list_tokens(viewer(), sheet.on_a_page, sheet.offset),
        sheet=sheet,
        may_make=may(viewer(), MAKES),
        today=today(),
    )


@api_tokens.route("/new", methods=["GET", "POST"])
@requires(MAKES, council_wide=True)
@needs_fresh_proof
def new() -> ResponseReturnValue:
    form = TokenForm()
    places = list_places(viewer(), Permission.PLACE_READ)
    form.offer(places, queries.list_owners(viewer(), today()))
    if form.validate_on_submit() and form.attempt(lambda: _make(form)):
        flash(MADE)
        return redirect(url_for(".index"))
    page = render_template("api/new.html", form=form)
    return page, 409 if form.was_refused else 200


@api_tokens.get("/<public_id:token_id>")
@requires(MAKES, LENDS, council_wide=True)
def show(token_id: str) -> ResponseReturnValue:
    token = queries.find_token(token_id, viewer())
    return render_template(
        "api/show.html",
        token=token,
        state=token.state_on(today()),
        reads=token.reads_on(today()),
        is_over=token.state_on(today()) in (State.ENDED, State.OVER),
        counts=Reads.COUNTS,
        may_lend=may(viewer(), LENDS),
    )


@api_tokens.post("/<public_id:token_id>/end")
@requires(MAKES, LENDS, council_wide=True)
def end(token_id: str) -> ResponseReturnValue:
    operations.end(queries.find_token(token_id, viewer()), by=viewer(), at=now())
    flash("The token is ended. Nothing can be read with it any more")
    return redirect(url_for(".show", token_id=token_id))


@api_tokens.route("/<public_id:token_id>/lend", methods=["GET", "POST"])
@requires(LENDS, council_wide=True)
@needs_fresh_proof
def lend(token_id: str) -> ResponseReturnValue:
    token, form = queries.find_token(token_id, viewer()), LendForm()
    if form.validate_on_submit() and form.attempt(lambda: _lend(token, form)):
        flash("The token may read more")
        return redirect(url_for(".show", token_id=token_id))
    page = render_template("api/lend.html", form=form, token=token)
    return page, 409 if form.was_refused else 200


@api_tokens.post("/<public_id:token_id>/take-back")
@requires(LENDS, council_wide=True)
def take_back(token_id: str) -> ResponseReturnValue:
    token = queries.find_token(token_id, viewer())
    operations.take_back(token, by=viewer(), at=now())
    flash("The token reads counts alone")
    return redirect(url_for(".show", token_id=token_id))


def _make(form: TokenForm) -> None:
    wanted = operations.Wanted(
        form.purpose.data,
        find_place(form.place.data, viewer(), Permission.PLACE_READ),
        queries.find_owner(form.owner.data, viewer()),
        form.ends_on.data,
    )
    address = settings().base_url + url_for("own_api_tokens.index")
    operations.make_token(wanted, by=viewer(), at=now(), address=address)


def _lend(token: ApiToken, form: LendForm) -> None:
    reads = Reads[form.reads.data]
    operations.lend(token, reads, form.until.data, form.why.data, by=viewer(), at=now())
