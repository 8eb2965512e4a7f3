"""Back up and restore on each engine, and from one to the other."""

import json
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import MetaData, insert, select, text

from qa_app.access.rules import Role
from qa_app.backup import operations, tables
from qa_app.backup.rules import DamagedBackup
from qa_app.backup.sealed import Key
from qa_app.foundation import schema
from qa_app.foundation.engines import engine_for
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Appointment, CouncilSetting, Membership, Person, Place
from qa_app.organisation.rules import Kind
from tests.makers import NOON
from tests.own_database import ENGINES, empty_database

KEY = Key(key="a key for tests alone 0123456789 abc")
LATE = datetime(2026, 7, 1, 23, 30, 0, 123456, tzinfo=UTC)


@pytest.fixture
def engine(own_url):
    engine = engine_for(own_url)
    yield engine
    engine.dispose()


@pytest.fixture
def filled(engine):
    """Rows of every kind, one of which points at a row that comes after it."""
    with engine.begin() as connection:
        place = {"kind": Kind.COUNCIL, "version": 1}
        connection.execute(
            insert(Place),
            [
                {"id": 3, "public_id": "s", "path": "a/b/", "name": "“=1+1”\n", **place},
                {"id": 7, "public_id": "c", "path": "a/", "name": "Ælf", **place},
            ],
        )
        connection.execute(text("UPDATE place SET council_id = 7"))
        person = {"public_id": "p", "email": "a@b", "name": "Zoë"}
        connection.execute(insert(Person).values(id=3, version=1, **person))
        here = {"council_id": 7, "name": "Zoë", "added_at": NOON, "last_seen_at": LATE}
        connection.execute(insert(Membership).values(person_id=3, version=1, **here))
        connection.execute(
            insert(Appointment).values(
                council_id=7,
                public_id="a",
                person_id=3,
                place_id=7,
                role=Role.QA_LEAD,
                starts_on=date(2026, 2, 28),
                version=1,
            )
        )
        chosen = {"b": [1, None, 0.1], "a": "Ælf"}
        connection.execute(
            insert(CouncilSetting).values(council_id=7, name="x", chosen=chosen, version=1)
        )
    return engine


def everything(engine) -> str:
    with engine.connect() as connection:
        rows = {t.name: list(tables.rows_of(t, connection)) for t in tables.list_tables(connection)}
    return json.dumps(rows)


@pytest.mark.parametrize("to", ENGINES)
def test_a_backup_is_restored_as_it_was_on_either_engine(filled, request, tmp_path, to):
    file = tmp_path / "x.qabackup"
    made = operations.back_up(filled, file, KEY, NOON)
    elsewhere = engine_for(empty_database(request, to))

    contents = operations.restore(elsewhere, file, KEY)

    assert contents.rows == made.rows
    assert contents.rows["place"] == 2
    assert everything(elsewhere) == everything(filled)
    assert schema.version_of(elsewhere) == schema.head()
    with elsewhere.begin() as connection:
        added = insert(Place).values(public_id="d", path="c/", kind=Kind.TEAM, name="B", version=1)
        assert connection.execute(added).inserted_primary_key[0] > 7, "new rows come after"
    elsewhere.dispose()


def test_restoring_keeps_every_key(filled, tmp_path):
    operations.back_up(filled, tmp_path / "x", KEY, NOON)
    before = len(keys_of(filled))
    operations.restore(filled, tmp_path / "x", KEY, replace=True)
    assert len(keys_of(filled)) == before


def keys_of(engine) -> list:
    there = MetaData()
    there.reflect(engine)
    return [key for table in there.tables.values() for key in table.foreign_key_constraints]


def test_a_database_that_holds_something_is_not_overwritten(filled, tmp_path):
    operations.back_up(filled, tmp_path / "x", KEY, NOON)
    before = everything(filled)
    with pytest.raises(DomainError, match="not empty"):
        operations.restore(filled, tmp_path / "x", KEY)
    assert everything(filled) == before


def test_a_damaged_backup_leaves_the_database_alone(filled, tmp_path):
    file = tmp_path / "x"
    operations.back_up(filled, file, KEY, NOON)
    file.write_bytes(file.read_bytes()[:-20])
    before = everything(filled)
    with pytest.raises(DamagedBackup, match="Its end is missing or damaged"):
        operations.restore(filled, file, KEY, replace=True)
    assert everything(filled) == before


def test_a_backup_of_a_version_to_come_is_refused(filled, tmp_path, monkeypatch):
    monkeypatch.setattr(schema, "version_of", lambda engine: "9999_to_come")
    operations.back_up(filled, tmp_path / "x", KEY, NOON)
    with pytest.raises(DomainError, match="newer version"):
        operations.restore(filled, tmp_path / "x", KEY, replace=True)


def test_a_backup_of_an_earlier_version_is_brought_up_to_date(request, tmp_path):
    earlier = engine_for(f"sqlite:///{tmp_path}/earlier.db")
    schema.upgrade(earlier, "0001_people_places_and_trail")
    with earlier.begin() as connection:
        place = Place.__table__.insert().values(
            id=1, public_id="c", path="a/", kind=Kind.COUNCIL, name="A", version=1
        )
        connection.execute(place)
    operations.back_up(earlier, tmp_path / "x", KEY, NOON)
    now = engine_for(f"sqlite:///{tmp_path}/now.db")

    operations.restore(now, tmp_path / "x", KEY)

    assert schema.version_of(now) == schema.head()
    with now.connect() as connection:
        assert connection.execute(select(Place.name)).scalars().all() == ["A"]


def test_nothing_that_is_kept_points_at_what_is_left_out(engine):
    pointing = {
        key.parent.table.name
        for key in keys_of_columns(engine)
        if key.column.table.name in tables.LEFT_OUT
    }
    assert pointing <= tables.LEFT_OUT


def keys_of_columns(engine) -> list:
    there = MetaData()
    there.reflect(engine)
    return [key for table in there.tables.values() for key in table.foreign_keys]


def test_a_backup_never_takes_the_place_of_another_file(filled, tmp_path):
    (tmp_path / "x").write_text("something")
    with pytest.raises(DomainError, match="is there already"):
        operations.back_up(filled, tmp_path / "x", KEY, NOON)
    assert [file.name for file in tmp_path.iterdir() if ".partial" in file.name] == []


def test_a_backup_is_for_its_owner_alone(filled, tmp_path):
    operations.back_up(filled, tmp_path / "x", KEY, NOON)
    assert (tmp_path / "x").stat().st_mode & 0o777 == 0o600
