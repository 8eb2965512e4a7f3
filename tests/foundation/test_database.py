from datetime import UTC, datetime, timedelta, timezone

import pysqlite3
import pytest
from sqlalchemy import select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import StatementError

from qa_app.foundation.database import (
    FIRST_SAFE_WAL,
    UnsafeDatabase,
    check_safe,
    engine_for,
    normalised,
)
from qa_app.trail.models import Event
from tests.makers import make_council


@pytest.fixture
def sqlite_file(tmp_path):
    engine = engine_for(f"sqlite:///{tmp_path}/one.db")
    yield engine
    engine.dispose()


def test_what_sqlite_acknowledges_is_on_disk(sqlite_file):
    safe = pysqlite3.sqlite_version_info >= FIRST_SAFE_WAL
    with sqlite_file.connect() as connection:
        said = [
            connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    assert said == (["wal", 2, 1, 10000] if safe else ["delete", 3, 1, 10000])


def test_two_writers_of_sqlite_wait_for_each_other(sqlite_file):
    with sqlite_file.begin() as first:
        first.execute(text("CREATE TABLE one (number INTEGER)"))
        with sqlite_file.connect() as second:
            second.connection.dbapi_connection.execute("PRAGMA busy_timeout = 1")
            with pytest.raises(Exception, match="locked"):
                second.execute(text("SELECT 1"))


@pytest.mark.parametrize("name", ["synchronous_commit"])
def test_a_postgresql_that_may_lose_what_it_saved_is_refused(new_postgresql, name):
    url = make_url(normalised(new_postgresql())).update_query_dict({"options": f"-c {name}=off"})
    engine = engine_for(url.render_as_string(hide_password=False))
    with pytest.raises(UnsafeDatabase, match=name):
        check_safe(engine)
    engine.dispose()


def test_a_moment_is_kept_in_utc_whatever_its_zone(database):
    make_council()
    database.session.commit()
    event = database.session.scalars(select(Event)).first()
    event.at = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=1)))
    database.session.commit()
    database.session.expire_all()

    assert database.session.scalars(select(Event.at)).first() == datetime(
        2026, 7, 1, 11, tzinfo=UTC
    )


def test_a_moment_without_its_zone_is_not_kept(database):
    make_council()
    database.session.commit()
    database.session.scalars(select(Event)).first().at = datetime(2026, 7, 1)  # noqa: DTZ001
    with pytest.raises(StatementError, match="time zone"):
        database.session.flush()


def test_the_driver_of_postgresql_is_written_out():
    assert normalised("postgres://there/qa") == "postgresql+psycopg://there/qa"
    assert normalised("postgresql://there/qa") == "postgresql+psycopg://there/qa"
