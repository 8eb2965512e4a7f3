"""What stands around every page, for the person who asked for it."""

from flask import request, url_for

from qa_app.access.gate import signed_in, viewer
from qa_app.home import queries
from qa_app.home.rules import Entry, ways_for
from qa_app.organisation.queries import setting
from qa_app.web import Link, Shell


def surroundings() -> Shell:
    """Somebody who has not signed in sees the service's name alone."""
    if not signed_in():
        return Shell()
    who = viewer()
    return Shell(
        council=setting(who.council_id, "header_name") or queries.council_name(who),
        colour=setting(who.council_id, "header_colour"),
        person=who.name,
        place=queries.place_name(who),
        role=who.roles[0].value,
        navigation=tuple(_link(entry) for entry in ways_for(who)),
    )


def _link(entry: Entry) -> Link:
    return Link(entry.words, url_for(entry.endpoint), current=_is_here(entry))


def _is_here(entry: Entry) -> bool:
    """Inside the same part of the service; the first page is a part of its own."""
    if request.endpoint is None:
        return False
    if entry.endpoint == "home.show":
        return request.endpoint == entry.endpoint
    return request.endpoint.partition(".")[0] == entry.endpoint.partition(".")[0]
