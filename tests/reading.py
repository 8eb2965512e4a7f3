"""Reading a page changes nothing but the trail, in any page that any test opens."""

from flask import has_request_context, request
from sqlalchemy import event
from sqlalchemy.orm import Session

from qa_app.trail.models import Event, EventTail
from qa_app.web.searches import is_reading

# What reading leaves behind: who looked, and when somebody was last here.
LEFT_BEHIND = (Event, EventTail)
NOTED = {"sign_in_session"}
# The one page that acts by being opened: OpenID leads the browser to it by address.
ACTS = {"sign_in.come_back"}


def refuse_changes(session: Session, *_: object) -> None:
    if not has_request_context() or request.endpoint is None or not is_reading():
        return
    if request.endpoint in ACTS:
        return
    touched = [*session.new, *session.deleted, *filter(session.is_modified, session.dirty)]
    changed = [
        thing
        for thing in touched
        if not isinstance(thing, LEFT_BEHIND) and thing.__tablename__ not in NOTED
    ]
    assert not changed, f"reading {request.path} changed {changed}"


def watch() -> None:
    event.listen(Session, "before_flush", refuse_changes)
