"""The completion of a month, line by line, with the names that stand in front."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import select

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.insight.queries.completion import names_of_rounds
from qa_app.insight.queries.places import MOVED, names_at
from qa_app.insight.rules import Given, counted_by, path_above, service_of
from qa_app.insight.rules.breakdowns import By, Line, in_order
from qa_app.organisation.models import Membership, Person
from qa_app.organisation.models.people import GONE


def lines_by(by: By, given: Sequence[Given], viewer: Viewer, at: datetime) -> list[Line]:
    return in_order(_LINES[by](given, viewer, at))


def _by_team(given: Sequence[Given], viewer: Viewer, at: datetime) -> list[Line]:
    """The team where the record was when it was given out; one that moved lends its name of today."""
    counts = counted_by(given, lambda one: one.place_then, at)
    names = names_at(counts.keys())
    names_today = {one.place_then: one.place_today for one in given}
    return [
        Line(
            names.get(path, names_today[path]),
            counted,
            names.get(path_above(path), ""),
            {"team": path},
        )
        for path, counted in counts.items()
    ]


def _by_service(given: Sequence[Given], viewer: Viewer, at: datetime) -> list[Line]:
    counts = counted_by(given, lambda one: service_of(one.place_then), at)
    names = names_at(counts.keys())
    return [
        Line(names.get(path, MOVED), counted, asked={"team": path})
        for path, counted in counts.items()
    ]


def _by_round(given: Sequence[Given], viewer: Viewer, at: datetime) -> list[Line]:
    counts = counted_by(given, lambda one: one.round_id, at)
    names = names_of_rounds(counts.keys(), viewer)
    return [
        Line(names[of].programme, counted, names[of].template, {"round": names[of].public_id})
        for of, counted in counts.items()
    ]


def _by_template(given: Sequence[Given], viewer: Viewer, at: datetime) -> list[Line]:
    """All versions of a template together, under the name of the latest one that was used."""
    rounds = names_of_rounds({one.round_id for one in given}, viewer)
    counts = counted_by(given, lambda one: rounds[one.round_id].template_code, at)
    names = {rounds[of].template_code: rounds[of].template for of in sorted(rounds)}
    return [
        Line(names[code], counted, asked={"template": code}) for code, counted in counts.items()
    ]


def _by_auditor(given: Sequence[Given], viewer: Viewer, at: datetime) -> list[Line]:
    counts = counted_by(given, lambda one: one.auditor_id, at)
    rows = db.session.execute(
        select(Person.id, Person.public_id, Membership.name)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.council_id == viewer.council_id, Person.id.in_(counts.keys()))
    )
    people = {person_id: (public_id, name) for person_id, public_id, name in rows}
    return [
        Line(people[of][1], counted, asked={"auditor": people[of][0]})
        if of in people
        else Line(GONE.capitalize(), counted)
        for of, counted in counts.items()
    ]


_LINES: dict[By, Callable[[Sequence[Given], Viewer, datetime], list[Line]]] = {
    By.TEAM: _by_team,
    By.SERVICE: _by_service,
    By.ROUND: _by_round,
    By.TEMPLATE: _by_template,
    By.AUDITOR: _by_auditor,
}
