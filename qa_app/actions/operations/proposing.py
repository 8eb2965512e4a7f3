"""Actions from their source: proposed in a draft, owed when that is handed in or signed off."""

from datetime import datetime

from qa_app.access.rules import Role, Viewer
from qa_app.actions.models import Action
from qa_app.actions.operations.steps import note, step
from qa_app.actions.queries.actions import every_of, is_of_restricted_child
from qa_app.actions.queries.owners import in_charge_of, latest_row_of, manager_for, may_own
from qa_app.actions.rules import OPEN, Act, ForWhom, Source, State, Wish
from qa_app.actions.rules.sources import missing_from
from qa_app.children.models import Child
from qa_app.foundation.clock import london_day, working_days_after
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Place
from qa_app.organisation.queries.settings import days_off
from qa_app.trail.operations import record


def propose(
    source: Source,
    wish: Wish,
    place: Place,
    child: Child | None,
    by: Viewer,
    at: datetime,
    practitioner_id: int | None = None,
) -> Action:
    """In somebody's draft. Nobody else sees it until it is owed.

    With a practitioner where it was found in their own work: then it stays between them and their managers.
    """
    _refuse(wish, child)
    assert place.council_id is not None  # noqa: S101 – every place is of a council
    action = Action(
        council_id=place.council_id,
        source_kind=source.kind,
        source_id=source.public_id,
        source_title=source.title,
        child=child,
        practitioner_id=practitioner_id,
        place=place,
        place_then=place.path,
        proposed_by_id=by.person_id,
        proposed_at=at,
        state=State.PROPOSED,
        helped=None,
    )
    _fill(action, wish)
    db.session.add(action)
    db.session.flush()
    note(action, Act.PROPOSED, "", by, at)
    return action


def change_proposal(action: Action, wish: Wish, by: Viewer, at: datetime) -> None:
    _still_proposed(action)
    _refuse(wish, action.child)
    _fill(action, wish)
    record("action:proposal-changed", by, action, at=at)


def remove_proposal(action: Action, by: Viewer, at: datetime) -> None:
    """It was part of a draft alone, so nothing of it is kept but that it was there."""
    _still_proposed(action)
    record("action:proposal-removed", by, action, at=at)
    db.session.delete(action)


def owe_for_child(source: Source, by: Viewer, at: datetime) -> list[Action]:
    """At submission: what is for the child is owed by the manager of whoever works with them."""
    return _owe(source, by, at, for_child=True)


def open_others(source: Source, by: Viewer, at: datetime) -> list[Action]:
    """At sign-off: everything else that was proposed."""
    return _owe(source, by, at, for_child=False)


def withdraw_of(source: Source, why: str, by: Viewer, at: datetime) -> int:
    """The source no longer stands: what is not done yet is no longer right; what was done stays as it is."""
    open_still = every_of(source, by.council_id, State.PROPOSED, *OPEN)
    for action in open_still:
        note(action, Act.SET_ASIDE, why, by, at)
        action.state, action.offered_to_id = State.NO_LONGER_RIGHT, None
    return len(open_still)


def _owe(source: Source, by: Viewer, at: datetime, *, for_child: bool) -> list[Action]:
    proposed = every_of(source, by.council_id, State.PROPOSED)
    wanted = [one for one in proposed if (one.for_whom is ForWhom.CHILD) is for_child]
    for action in wanted:
        step(action, Act.OWED, "", by, at)
        today = london_day(at)
        action.owner_id, action.given_at = _owner_of(action, at), at
        action.due_on = working_days_after(today, action.within, days_off(action.council_id))
        action.due_first_on = action.due_on
    db.session.flush()
    return wanted


def _owner_of(action: Action, at: datetime) -> int | None:
    """Whom the auditor named, if they may own it; but what is for the child is its manager's."""
    today, restricted = london_day(at), is_of_restricted_child(action)
    of = action.practitioner_id
    wanted = [action.owner_id] if action.owner_id else []
    if action.for_whom is ForWhom.CHILD:
        wanted = []
    elif action.for_whom is ForWhom.SERVICE:
        wanted += in_charge_of(action.place, today, Role.HEAD_OF_SERVICE)
    for person in wanted:
        if may_own(person, action.place, today, restricted=restricted, own_work_of=of):
            return person
    return manager_for(
        _practitioner_of(action), action.place, today, restricted=restricted, own_work_of=of
    )


def _practitioner_of(action: Action) -> int | None:
    """Whoever the newest list names, where what is to be done is about the child or about them."""
    if action.practitioner_id:
        return action.practitioner_id
    if action.child_id is None or action.for_whom not in (ForWhom.CHILD, ForWhom.PRACTITIONER):
        return None
    row = latest_row_of(action.child_id)
    return row.practitioner_id if row else None


def _refuse(wish: Wish, child: Child | None) -> None:
    missing = missing_from(wish)
    if wish.for_whom is ForWhom.CHILD and child is None:
        missing.append("Choose whom it is for: this is not about one child’s record")
    if missing:
        raise DomainError(*missing)


def _fill(action: Action, wish: Wish) -> None:
    action.for_whom = wish.for_whom
    action.what = wish.what.strip()
    action.how_we_will_know = wish.how_we_will_know.strip()
    action.within, action.owner_id = wish.within, wish.owner_id


def _still_proposed(action: Action) -> None:
    if action.state is not State.PROPOSED:
        raise DomainError("This action is owed already, so it is changed on its own page")
