"""What tells of children is taken as a file after a fresh sign-in and with a reason; every file that is taken is noted."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from flask import Response, g, make_response, render_template, request, session

from qa_app.access.gate import signed_in, viewer
from qa_app.foundation.clock import now
from qa_app.home.forms import WhyTakenForm
from qa_app.sign_in.rules.sessions import is_fresh
from qa_app.sign_in.session_cookie import ask_for_proof, own_session
from qa_app.trail.operations import children_looked_at, explain_exports, look
from qa_app.web.page_tables import TELLS_OF_RECORDS, WANTED
from qa_app.web.searches import NOT_ASKED, asked

REASON = "why a file is taken"
# Long enough to answer and to press the button again should the file have got lost.
GOOD_FOR = timedelta(minutes=10)


def note_table(name: str, rows: int) -> Response | None:
    """A table of a page, which has noted by now whose records it shows."""
    if not signed_in():
        return None
    children = children_looked_at()
    tells = bool(children) or g.get(TELLS_OF_RECORDS, False)
    if tells and (first := asked_why(rows)) is not None:
        return first
    if not explain_exports():
        look(
            "page:exported", viewer(), rows=rows, report=f"{request.endpoint} {name}", ids=children
        )
        explain_exports(**g.get("why_taken", {}))
    return None


def ask_why(rows: int) -> Response | None:
    """A file that tells of children. Whoever makes it has noted that it is taken; why is noted with it."""
    if (first := asked_why(rows)) is not None:
        return first
    if not explain_exports(**g.why_taken):
        look("page:exported", viewer(), report=str(request.endpoint), ids=children_looked_at())
        explain_exports(**g.why_taken)
    return None


def asked_why(rows: int) -> Response | None:
    """The page that comes first, if one has to; what was counted until then was not taken."""
    if not is_fresh(own_session().proved_at, now()):
        g.leaves_no_trace = True
        return make_response(ask_for_proof())
    form = WhyTakenForm()
    here = request.full_path.rstrip("?")
    why = _typed(form) if request.method == "POST" else _kept(here)
    if not why:
        g.leaves_no_trace = True
        return make_response(_page(form, here, rows))
    g.why_taken = {"purpose": why, "filters": _filters(), "rows": rows}
    return None


def keep_reason(here: str, why: str, at: datetime) -> None:
    session[REASON] = [_known_as(here), why, at.isoformat()]


def _kept(here: str) -> str:
    """For this file alone, and not for long."""
    known_as, why, given_at = session.get(REASON, ("", "", ""))
    is_of_this = known_as == _known_as(here)
    return why if is_of_this and now() - datetime.fromisoformat(given_at) < GOOD_FOR else ""


def _typed(form: WhyTakenForm) -> str:
    """With what was searched for, which stands in no address."""
    if form.why_taken.name not in request.form:
        return ""
    return (form.why_taken.data or "").strip() if form.validate() else ""


def _page(form: WhyTakenForm, here: str, rows: int) -> str:
    if form.why_taken.name not in request.form:
        form = WhyTakenForm(formdata=None)
    searched = request.method == "POST"
    hidden = {
        name: value
        for name, value in request.form.items()
        if searched and name not in (*NOT_ASKED, *form.data)
    }
    return render_template(
        "home/why_taken.html", form=form, here=here, rows=rows, searched=searched, hidden=hidden
    )


def _filters() -> dict[str, Any]:
    """What was chosen stands in the address; of what was typed only that it was."""
    chosen = request.args.to_dict()
    typed = {name for name in asked() if name not in chosen} if request.method == "POST" else set()
    kept = {name: value for name, value in chosen.items() if name != WANTED}
    return {**kept, **dict.fromkeys(sorted(typed - {"why_taken"}), "typed")}


def _known_as(here: str) -> str:
    return sha256(here.encode()).hexdigest()[:20]
