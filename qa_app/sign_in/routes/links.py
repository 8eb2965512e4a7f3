"""A new password by a link in an email, and the first one by an invitation."""

from datetime import datetime

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import open_to_everyone
from qa_app.access.rules import Viewer
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Membership, Place
from qa_app.sign_in.chance import new_secret
from qa_app.sign_in.forms import EmailForm, NewPasswordForm
from qa_app.sign_in.operations import links
from qa_app.sign_in.routes.blueprint import sign_in as pages
from qa_app.sign_in.rules.links import Purpose
from qa_app.sign_in.session_cookie import network_address, settings


def address_of_link(secret: str) -> str:
    return links.address_of(settings().base_url, secret)


def send_invitation(base_url: str, member: Membership, by: Viewer | None, at: datetime) -> None:
    """What organisation calls when somebody is invited, wherever that is done."""
    council = db.session.get_one(Place, member.council_id)
    links.send_invitation(member.person, council, new_secret(), base_url, at)


@pages.route("/sign-in/new-password", methods=["GET", "POST"])
@open_to_everyone
def ask_for_new_password() -> ResponseReturnValue:
    form = EmailForm()
    if form.validate_on_submit():
        secret = new_secret()
        links.ask_for_reset(
            form.email.data, secret, address_of_link(secret), network_address(), now()
        )
        return redirect(url_for(".link_sent"))
    return render_template("sign_in/ask_for_new_password.html", form=form)


@pages.get("/sign-in/new-password/sent")
@open_to_everyone
def link_sent() -> ResponseReturnValue:
    """The same whether or not there is such an account."""
    return render_template("sign_in/link_sent.html")


@pages.route("/links/<secret>", methods=["GET", "POST"])
@open_to_everyone
def use_link(secret: str) -> ResponseReturnValue:
    """Opening the page uses nothing up: mail scanners open links too."""
    link = links.find_working_link(secret, now())
    if link is None:
        return render_template("sign_in/link_too_old.html"), 410
    if link.purpose is Purpose.NEW_FACTOR:
        return begin_again(secret)
    form = NewPasswordForm()
    if form.validate_on_submit():
        try:
            links.choose_by_link(secret, form.password.data, now())
        except DomainError as refused:
            form.refuse(*refused.reasons, about="password")
        else:
            return redirect(url_for(".password_chosen"))
    is_first = link.purpose is Purpose.INVITATION
    email = link.person.email
    return render_template("sign_in/use_link.html", form=form, is_first=is_first, email=email)


def begin_again(secret: str) -> ResponseReturnValue:
    if request.method == "POST":
        links.begin_again_by_link(secret, now())
        return redirect(url_for(".sign_in"))
    return render_template("sign_in/begin_again.html")


@pages.get("/sign-in/password-chosen")
@open_to_everyone
def password_chosen() -> ResponseReturnValue:
    return render_template("sign_in/password_chosen.html")
