"""Actions for tests, made by the operations that make all others."""

from itertools import count
from typing import Any

from qa_app.access.rules import Role, Viewer
from qa_app.actions import operations
from qa_app.actions.models import Action
from qa_app.actions.rules import ForWhom, Source, SourceKind, Wish
from qa_app.children.models import Child
from qa_app.foundation.database import db
from qa_app.organisation.models import Person, Place
from tests.children.makers import make_child
from tests.makers import NOON, make_person, make_place, viewer_of

_numbers = count(1)


def a_source(kind: SourceKind = SourceKind.AUDIT) -> Source:
    return Source(kind, f"source-{next(_numbers)}", "Monthly audits, November 2026")


def a_wish(for_whom: ForWhom = ForWhom.TEAM, **what_matters: Any) -> Wish:
    words = {
        "what": "Hold a family group meeting",
        "how_we_will_know": "The family has a plan of its own",
        "within": 10,
    }
    return Wish(for_whom, **{**words, **what_matters})


def make_proposal(
    place: Place | None = None,
    auditor: Person | None = None,
    child: Child | None = None,
    source: Source | None = None,
    **wish: Any,
) -> Action:
    """In the draft of somebody who audits at the place."""
    place = place or make_place()
    by = auditor_of(place, auditor)
    for_whom = wish.pop("for_whom", ForWhom.CHILD if child else ForWhom.TEAM)
    wanted = a_wish(for_whom, **wish)
    return operations.propose(source or a_source(), wanted, place, child, by=by, at=NOON)


def make_action(
    place: Place | None = None,
    owner: Person | None = None,
    auditor: Person | None = None,
    **about: Any,
) -> Action:
    """One that is owed; for a team, where nothing else is said."""
    place = place or make_place()
    owner = owner or make_person(Role.TEAM_MANAGER, place)
    made = make_proposal(place, auditor, **about)
    by = auditor_of(place, auditor)
    operations.owe_for_child(made.source, by=by, at=NOON)
    operations.open_others(made.source, by=by, at=NOON)
    made.owner_id = owner.id
    db.session.flush()
    return made


def make_child_action(place: Place | None = None, **about: Any) -> Action:
    place = place or make_place()
    practitioner = about.pop("practitioner", None)
    restricted = about.pop("restricted", False)
    child = make_child(place, practitioner).child
    child.restricted = restricted
    return make_action(place, child=child, **about)


def auditor_of(place: Place, auditor: Person | None) -> Viewer:
    return viewer_of(auditor or make_person(Role.TEAM_MANAGER, place))
