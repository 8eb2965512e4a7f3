"""The register: what the filters ask for, and in which order it is shown."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select

from qa_app.access.queries import where_permitted, within
from qa_app.access.rules import Permission, Viewer
from qa_app.actions.models import Action
from qa_app.actions.queries.actions import OF_RESTRICTED_CHILD, visible_to, with_names
from qa_app.actions.queries.owners import cleared_for
from qa_app.actions.queries.words import told_to
from qa_app.actions.rules import COUNTED, OPEN, ForWhom, State
from qa_app.foundation.database import db
from qa_app.organisation.models import Membership, Person, Place
from qa_app.organisation.queries.people import appointed
from qa_app.organisation.queries.viewers import in_force, works_here


class Shown(StrEnum):
    """Which actions a list shows. The first is what it shows when nothing is asked for."""

    OPEN = "Owed"
    OVERDUE = "Overdue"
    WITHOUT_OWNER = "Owed, but nobody can see to it"
    OFFERED = "Offered to another owner"
    DONE = "Done, to be confirmed"
    CONFIRMED = "Confirmed"
    NO_LONGER_RIGHT = "No longer right"
    ALL = "All"


class Whose(StrEnum):
    MINE = "Owed by me"
    TO_CONFIRM = "Mine to confirm"
    TEAMS = "Owed by others in my teams"
    PROPOSED = "Proposed by me"


@dataclass(frozen=True)
class Sought:
    """What the filters ask for. Places and people are public ids."""

    shown: Shown = Shown.OPEN
    whose: Whose | None = None
    place: str = ""
    owner: str = ""
    for_whom: ForWhom | None = None
    # Due in this month: its first day.
    month: date | None = None


def sought(
    viewer: Viewer,
    asked: Sought,
    today: date,
    permission: Permission = Permission.ACTION_READ,
) -> Select[Action]:
    wanted = visible_to(viewer, permission).where(*_shown(asked.shown, today))
    if asked.whose is Whose.MINE:
        wanted = wanted.where(Action.owner_id == viewer.person_id)
    elif asked.whose is Whose.TEAMS:
        wanted = wanted.where(not_owed_by(viewer), in_the_teams_of(viewer))
    elif asked.whose is Whose.PROPOSED:
        wanted = wanted.where(Action.proposed_by_id == viewer.person_id)
    elif asked.whose is Whose.TO_CONFIRM:
        wanted = wanted.where(to_confirm(viewer))
    if asked.place:
        wanted = wanted.where(_below(asked.place, viewer))
    if asked.owner:
        wanted = wanted.where(Action.owner.has(Person.public_id == asked.owner))
    if asked.for_whom:
        wanted = wanted.where(Action.for_whom == asked.for_whom)
    if asked.month:
        wanted = wanted.where(
            Action.due_on >= asked.month, Action.due_on < month_after(asked.month)
        )
    return wanted


def _shown(shown: Shown, today: date) -> list[ColumnElement[bool]]:
    still_open = Action.state.in_(OPEN)
    match shown:
        case Shown.OPEN:
            return [still_open]
        case Shown.OVERDUE:
            return [still_open, Action.due_on < today]
        case Shown.WITHOUT_OWNER:
            return [still_open, nobody_can_see_to_it(today)]
        case Shown.OFFERED:
            return [still_open, Action.offered_to_id.is_not(None)]
        case Shown.ALL:
            return []
        case _:
            return [Action.state == State[shown.name]]


def nobody_can_see_to_it(today: date) -> ColumnElement[bool]:
    """Without an owner, with one who has gone, or with one who is not cleared for a restricted child."""
    here = select(Membership.id).where(
        Membership.person_id == Action.owner_id,
        Membership.council_id == Action.council_id,
        works_here(today),
        appointed(in_force(today)),
    )
    cleared = here.where(cleared_for(Place.path, today))
    return or_(
        Action.owner_id.is_(None),
        ~here.correlate(Action).exists(),
        and_(OF_RESTRICTED_CHILD, ~cleared.correlate(Action, Place).exists()),
    )


def _below(place_id: str, viewer: Viewer) -> ColumnElement[bool]:
    found = db.session.scalars(
        select(Place.path).where(Place.public_id == place_id, Place.council_id == viewer.council_id)
    ).one_or_none()
    return within(Place.path, found) if found else false()


def not_owed_by(viewer: Viewer) -> ColumnElement[bool]:
    return or_(Action.owner_id.is_(None), Action.owner_id != viewer.person_id)


def in_the_teams_of(viewer: Viewer) -> ColumnElement[bool]:
    """Not what they proposed for teams that are not theirs, which they see as well."""
    return where_permitted(Place.path, viewer, Permission.ACTION_COUNT)


def to_confirm(viewer: Viewer) -> ColumnElement[bool]:
    """Done, and the viewer may say whether that stands."""
    permitted = visible_to(viewer, Permission.ACTION_CONFIRM).with_only_columns(Action.id)
    return and_(
        Action.state == State.DONE,
        Action.id.in_(permitted),
        not_owed_by(viewer),
        or_(Action.done_by_id.is_(None), Action.done_by_id != viewer.person_id),
    )


def month_after(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def list_actions(
    wanted: Select[Action],
    viewer: Viewer,
    sort: str = "due",
    *,
    limit: int | None = None,
    offset: int = 0,
) -> list[Action]:
    """What the viewer owes, what others owe in their teams, then the rest; in each what is due first."""
    mine = case((Action.owner_id == viewer.person_id, 0), (in_the_teams_of(viewer), 1), else_=2)
    name = (
        select(func.lower(Membership.name))
        .where(Membership.person_id == Action.owner_id, Membership.council_id == Action.council_id)
        .correlate(Action)
        .scalar_subquery()
    )
    columns = {
        "due": (Action.due_on,),
        "owner": (name, Action.due_on),
        "place": (Place.name, Action.due_on),
        "whom": (Action.for_whom, Action.due_on),
    }
    first, *rest = columns.get(sort.removeprefix("-"), columns["due"])
    ordered = first.desc() if sort.startswith("-") else first
    order = [mine, first.is_(None), ordered, *rest, Action.id]
    return told_to(viewer, with_names(wanted).order_by(*order).limit(limit).offset(offset))


def list_offered(viewer: Viewer) -> list[Action]:
    """What the viewer may take on, with a child who came to them."""
    wanted = with_names(visible_to(viewer)).where(
        Action.offered_to_id == viewer.person_id, Action.state.in_(OPEN)
    )
    return told_to(viewer, wanted.order_by(Action.due_on, Action.id))


def places_and_owners(
    viewer: Viewer,
) -> tuple[list[tuple[str, str, str]], list[tuple[str, str]]]:
    """For the filters: the places (public id, path, name) and the owners of what the viewer may see."""
    seen = visible_to(viewer).options().where(Action.state.in_(COUNTED))
    places = seen.with_only_columns(Place.public_id, Place.path, Place.name).distinct()
    owners = (
        seen.join(
            Membership,
            and_(
                Membership.person_id == Action.owner_id,
                Membership.council_id == Action.council_id,
            ),
        )
        .join(Person, Person.id == Membership.person_id)
        .with_only_columns(Person.public_id, Membership.name)
        .distinct()
    )
    found = sorted((path, key, name) for key, path, name in db.session.execute(places))
    people = sorted(
        ((key, name) for key, name in db.session.execute(owners)), key=lambda one: one[1].casefold()
    )
    return [(key, path, name) for path, key, name in found], people
