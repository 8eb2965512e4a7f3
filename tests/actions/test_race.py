import json
from collections import Counter

import pytest
from sqlalchemy import select

from qa_app.actions.models import Action, ActionChange
from qa_app.actions.rules import Act, State
from qa_app.foundation.database import db
from tests.actions.makers import make_action
from tests.makers import make_person, make_place
from tests.own_database import own_url, start  # noqa: F401 – own_url is a fixture
from tests.real.databases import at_database

ACTIONS = 40


@pytest.mark.slow
def test_of_two_who_mark_an_action_at_once_one_is_first_and_the_other_is_told(own_url):  # noqa: F811
    with at_database(own_url):
        place = make_place()
        owner = make_person(place=place)
        for _ in range(ACTIONS):
            make_action(place, owner=owner, auditor=owner)
        db.session.commit()
    processes = [start(own_url, "-m", "tests.actions.second") for _ in range(2)]
    said = [json.loads(process.communicate(timeout=120)[0]) for process in processes]
    assert [sorted(both) for both in zip(*said, strict=True)] == [["first", "told"]] * ACTIONS
    with at_database(own_url):
        done = select(ActionChange.action_id).where(ActionChange.act == Act.DONE)
        assert set(Counter(db.session.scalars(done)).values()) == {1}
        assert set(db.session.scalars(select(Action.state))) == {State.DONE}
