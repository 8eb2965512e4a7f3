"""What an administrator does for somebody's account."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.foundation.clock import now, today
from qa_app.organisation.queries.people import find_member_to_change
from qa_app.sign_in import queries
from qa_app.sign_in.chance import new_secret
from qa_app.sign_in.operations import links, sessions
from qa_app.sign_in.routes.blueprint import sign_in as pages
from qa_app.sign_in.routes.links import address_of_link
from qa_app.sign_in.rules.sessions import Ending


@pages.get("/people/<public_id:person_id>/sign-in")
@requires(Permission.PERSON_WRITE)
def account(person_id: str) -> ResponseReturnValue:
    member = find_member_to_change(person_id, viewer(), today())
    open_here = queries.list_sessions_at(member.person, viewer().council_id, now())
    return render_template("sign_in/account.html", member=member, open_here=open_here)


@pages.post("/people/<public_id:person_id>/new-factor")
@requires(Permission.PERSON_WRITE)
def offer_new_factor(person_id: str) -> ResponseReturnValue:
    member = find_member_to_change(person_id, viewer(), today())
    secret = new_secret()
    links.offer_new_factor(member.person, secret, address_of_link(secret), by=viewer(), at=now())
    flash(f"An email to {member.name} is on its way")
    return redirect(url_for(".account", person_id=person_id))


@pages.post("/people/<public_id:person_id>/sessions/end")
@requires(Permission.PERSON_WRITE)
def sign_out_everywhere(person_id: str) -> ResponseReturnValue:
    member = find_member_to_change(person_id, viewer(), today())
    ending, here = Ending.ENDED_BY_ADMINISTRATOR, viewer().council_id
    sessions.end_all(member.person, ending, now(), council_id=here, by=viewer())
    flash(f"{member.name} is signed out")
    return redirect(url_for(".account", person_id=person_id))
