import threading

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


def test_a_timer_that_is_started_twice_waits_for_the_first(database):
    if db.is_sqlite:
        return  # whoever writes is alone: a thread that waited here would wait for this very test
    second = threading.Event()

    def start() -> None:
        with db.one_at_a_time("remind"):
            second.set()

    with db.one_at_a_time("remind"):
        thread = threading.Thread(target=start)
        thread.start()
        with db.one_at_a_time("backup"):
            assert not second.wait(0.3)
    assert second.wait(5)
    thread.join()
