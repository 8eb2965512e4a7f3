"""The teams and practitioners that a file names, found in the council's tree."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from qa_app.children.rules.names import Matched, match_people, match_teams
from qa_app.children.rules.records import OpenRecord
from qa_app.foundation.database import db
from qa_app.organisation.models import Appointment, Membership, Place, PractitionerAlias
from qa_app.organisation.queries.viewers import in_force, works_here
from qa_app.organisation.rules.places import Kind
from qa_app.uploads.queries import chosen_for

TEAMS_CHOSEN = "children:teams"


@dataclass(frozen=True)
class InTree:
    """Each name of the file as an id of the tree; the council itself for a team it does not have."""

    council_id: int
    teams: Matched[int]
    people: Matched[int]
    posts: Mapping[int, Collection[int]]

    def place_of(self, record: OpenRecord) -> int:
        return self.teams.found.get(record.team, self.council_id)

    def practitioner_of(self, record: OpenRecord) -> int | None:
        return self._person(record.practitioner, self.place_of(record))

    def second_of(self, record: OpenRecord) -> int | None:
        return self._person(record.second_practitioner, self.place_of(record))

    def _person(self, name: str, place_id: int) -> int | None:
        """Of two people of one name, the one who works in the child's team."""
        if name in self.people.found:
            return self.people.found[name]
        here = [one for one in self.people.several.get(name, ()) if place_id in self.posts[one]]
        return here[0] if len(here) == 1 else None


def match_tree(records: Sequence[OpenRecord], council_id: int, on: date) -> InTree:
    places = places_of(council_id, on)
    names = {name for one in records for name in (one.practitioner, one.second_practitioner)}
    return InTree(
        council_id,
        match_teams(
            {one.team for one in records},
            {place: name for place, (name, kind) in places.items() if kind is Kind.TEAM},
            {place: name for place, (name, kind) in places.items() if kind is not Kind.TEAM},
            chosen_teams(council_id),
        ),
        match_people(names, people_of(council_id, on), aliases_of(council_id)),
        posts_of(council_id, on),
    )


def places_of(council_id: int, on: date) -> dict[int, tuple[str, Kind]]:
    """Every open place below the council; a child may stand with a service as with a team."""
    rows = select(Place.id, Place.name, Place.kind).where(
        Place.council_id == council_id,
        Place.kind != Kind.COUNCIL,
        or_(Place.closed_on.is_(None), Place.closed_on > on),
    )
    return {place_id: (name, kind) for place_id, name, kind in db.session.execute(rows)}


def people_of(council_id: int, on: date) -> dict[int, str]:
    rows = select(Membership.person_id, Membership.name).where(
        Membership.council_id == council_id, works_here(on)
    )
    return {person_id: name for person_id, name in db.session.execute(rows)}


def posts_of(council_id: int, on: date) -> dict[int, set[int]]:
    posts: dict[int, set[int]] = defaultdict(set)
    rows = select(Appointment.person_id, Appointment.place_id).where(
        Appointment.council_id == council_id, in_force(on)
    )
    for person_id, place_id in db.session.execute(rows):
        posts[person_id].add(place_id)
    return posts


def aliases_of(council_id: int) -> dict[str, int]:
    rows = select(PractitionerAlias.written, PractitionerAlias.person_id).where(
        PractitionerAlias.council_id == council_id
    )
    return {written: person_id for written, person_id in db.session.execute(rows)}


def chosen_teams(council_id: int) -> dict[str, int]:
    """What somebody has said a team's name in a file means, while that place is still the council's."""
    chosen = chosen_for(council_id, TEAMS_CHOSEN)
    if not chosen:
        return {}
    rows = select(Place.public_id, Place.id).where(
        Place.council_id == council_id, Place.public_id.in_(chosen.values())
    )
    ids = {public_id: place_id for public_id, place_id in db.session.execute(rows)}
    return {written: ids[public_id] for written, public_id in chosen.items() if public_id in ids}
