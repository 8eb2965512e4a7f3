"""Find a record by its reference, and people and places by name, each as far as the viewer may see."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func

from qa_app.access.rules import Permission, Viewer
from qa_app.children.models import ChildOnList
from qa_app.children.queries import children
from qa_app.children.queries.left import left_on, list_left
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.organisation.models import Membership, Place
from qa_app.organisation.queries import members_visible_to, visible_to
from qa_app.organisation.queries import people_lists as members

MOST = 20


@dataclass(frozen=True)
class Found:
    """At most twenty of each. `left` says since when a record is on the list no more."""

    children: list[ChildOnList]
    left: dict[int, date]
    people: list[Membership]
    places: list[Place]

    @property
    def nothing(self) -> bool:
        return not (self.children or self.people or self.places)


def find(words: str, viewer: Viewer, at: datetime) -> Found:
    records = find_children(words, viewer)
    return Found(
        records,
        left_on(records, viewer.council_id),
        find_people(words, viewer, at),
        find_places(words, viewer),
    )


def find_children(words: str, viewer: Viewer) -> list[ChildOnList]:
    """By the beginning of a reference, which has a digit in it; those on the list first."""
    if not any(letter.isdigit() for letter in words):
        return []
    asked = children.Sought(reference=words)
    listed = children.sought(children.visible_to(viewer), asked)
    return [*children.list_children(listed, limit=MOST), *list_left(viewer, words)][:MOST]


def find_people(words: str, viewer: Viewer, at: datetime) -> list[Membership]:
    seen = members_visible_to(viewer, Permission.PERSON_READ)
    wanted = members.sought(seen, members.Sought(words=words), london_day(at), at)
    return members.list_members(wanted, limit=MOST)


def find_places(words: str, viewer: Viewer) -> list[Place]:
    like = func.lower(Place.name).contains(words.lower(), autoescape=True)
    wanted = visible_to(viewer, Permission.PLACE_READ).where(like).order_by(Place.name, Place.id)
    return list(db.session.scalars(wanted.limit(MOST)))
