"""Whatever people do with an action in whatever order, it stays in a state that makes sense."""

from datetime import timedelta
from random import Random

import pytest

from qa_app.access.rules import Role
from qa_app.actions import operations, queries
from qa_app.actions.rules import OPEN, Helped, State
from qa_app.actions.rules.states import FROM, LEADS_TO, NEVER_BY_THE_OWNER
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Place
from tests.actions.makers import make_action
from tests.makers import NOON, make_person, make_place, viewer_of

pytestmark = pytest.mark.usefixtures("database")
STEPS, ROUNDS = 14, 12
WITHDRAWN = "Withdrawn"


def what_could_be_done(people, chance):
    """One of everything that somebody can do, by anybody."""
    by, to = chance.choice(people), chance.choice(people).person_id
    day = NOON.date() + timedelta(days=chance.randrange(-2, 40))
    helped = chance.choice([*Helped])
    return chance.choice(
        [
            lambda one: operations.mark_done(one, "Seen", helped, "Said so", by, NOON),
            lambda one: operations.say_helped(one, helped, "Said so", by, NOON),
            lambda one: operations.confirm(one, "Read it", by, NOON),
            lambda one: operations.reopen(one, "Not yet", day, by, NOON),
            lambda one: operations.set_aside(one, "Moved away", by, NOON),
            lambda one: operations.put_off(one, day, "Leave", by, NOON),
            lambda one: operations.give(one, to, "New team", by, NOON),
            lambda one: offer(one, to),
            lambda one: operations.take_on(one, by, NOON),
            lambda one: operations.leave_with_owner(one, "Nearly done", by, NOON),
            lambda one: operations.withdraw_of(one.source, WITHDRAWN, by, NOON),
            lambda one: operations.open_others(one.source, by, NOON),
        ]
    )


def offer(action, to):
    """As a newer list does with what is open for a child."""
    if action.state in OPEN:
        action.offered_to_id = to


def makes_sense(action, before):
    """What must be true of every action at every moment."""
    assert action.state is not State.PROPOSED, "what was owed is no proposal again"
    assert (action.done_on is not None) == (action.state in (State.DONE, State.CONFIRMED))
    assert bool(action.evidence) == (action.state in (State.DONE, State.CONFIRMED))
    assert (action.helped is not None) == bool(action.helped_words)
    assert action.due_on is not None and action.due_first_on is not None
    assert action.offered_to_id is None or action.state in OPEN
    if action.state is not before:
        legal = [act for act, to in LEADS_TO.items() if to is action.state and before in FROM[act]]
        assert legal, f"nothing leads from {before} to {action.state}"


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_no_order_of_steps_leads_astray(seed):
    chance, place = Random(seed), make_place()
    council = db.session.get(Place, place.council_id)
    people = [viewer_of(make_person(place=place)) for _ in range(2)]
    people.append(viewer_of(make_person(Role.QA_LEAD, council)))
    action = make_action(place)
    for _ in range(STEPS):
        before, steps = action.state, len(queries.list_changes(action))
        try:
            with db.session.begin_nested():
                what_could_be_done(people, chance)(action)
        except DomainError:
            db.session.refresh(action)
            assert (action.state, len(queries.list_changes(action))) == (before, steps)
        makes_sense(action, before)
        told = queries.list_changes(action)
        judged = [one for one in told if one.act in NEVER_BY_THE_OWNER and one.why != WITHDRAWN]
        assert all(one.by_id != one.owner_before_id for one in judged)
        assert action.state is before or len(told) > steps, "no change without its history"
