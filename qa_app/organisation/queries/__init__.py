"""What may be seen of places and people, always from where the viewer stands."""

from qa_app.organisation.queries.absences import standing_in_for
from qa_app.organisation.queries.colleagues import list_appointed
from qa_app.organisation.queries.people import find_member, members_visible_to
from qa_app.organisation.queries.places import (
    find_council,
    find_place,
    list_councils,
    list_places,
    visible_to,
)
from qa_app.organisation.queries.settings import days_off, setting
from qa_app.organisation.queries.viewers import councils_of, in_force, viewer_of

__all__ = [
    "councils_of",
    "days_off",
    "find_council",
    "find_member",
    "find_place",
    "in_force",
    "list_appointed",
    "list_councils",
    "list_places",
    "members_visible_to",
    "setting",
    "standing_in_for",
    "viewer_of",
    "visible_to",
]
