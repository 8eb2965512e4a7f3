"""What stands around every page, for the person who asked for it."""

from flask import request, url_for
from markupsafe import Markup

from qa_app.access.gate import signed_in, viewer
from qa_app.access.rules import Viewer
from qa_app.home.queries.surroundings import colour_of, idle_minutes_of, names_around
from qa_app.home.rules import Entry, ways_for
from qa_app.retention.queries import may_record, readiness_of
from qa_app.web import Link, Shell
from qa_app.web.shell import link_to


def surroundings() -> Shell:
    """Somebody who has not signed in sees the service's name alone."""
    if not signed_in():
        return Shell(notices=notices())
    who = viewer()
    council, place = names_around(who)
    return Shell(
        notices=(*notices(), *readiness_notice(who)),
        council=council,
        colour=colour_of(who),
        idle_minutes=idle_minutes_of(who),
        person=who.name,
        place=place,
        role=who.roles[0].value,
        navigation=tuple(_link(entry) for entry in ways_for(who)),
    )


def readiness_notice(who: Viewer) -> tuple[str, ...]:
    """Until what must be settled before a real child is recorded."""
    if not (words := readiness_of(who.council_id).notice):
        return ()
    if not may_record(who):
        return (words,)
    record = url_for("readiness.show")
    return (words + Markup(' <a class="govuk-link" href="{}">Record it</a>').format(record),)


def notices() -> tuple[str, ...]:
    if not (accounts := link_to("demo.accounts")):
        return ()
    words = "Everybody and everything here is invented."
    return (
        words
        + Markup(' <a class="govuk-link" href="{}">Accounts and their codes</a>').format(accounts),
    )


def _link(entry: Entry) -> Link:
    return Link(entry.words, url_for(entry.endpoint), current=_is_here(entry))


def _is_here(entry: Entry) -> bool:
    """Inside the same part of the service; the pages of home are each a part of their own."""
    if request.endpoint is None:
        return False
    if entry.endpoint.startswith("home."):
        return request.endpoint == entry.endpoint
    return request.endpoint.partition(".")[0] == entry.endpoint.partition(".")[0]
