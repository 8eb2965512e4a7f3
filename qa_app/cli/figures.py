"""Whether the figures that pages show are what the rows say, for somebody of each role of each council."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from qa_app.access.rules import Permission, Viewer, places_where
from qa_app.foundation.database import db
from qa_app.insight.queries.recounted import recount
from qa_app.insight.rules import MONTHS_SHOWN
from qa_app.insight.rules.filters import Period
from qa_app.organisation.models import Appointment, Person, Place
from qa_app.organisation.queries import viewer_of
from qa_app.organisation.queries.viewers import in_force
from qa_app.organisation.rules import Kind
from qa_app.rounds.rules import first_of_month, months_back


@dataclass(frozen=True)
class Looked:
    """At one council: for how many roles, over how many audits at most, and what did not agree."""

    council: str
    roles: int
    audits: int
    unlike: list[str]


def look_at_figures(on: date) -> Iterator[Looked]:
    shown = Period(months_back(first_of_month(on), MONTHS_SHOWN)[-1], first_of_month(on))
    councils = select(Place).where(Place.kind == Kind.COUNCIL).order_by(Place.path)
    for council in db.session.scalars(councils).all():
        viewers = _one_of_each_role(council, on)
        found = {role: recount(viewer, shown) for role, viewer in viewers.items()}
        yield Looked(
            council.name,
            len(found),
            max((one.audits for one in found.values()), default=0),
            [f"{name} for {role}" for role, one in found.items() for name in one.unlike],
        )


def _one_of_each_role(council: Place, on: date) -> dict[str, Viewer]:
    held = (
        select(Appointment)
        .where(Appointment.council_id == council.id, in_force(on))
        .order_by(Appointment.id)
    )
    found: dict[str, Viewer] = {}
    for one in db.session.scalars(held):
        if one.holds.value not in found:
            person = db.session.get_one(Person, one.person_id)
            viewer = viewer_of(person, council, on)
            if viewer and places_where(viewer, Permission.INSIGHT_READ):
                found[one.holds.value] = viewer
    return found
