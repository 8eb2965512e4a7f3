"""What stands around every page, for the person who asked for it."""

from collections.abc import Sequence

from flask import request, url_for
from markupsafe import Markup

from qa_app.access.gate import signed_in, viewer
from qa_app.access.rules import Permission, Viewer, may
from qa_app.concerns.queries import numbers_of, waiting_for
from qa_app.concerns.rules.settings import missing_numbers
from qa_app.home.queries.surroundings import colour_of, idle_minutes_of, names_around
from qa_app.home.rules import Entry, Part, ways_for
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
        notices=(
            *notices(),
            *concerns_notice(who),
            *readiness_notice(who),
            *numbers_notice(who),
        ),
        council=council,
        colour=colour_of(who),
        idle_minutes=idle_minutes_of(who),
        person=who.name,
        place=place,
        role=who.roles[0].value,
        navigation=tuple(_part(one) for one in ways_for(who)),
    )


def concerns_notice(who: Viewer) -> tuple[str, ...]:
    """On every page of those who were told, until somebody has it."""
    if not (waiting := waiting_for(who)):
        return ()
    words = "A safety concern waits for somebody to say that they have it."
    if len(waiting) > 1:
        words = f"{len(waiting)} safety concerns wait for somebody to say that they have them."
    page = url_for("concerns.show", concern_id=waiting[0])
    return (words + Markup(' <a class="govuk-link" href="{}">Open it now</a>').format(page),)


def readiness_notice(who: Viewer) -> tuple[str, ...]:
    """Until what must be settled before a real child is recorded."""
    if not (words := readiness_of(who.council_id).notice):
        return ()
    if not may_record(who):
        return (words,)
    record = url_for("readiness.show")
    return (words + Markup(' <a class="govuk-link" href="{}">Record it</a>').format(record),)


def numbers_notice(who: Viewer) -> tuple[str, ...]:
    """Until whoever is worried about a child can see whom to ring."""
    if not (numbers := missing_numbers(numbers_of(who.council_id))):
        return ()
    words = (
        f"Before real children’s records come in, {in_a_row(numbers)} must stand in the settings."
    )
    if not may(who, Permission.SETTINGS_WRITE):
        return (words,)
    page = url_for("settings.index")
    return (words + Markup(' <a class="govuk-link" href="{}">Enter them</a>').format(page),)


def in_a_row(words: Sequence[str]) -> str:
    """One, one and two; one, two and three."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def notices() -> tuple[str, ...]:
    if not (accounts := link_to("demo.accounts")):
        return ()
    words = "Everybody and everything here is invented."
    return (
        words
        + Markup(' <a class="govuk-link" href="{}">Accounts and their codes</a>').format(accounts),
    )


def _part(part: Part) -> Link:
    """It leads to its first way; inside it, all its ways stand below."""
    ways = tuple(_link(entry) for entry in part.entries)
    current = any(way.current for way in ways)
    return Link(part.called, ways[0].href, current, ways if current and len(ways) > 1 else ())


def _link(entry: Entry) -> Link:
    return Link(entry.words, url_for(entry.endpoint), current=_is_here(entry))


def _is_here(entry: Entry) -> bool:
    """Inside the same part of the service; the pages of home are each a part of their own."""
    if request.endpoint is None:
        return False
    if entry.endpoint.startswith("home."):
        return request.endpoint == entry.endpoint
    return request.endpoint.partition(".")[0] == entry.endpoint.partition(".")[0]
