"""Setting up an authenticator app and recovery codes: on the way in, or later from one's account."""

from flask import Response, abort, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import open_to_everyone, open_to_signed_in, signed_in
from qa_app.foundation.clock import now
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Person
from qa_app.sign_in import queries
from qa_app.sign_in.chance import new_recovery_codes
from qa_app.sign_in.forms import CodeForm
from qa_app.sign_in.one_time_code import address_of, in_fours, new_shared_secret
from qa_app.sign_in.operations import factors
from qa_app.sign_in.qr_code import svg
from qa_app.sign_in.routes.blueprint import complete, myself, start_again
from qa_app.sign_in.routes.blueprint import sign_in as pages
from qa_app.sign_in.rules.sessions import Factor
from qa_app.sign_in.session_cookie import (
    NEXT,
    SERVICE,
    begun_session,
    needs_own_proof,
    own_session,
    page_to_return_to,
)


def person_setting_up() -> Person | None:
    """Somebody signed in, or somebody on the way in who has no second factor yet."""
    if signed_in():
        return myself()
    begun = begun_session()
    return begun.person if begun and not queries.has_second_factor(begun.person) else None


@pages.route("/sign-in/set-up", methods=["GET", "POST"])
@open_to_everyone
def set_up() -> ResponseReturnValue:
    begun = begun_session()
    if begun is None or queries.has_second_factor(begun.person):
        return start_again()
    form = CodeForm()
    if form.validate_on_submit():
        try:
            factors.prove_secret(begun.person, form.one_time_code.data, now())
        except DomainError as refused:
            form.refuse(*refused.reasons, about="one_time_code")
        else:
            factors.offer_recovery_codes(begun.person, new_recovery_codes())
            session[NEXT] = url_for(".recovery_codes")
            return complete(begun.person, Factor.CODE)
    return authenticator_page(begun.person, form)


def authenticator_page(person: Person, form: CodeForm) -> ResponseReturnValue:
    secret = queries.offered_secret(person)
    if secret is None:
        return start_again()
    return render_template("sign_in/set_up.html", form=form, key=in_fours(secret))


@pages.get("/sign-in/set-up/picture.svg")
@open_to_everyone
def picture() -> ResponseReturnValue:
    """The QR code, for those alone for whom it was made."""
    person = person_setting_up()
    secret = queries.offered_secret(person) if person else None
    if person is None or secret is None:
        abort(404)
    return Response(svg(address_of(secret, person.email, SERVICE)), mimetype="image/svg+xml")


@pages.post("/my-account/authenticator")
@open_to_signed_in
@needs_own_proof
def begin_authenticator() -> ResponseReturnValue:
    factors.offer_secret(myself(), new_shared_secret())
    return redirect(url_for(".authenticator"))


@pages.route("/my-account/authenticator/code", methods=["GET", "POST"])
@open_to_signed_in
@needs_own_proof
def authenticator() -> ResponseReturnValue:
    form = CodeForm()
    if form.validate_on_submit():
        try:
            factors.prove_secret(myself(), form.one_time_code.data, now())
        except DomainError as refused:
            form.refuse(*refused.reasons, about="one_time_code")
        else:
            factors.end_other_sessions(own_session(), now())
            flash("Your authenticator app is set up")
            return redirect(url_for(".my_account"))
    if queries.offered_secret(myself()) is None:
        return redirect(url_for(".my_account"))
    return authenticator_page(myself(), form)


@pages.post("/my-account/recovery-codes")
@open_to_signed_in
@needs_own_proof
def make_recovery_codes() -> ResponseReturnValue:
    factors.offer_recovery_codes(myself(), new_recovery_codes())
    session[NEXT] = url_for(".my_account")
    return redirect(url_for(".recovery_codes"))


@pages.get("/my-account/recovery-codes")
@open_to_signed_in
@needs_own_proof
def recovery_codes() -> ResponseReturnValue:
    codes = queries.offered_codes(myself())
    if not codes:
        return redirect(url_for(".my_account"))
    return render_template("sign_in/recovery_codes.html", codes=codes)


@pages.get("/my-account/recovery-codes.txt")
@open_to_signed_in
@needs_own_proof
def recovery_codes_file() -> ResponseReturnValue:
    codes = queries.offered_codes(myself())
    if not codes:
        abort(404)
    text = f"{SERVICE}: recovery codes. Each works once.\r\n\r\n" + "\r\n".join(codes) + "\r\n"
    disposition = {"Content-Disposition": "attachment; filename=recovery-codes.txt"}
    return Response(text, mimetype="text/plain", headers=disposition)


@pages.post("/my-account/recovery-codes/kept")
@open_to_signed_in
def keep_recovery_codes() -> ResponseReturnValue:
    factors.keep_recovery_codes(myself(), now())
    flash("Your recovery codes are ready to use")
    return redirect(page_to_return_to())
