"""Migrations stand in one numbered line and build exactly the tables that the models describe."""

import re
from collections.abc import Iterator

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, select, text
from sqlalchemy.orm import Session

from qa_app.audit_templates.models import TemplateDraft
from qa_app.foundation import schema
from qa_app.foundation.database import Model
from qa_app.foundation.engines import engine_for
from qa_app.organisation.models import Person, Place
from qa_app.organisation.rules.places import Kind
from tests.conftest import ENGINES
from tests.makers import NOON

NUMBERED = re.compile(r"\d{4}_[a-z0-9_]+")
LONGEST_NAME = 32  # what Alembic’s own table holds


@pytest.fixture(params=ENGINES)
def empty(request: pytest.FixtureRequest, tmp_path) -> Iterator[Engine]:
    """A database without a table, on each engine."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/empty.db"
    else:
        url = request.getfixturevalue("new_postgresql")()
    engine = engine_for(url)
    yield engine
    engine.dispose()


def test_migrations_stand_in_one_numbered_line():
    line = list(ScriptDirectory.from_config(schema.alembic_config()).walk_revisions())[::-1]
    for number, migration in enumerate(line, 1):
        assert NUMBERED.fullmatch(migration.revision)
        assert migration.revision.startswith(f"{number:04}_")
        assert len(migration.revision) <= LONGEST_NAME
        assert migration.module.__file__.endswith(f"/{migration.revision}.py")


def test_the_tables_are_those_that_the_models_describe(empty):
    schema.upgrade(empty)
    assert differences(empty) == []


def test_every_migration_can_be_undone_and_done_again(empty):
    schema.upgrade(empty)
    command.downgrade(schema.alembic_config(empty), "base")
    assert set(inspect(empty).get_table_names()) <= {"alembic_version"}
    schema.upgrade(empty)
    assert differences(empty) == []


def differences(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Model.metadata))


def test_a_draft_that_was_begun_before_has_its_last_editor(empty):
    schema.upgrade(empty)
    with Session(empty) as session:
        place = Place(path="/north/", kind=Kind.COUNCIL, name="North")
        person = Person(name="Ana Brook", email="ana.brook@north.example")
        session.add_all([place, person])
        session.flush()
        about = {"code": "visits", "number": 1, "name": "Visits", "written": {}}
        session.add(
            TemplateDraft(
                **about, council_id=place.id, edited_by_id=person.id, edited_at=NOON, editor_ids=[]
            )
        )
        session.commit()
        last_editor = person.id
    command.downgrade(schema.alembic_config(empty), "0014_sign_ins_of_councils")
    schema.upgrade(empty)
    with Session(empty) as session:
        assert session.scalars(select(TemplateDraft.editor_ids)).one() == [last_editor]


def test_postgresql_knows_every_council_by_itself(new_postgresql):
    """Many councils beside one must not change how that one is read."""
    engine = engine_for(new_postgresql())
    schema.upgrade(engine)
    with engine.connect() as connection:
        known = connection.scalar(
            text(
                "SELECT attstattarget FROM pg_attribute"
                " WHERE attrelid = 'place'::regclass AND attname = 'path'"
            )
        )
    engine.dispose()
    assert known == 10_000
