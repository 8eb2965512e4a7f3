"""An engine's tables, emptied and filled in any order: rows may point at rows that come later."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, MetaData, Table, text

FOREIGN_KEYS = """
    SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
    FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
"""


def drop_all(engine: Engine) -> None:
    """Take every table away; whoever calls has made sure that it may."""
    with engine.connect() as connection:
        _enforce(connection, False)
        with connection.begin():
            there = MetaData()
            there.reflect(connection)
            for table in there.tables.values():
                cascade = "" if engine.dialect.name == "sqlite" else " CASCADE"
                quoted = connection.dialect.identifier_preparer.format_table(table)
                connection.execute(text(f"DROP TABLE IF EXISTS {quoted}{cascade}"))
        _enforce(connection, True)


@contextmanager
def filling(engine: Engine) -> Iterator[Connection]:
    """One transaction, at whose end every key must point at something."""
    with engine.connect() as connection:
        _enforce(connection, False)
        with connection.begin():
            keys = _take_keys_off(connection)
            yield connection
            _put_keys_on(connection, keys)
        _enforce(connection, True)


def go_on_counting(table: Table, connection: Connection) -> None:
    """PostgreSQL counts ids beside the table; the next one follows the last that was filled in."""
    if connection.dialect.name == "sqlite" or "id" not in table.columns:
        return
    quoted = connection.dialect.identifier_preparer.format_table(table)
    counter = text("SELECT pg_get_serial_sequence(:table, 'id')")
    if sequence := connection.execute(counter, {"table": quoted}).scalar():
        following = f"(SELECT coalesce(max(id), 0) + 1 FROM {quoted})"  # noqa: S608 – our own table
        connection.execute(text(f"SELECT setval(:of, {following}, false)"), {"of": sequence})


def _enforce(connection: Connection, on: bool) -> None:
    if connection.dialect.name == "sqlite":
        link = connection.connection.dbapi_connection
        assert link is not None  # noqa: S101 – it is open
        link.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")


def _take_keys_off(connection: Connection) -> list[tuple[str, str, str]]:
    if connection.dialect.name == "sqlite":
        return []
    keys = [(row[0], row[1], row[2]) for row in connection.execute(text(FOREIGN_KEYS))]
    for table, name, _ in keys:
        connection.execute(text(f"ALTER TABLE {table} DROP CONSTRAINT {name}"))
    return keys


def _put_keys_on(connection: Connection, keys: list[tuple[str, str, str]]) -> None:
    for table, name, definition in keys:
        connection.execute(text(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}"))
    if connection.dialect.name == "sqlite":
        broken = connection.execute(text("PRAGMA foreign_key_check")).all()
        if broken:
            raise ValueError(f"{len(broken)} rows point at rows that are not there")
