"""Passkeys: add, use, remove."""

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import open_to_everyone, open_to_signed_in, signed_in, viewer
from qa_app.foundation.clock import now
from qa_app.foundation.errors import DomainError
from qa_app.sign_in import queries
from qa_app.sign_in.chance import new_secret
from qa_app.sign_in.forms import AddPasskeyForm, UsePasskeyForm
from qa_app.sign_in.operations import passkeys as operations
from qa_app.sign_in.operations import sessions
from qa_app.sign_in.routes.blueprint import complete, myself, start_again
from qa_app.sign_in.routes.blueprint import sign_in as pages
from qa_app.sign_in.routes.entry import passkey_options
from qa_app.sign_in.rules.sessions import Factor
from qa_app.sign_in.session_cookie import (
    begun_session,
    needs_own_proof,
    own_session,
    page_to_return_to,
    party,
    passkey_is_needed,
)
from qa_app.sign_in.web_authn import asking_to_make


@pages.post("/sign-in/passkey")
@open_to_everyone
def use_passkey() -> ResponseReturnValue:
    """In by a passkey: instead of all else, or as the second factor of somebody who has begun."""
    here, challenge, begun = party(), session.pop("challenge", None), begun_session()
    if here is None or challenge is None:
        return start_again()
    answer = UsePasskeyForm().credential.data or ""
    expected = myself() if signed_in() else begun.person if begun else None
    try:
        person = operations.use_passkey(here, challenge, answer, now(), expected=expected)
    except DomainError as refused:
        flash(refused.reasons[0], "notice")
        return redirect(url_for(".prove_again") if signed_in() else url_for(".sign_in"))
    if signed_in():
        sessions.prove_again(own_session(), Factor.PASSKEY, now())
        return redirect(page_to_return_to())
    return complete(person, Factor.PASSKEY)


@pages.get("/my-account/passkeys")
@open_to_signed_in
def passkeys() -> ResponseReturnValue:
    listed = queries.list_passkeys(myself())
    must_show = passkey_is_needed(viewer()) and own_session().factor is not Factor.PASSKEY
    return render_template(
        "sign_in/passkeys.html",
        passkeys=listed,
        offers_passkeys=party() is not None,
        is_needed=passkey_is_needed(viewer()),
        passkey=passkey_options() if listed and must_show else None,
    )


@pages.route("/my-account/passkeys/new", methods=["GET", "POST"])
@open_to_signed_in
@needs_own_proof
def add_passkey() -> ResponseReturnValue:
    here, me, form = party(), myself(), AddPasskeyForm()
    if here is None or must_show_one_first():
        return redirect(url_for(".passkeys"))
    challenge = session.pop("challenge", "")
    if form.validate_on_submit():
        try:
            answer = form.credential.data or ""
            operations.add_passkey(me, form.name.data or "", here, challenge, answer, now())
        except DomainError as refused:
            form.refuse(*refused.reasons)
        else:
            sessions.prove_again(own_session(), Factor.PASSKEY, now())
            flash("Your passkey is added")
            return redirect(url_for(".passkeys"))
    session["challenge"] = new_secret()
    there = [one.credential for one in queries.list_passkeys(me)]
    options = asking_to_make(here, me.email, me.name, me.public_id, session["challenge"], there)
    return render_template("sign_in/add_passkey.html", form=form, passkey=options)


def must_show_one_first() -> bool:
    """Who needs a passkey and has one may not add another by a mere code."""
    shown = own_session().factor in (Factor.PASSKEY, Factor.SINGLE_SIGN_ON)
    return passkey_is_needed(viewer()) and not shown and bool(queries.list_passkeys(myself()))


@pages.post("/my-account/passkeys/<public_id:passkey_id>/removal")
@open_to_signed_in
@needs_own_proof
def remove_passkey(passkey_id: str) -> ResponseReturnValue:
    passkey = queries.find_passkey(passkey_id, myself())
    operations.remove_passkey(passkey, now(), is_needed=passkey_is_needed(viewer()))
    flash("The passkey is removed")
    return redirect(url_for(".passkeys"))
