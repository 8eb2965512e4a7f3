import pytest

from qa_app.foundation.clock import today
from qa_app.foundation.database import db
from qa_app.rounds.models import Allocation, Draw, Round
from qa_app.rounds.rules.months import months_on
from tests.own_database import finish, start
from tests.real.databases import at_database
from tests.rounds.councils import make_peopled_council, make_plan

QA = ("-c", "from qa_app.cli import qa; qa()")


@pytest.mark.slow
def test_two_who_open_a_month_at_once_give_each_record_out_once(own_url):
    with at_database(own_url):
        make_plan(make_peopled_council(teams=6, each=5), number=2)
        db.session.commit()
    last_month = f"{months_on(today().replace(day=1), -1):%Y-%m}"
    finish([start(own_url, *QA, "rounds", "open", "--month", last_month) for _ in range(2)])
    with at_database(own_url):
        given = db.session.query(Allocation).all()
        assert len(given) == len({one.child_id for one in given}) == 12
        assert db.session.query(Round).count() == db.session.query(Draw).count() == 1
