"""The council's own sign-ins, as its administrator looks after them."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may
from qa_app.foundation.clock import now
from qa_app.foundation.errors import DomainError
from qa_app.organisation.queries.places import council_of
from qa_app.sign_in import openid, queries
from qa_app.sign_in.forms import ApproveProviderForm, NewProviderForm, ProviderForm
from qa_app.sign_in.models import IdentityProvider
from qa_app.sign_in.operations import providers as operations
from qa_app.sign_in.operations.providers import Wanted
from qa_app.sign_in.routes.blueprint import sign_in as pages
from qa_app.sign_in.routes.issuers import address_to_come_back_to
from qa_app.sign_in.rules.issuers import State
from qa_app.sign_in.session_cookie import needs_fresh_proof, settings

WRITE, APPROVE = Permission.SETTINGS_WRITE, Permission.SIGN_ON_APPROVE
WAITS = "Saved. It is in use once another administrator or information governance has approved it"
OVERTAKEN = "Somebody else changed this while your page was open. Look at what is saved now, then save again"


def found(issuer_id: str) -> IdentityProvider:
    return queries.find_own_provider(issuer_id, viewer())


@pages.get("/settings/single-sign-on")
@requires(WRITE, APPROVE, council_wide=True)
@needs_fresh_proof
def providers() -> ResponseReturnValue:
    listed = queries.list_providers(viewer().council_id)
    may_write = may(viewer(), WRITE)
    return render_template("sign_in/providers.html", providers=listed, may_write=may_write)


@pages.route("/settings/single-sign-on/new", methods=["GET", "POST"])
@requires(WRITE, council_wide=True)
@needs_fresh_proof
def new_provider() -> ResponseReturnValue:
    form = NewProviderForm()
    if form.validate_on_submit():
        try:
            added = operations.add_provider(
                council_of(viewer()),
                form.issuer.data,
                Wanted(**form.wanted),
                by=viewer(),
                at=now(),
                on_loopback=not settings().secure,
                base_url=settings().base_url,
            )
        except DomainError as refused:
            form.refuse(*refused.reasons)
        else:
            flash(WAITS)
            return redirect(url_for(".provider", issuer_id=added.public_id))
    return render_template("sign_in/new_provider.html", form=form), 409 if form.was_refused else 200


@pages.route("/settings/single-sign-on/<public_id:issuer_id>", methods=["GET", "POST"])
@requires(WRITE, council_wide=True)
@needs_fresh_proof
def provider(issuer_id: str) -> ResponseReturnValue:
    known = found(issuer_id)
    form = ProviderForm(obj=known)
    if form.validate_on_submit() and form.attempt(lambda: change(known, form)):
        flash(WAITS if known.state is State.WAITING else "Saved")
        return redirect(url_for(".provider", issuer_id=issuer_id))
    back = address_to_come_back_to(issuer_id)
    page = render_template("sign_in/provider.html", provider=known, form=form, back=back)
    return page, 409 if form.was_refused else 200


def change(known: IdentityProvider, form: ProviderForm) -> None:
    check_version(known, form)
    wanted = Wanted(**form.wanted)
    operations.change_provider(known, wanted, by=viewer(), at=now(), base_url=settings().base_url)


def check_version(known: IdentityProvider, form: ProviderForm | ApproveProviderForm) -> None:
    if form.version.data != str(known.version):
        form.version.data = str(known.version)
        raise DomainError(OVERTAKEN)


@pages.route("/settings/single-sign-on/<public_id:issuer_id>/approval", methods=["GET", "POST"])
@requires(APPROVE, council_wide=True)
@needs_fresh_proof
def approve_provider(issuer_id: str) -> ResponseReturnValue:
    known = found(issuer_id)
    form = ApproveProviderForm(obj=known)
    if form.validate_on_submit() and form.attempt(lambda: approve(known, form)):
        flash("Approved. People can sign in by it")
        return redirect(url_for(".providers"))
    page = render_template("sign_in/approve_provider.html", provider=known, form=form)
    return page, 409 if form.was_refused else 200


def approve(known: IdentityProvider, form: ApproveProviderForm) -> None:
    check_version(known, form)
    operations.approve(known, by=viewer(), at=now())


@pages.get("/settings/single-sign-on/<public_id:issuer_id>/connection")
@requires(WRITE, council_wide=True)
@needs_fresh_proof
def connection(issuer_id: str) -> ResponseReturnValue:
    """Opened rather than sent: it changes nothing, and holds no lock while the issuer is asked."""
    known = found(issuer_id)
    faults = openid.connection_faults(known)
    return render_template("sign_in/connection.html", provider=known, faults=faults)


@pages.post("/settings/single-sign-on/<public_id:issuer_id>/switch-off")
@requires(WRITE, council_wide=True)
@needs_fresh_proof
def switch_provider_off(issuer_id: str) -> ResponseReturnValue:
    operations.switch_off(found(issuer_id), by=viewer(), at=now())
    flash("Switched off. People sign in with their password or passkey")
    return redirect(url_for(".providers"))


@pages.post("/settings/single-sign-on/<public_id:issuer_id>/switch-on")
@requires(WRITE, council_wide=True)
@needs_fresh_proof
def switch_provider_on(issuer_id: str) -> ResponseReturnValue:
    operations.switch_on(found(issuer_id), by=viewer(), at=now(), base_url=settings().base_url)
    flash(WAITS)
    return redirect(url_for(".provider", issuer_id=issuer_id))
