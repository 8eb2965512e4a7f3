from sqlalchemy import text

from qa_app.cli.timed import running
from qa_app.foundation.database import db
from tests.makers import make_council, make_place


def test_after_a_timer_ran_sqlite_plans_by_how_much_there_is(database):
    council = make_council()
    for number in range(30):
        make_place(council, f"Team {number}")
    db.session.commit()
    with running("uploads purge"):
        pass
    if db.is_sqlite:
        known = db.session.execute(text("SELECT stat FROM sqlite_stat1 WHERE tbl = 'place'")).all()
        assert any(int(stat.split()[0]) >= 30 for (stat,) in known)
