"""Tables that are taken from pages as files: noted in the log of downloads, and asked about first if they tell of children."""

from flask import Response, make_response, request

from qa_app.access.gate import signed_in, viewer
from qa_app.foundation.clock import now
from qa_app.sign_in.rules.sessions import is_fresh
from qa_app.sign_in.session_cookie import ask_for_proof, own_session
from qa_app.trail.operations import children_looked_at, look


def note_table(name: str, rows: int) -> Response | None:
    """The page has noted by now whose records it shows. What leads to children is taken after a fresh sign-in alone."""
    if not signed_in():
        return None
    children = children_looked_at()
    if children and not is_fresh(own_session().proved_at, now()):
        return make_response(ask_for_proof())
    look("page:exported", viewer(), rows=rows, report=f"{request.endpoint} {name}", ids=children)
    return None
