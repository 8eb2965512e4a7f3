"""Make a backup, look one through, and restore one."""

import gzip
import io
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from qa_app.backup import emptied, tables
from qa_app.backup.rules import FORMAT, Contents, DamagedBackup, differences
from qa_app.backup.sealed import Key, SealedReader, SealedWriter
from qa_app.foundation import schema
from qa_app.foundation.engines import only_reading
from qa_app.foundation.errors import DomainError

Line = dict[str, Any] | list[Any]


def back_up(engine: Engine, path: Path, key: Key, at: datetime) -> Contents:
    """Write everything as it is at one moment, while others go on writing. The file appears whole or not at all."""
    if path.exists():
        raise DomainError(f"{path} is there already. Name another file.")
    version = schema.version_of(engine) or ""
    contents = Contents(at.isoformat(), version, engine.dialect.name)
    draft = path.with_name(f"{path.name}.partial")
    try:
        with open(draft, "wb", opener=_for_us_alone) as file, one_moment(engine) as connection:
            with SealedWriter(file, key) as sealed, gzip.GzipFile("", "wb", 4, sealed, 0) as packed:
                _write(contents, connection, packed)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
    finally:
        draft.unlink(missing_ok=True)
    return contents


def look_through(path: Path, key: Key) -> Contents:
    """Read a backup to its end, so that whatever is damaged, cut off or changed is found."""
    with opened(path, key) as lines:
        contents = _contents(next(lines))
        said: dict[str, int] | None = None
        table = ""
        for line in lines:
            if isinstance(line, list):
                contents.rows[table] += 1
            elif "table" in line:
                table = line["table"]
                contents.rows[table] = 0
            else:
                said = line["rows"]
    if said != contents.rows:
        raise DamagedBackup("The backup does not hold the rows that it says it holds.")
    return contents


def restore(engine: Engine, path: Path, key: Key, *, replace: bool = False) -> Contents:
    """Fill a database from a backup, perhaps made on the other engine or by an earlier version."""
    contents = look_through(path, key)
    if not replace and not tables.is_empty(engine):
        raise DomainError(
            "The database is not empty. Name an empty one in QA_DATABASE_URL, "
            "or add --replace to destroy what is in it."
        )
    if contents.schema not in schema.known():
        raise DomainError(
            f"The backup was made by a newer version of the service ({contents.schema}). "
            "Install that version and restore again."
        )
    emptied.drop_all(engine)
    schema.upgrade(engine, contents.schema)
    with opened(path, key) as lines, emptied.filling(engine) as connection:
        next(lines)
        _load(lines, connection)
        if faults := differences(contents.rows, tables.count_rows(connection)):
            raise DamagedBackup(*faults)
    schema.upgrade(engine)
    return contents


@contextmanager
def one_moment(engine: Engine) -> Iterator[Connection]:
    """A connection whose reads all see the database as it was at its first one; no writer waits for it."""
    if engine.dialect.name == "sqlite":
        with only_reading(), engine.connect() as connection:
            yield connection
    else:
        with engine.connect() as connection:
            yield connection.execution_options(isolation_level="REPEATABLE READ")


@contextmanager
def opened(path: Path, key: Key) -> Iterator[Iterator[Line]]:
    with path.open("rb") as file, gzip.GzipFile("", "rb", 4, _buffered(file, key)) as unpacked:
        yield (json.loads(line) for line in unpacked)


def _buffered(file: Any, key: Key) -> io.BufferedReader:
    return io.BufferedReader(SealedReader(file, key), 1024 * 1024)


def _write(contents: Contents, connection: Connection, packed: gzip.GzipFile) -> None:
    def say(line: Line) -> None:
        packed.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")

    head = {"made_at": contents.made_at, "schema": contents.schema, "engine": contents.engine}
    say({"backup": FORMAT, **head})
    for table in tables.list_tables(connection):
        say({"table": table.name, "columns": [column.name for column in table.columns]})
        contents.rows[table.name] = 0
        for row in tables.rows_of(table, connection):
            say(row)
            contents.rows[table.name] += 1
    say({"rows": contents.rows})


def _load(lines: Iterator[Line], connection: Connection) -> None:
    there = {table.name: table for table in tables.list_tables(connection)}
    filling: tables.Filling | None = None
    for line in lines:
        if isinstance(line, list):
            assert filling is not None  # noqa: S101 – it was looked through before
            filling.add(line)
            continue
        if filling is not None:
            filling.flush()
        if "table" in line:
            filling = tables.Filling(there[line["table"]], line["columns"], connection)
    for table in there.values():
        emptied.go_on_counting(table, connection)


def _contents(line: Line) -> Contents:
    if not isinstance(line, dict) or line.get("backup") != FORMAT:
        raise DamagedBackup("The backup was made by another version of the service.")
    return Contents(line["made_at"], line["schema"], line["engine"])


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
