"""Read and write whole tables, whatever their columns, in a form that both engines understand."""

import base64
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    DateTime,
    Engine,
    Inspector,
    LargeBinary,
    MetaData,
    Numeric,
    Table,
    Text,
    TypeDecorator,
    cast,
    func,
    inspect,
    select,
    text,
)
from sqlalchemy.sql.expression import BindParameter, ColumnElement

from qa_app.backup.rules import LEFT_OUT
from qa_app.foundation.engines import only_reading

AT_ONCE = 5000
VERSION = "alembic_version"


class JsonAsWritten(TypeDecorator[str]):
    """PostgreSQL's JSON as the text that was written: the trail's digests are made of it."""

    impl = Text
    cache_ok = True

    def bind_expression(self, value: BindParameter[str]) -> ColumnElement[Any]:
        return cast(value, JSON)

    def column_expression(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        return cast(column, Text)


def list_tables(connection: Connection) -> list[Table]:
    """Every table of ours but those that are left out, by name."""
    inspector = inspect(connection)
    names = set(inspector.get_table_names()) - LEFT_OUT - {VERSION} - _made_by_sqlite(connection)
    return [describe(name, inspector, connection) for name in sorted(names)]


def describe(name: str, inspector: Inspector, connection: Connection) -> Table:
    json = Text() if connection.dialect.name == "sqlite" else JsonAsWritten()
    columns = [
        Column(
            column["name"],
            json if isinstance(column["type"], JSON) else column["type"],
            primary_key=column["name"] == "id",
        )
        for column in inspector.get_columns(name)
        if "computed" not in column
    ]
    return Table(name, MetaData(), *columns)


def _made_by_sqlite(connection: Connection) -> set[str]:
    """Full-text indexes and what lies under them are made from other tables."""
    if connection.dialect.name != "sqlite":
        return set()
    found = connection.execute(text("PRAGMA table_list")).mappings()
    return {row["name"] for row in found if row["type"] in ("virtual", "shadow")}


def rows_of(table: Table, connection: Connection) -> Iterator[list[Any]]:
    turns = [_written(column) for column in table.columns]
    ordered = select(table).order_by(*table.primary_key.columns)
    for row in connection.execute(ordered.execution_options(yield_per=AT_ONCE)):
        yield [None if cell is None else turn(cell) for turn, cell in zip(turns, row, strict=True)]


class Filling:
    """Rows on their way into one table."""

    def __init__(self, table: Table, names: list[str], connection: Connection) -> None:
        self.connection, self.names = connection, names
        self.turns = [_read(table.columns[name]) for name in names]
        self.statement = table.insert()
        self.waiting: list[dict[str, Any]] = []

    def add(self, row: list[Any]) -> None:
        turned = (
            None if cell is None else turn(cell) for turn, cell in zip(self.turns, row, strict=True)
        )
        self.waiting.append(dict(zip(self.names, turned, strict=True)))
        if len(self.waiting) == AT_ONCE:
            self.flush()

    def flush(self) -> None:
        if self.waiting:
            self.connection.execute(self.statement, self.waiting)
            self.waiting = []


def count_rows(connection: Connection) -> dict[str, int]:
    counts = {}
    for table in list_tables(connection):
        counts[table.name] = connection.execute(
            select(func.count()).select_from(table)
        ).scalar_one()
    return counts


def is_empty(engine: Engine) -> bool:
    with only_reading(), engine.connect() as connection:
        return not any(count_rows(connection).values())


def _written(column: Column[Any]) -> Callable[[Any], Any]:
    kind = column.type
    if isinstance(kind, DateTime):
        return lambda at: (
            (at.replace(tzinfo=UTC) if at.tzinfo is None else at).astimezone(UTC).isoformat()
        )
    if isinstance(kind, Date):
        return lambda day: str(day.isoformat())
    if isinstance(kind, LargeBinary):
        return lambda held: base64.b64encode(held).decode()
    if isinstance(kind, Numeric) and kind.asdecimal:
        return str
    return lambda cell: cell


def _read(column: Column[Any]) -> Callable[[Any], Any]:
    kind = column.type
    if isinstance(kind, DateTime):
        return datetime.fromisoformat
    if isinstance(kind, Date):
        return date.fromisoformat
    if isinstance(kind, LargeBinary):
        return base64.b64decode
    if isinstance(kind, Numeric) and kind.asdecimal:
        return kind.python_type
    return lambda cell: cell
