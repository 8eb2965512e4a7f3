"""The first page, and the pages that tell about the service."""

from datetime import date

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import may_open, open_to_everyone, open_to_signed_in, signed_in, viewer
from qa_app.foundation.clock import now
from qa_app.home import queries
from qa_app.home.forms import WhyTakenForm
from qa_app.home.queries.search import find
from qa_app.home.routes.table_files import keep_reason
from qa_app.home.rules import COOKIES, FIRST_STEPS
from qa_app.home.rules.shared_steps import Step
from qa_app.organisation.queries import setting
from qa_app.organisation.routes.answers import shown
from qa_app.organisation.rules.settings import HELP_CONTACT
from qa_app.sign_in.rules.kept_forms import is_a_page_of_ours
from qa_app.trail.operations import look
from qa_app.web.searches import asked, searched_by

home = Blueprint("home", __name__)

# When the pages were last tried as the accessibility statement says, and the statement written.
TESTED_ON = date(2026, 11, 21)
WRITTEN_ON = date(2026, 11, 21)
MOST_LETTERS = 100


@home.get("/")
@open_to_signed_in
def show() -> ResponseReturnValue:
    blocks = queries.blocks_for(viewer(), now())
    if ids := queries.ids_shown(blocks):
        look("home:opened", viewer(), ids=ids)
    return render_template("home/show.html", blocks=blocks)


@home.route("/search", methods=["GET", "POST"])
@open_to_signed_in
@searched_by("words")
def search() -> ResponseReturnValue:
    words = asked().get("words", "").strip()[:MOST_LETTERS]
    found = find(words, viewer(), now()) if words else None
    if found and found.children:
        look("children:listed", viewer(), ids=[row.child.public_id for row in found.children])
    return render_template("home/search.html", words=words, found=found)


@home.post("/downloads/reason")
@open_to_signed_in
def give_reason() -> ResponseReturnValue:
    """Why a file is taken, and on to the file: the reason stands in no address."""
    form, here = WhyTakenForm(), request.form.get("here", "")
    if not is_a_page_of_ours(here):
        return redirect(url_for(".show"))
    if form.validate_on_submit():
        keep_reason(here, form.why_taken.data.strip(), now())
        return redirect(here, 303)
    return shown("home/why_taken.html", form, here=here, rows=None, searched=False, hidden={})


@home.get("/help", endpoint="help")
@open_to_everyone
def help_() -> ResponseReturnValue:
    roles = viewer().roles if signed_in() else ()
    mine = {role: [(step, address_of(step)) for step in FIRST_STEPS[role]] for role in roles}
    others = {role: steps for role, steps in FIRST_STEPS.items() if role not in mine}
    return render_template("home/help.html", mine=mine, others=others, contact=contact())


def address_of(step: Step) -> str:
    """No link where it would be refused: somebody may hold the role for a part of the council."""
    return url_for(step.endpoint) if step.endpoint and may_open(step.endpoint) else ""


@home.get("/accessibility")
@open_to_everyone
def accessibility() -> ResponseReturnValue:
    return render_template(
        "home/accessibility.html", tested_on=TESTED_ON, written_on=WRITTEN_ON, contact=contact()
    )


@home.get("/privacy")
@open_to_everyone
def privacy() -> ResponseReturnValue:
    return render_template("home/privacy.html", contact=contact())


@home.get("/your-information")
@open_to_everyone
def your_information() -> ResponseReturnValue:
    return render_template("home/your_information.html", contact=contact())


@home.get("/cookies")
@open_to_everyone
def cookies() -> ResponseReturnValue:
    # Over https a browser holds a cookie of this name to this address alone.
    prefix = "__Host-" if current_app.config["SESSION_COOKIE_SECURE"] else ""
    return render_template("home/cookies.html", cookies=COOKIES, prefix=prefix)


def contact() -> str:
    """The end of a sentence: whom the council has named, or whom there is until it does."""
    named = setting(viewer().council_id, HELP_CONTACT) if signed_in() else ""
    return f"contact {named}." if named else "ask your council’s administrator for this service."
