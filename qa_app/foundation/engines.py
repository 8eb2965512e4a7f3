"""How we connect: the settings that make “saved” mean on disk, and who waits for whom."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import pysqlite3
from sqlalchemy import Engine, create_engine, event, text

# Seconds that a writer on SQLite waits for those before it, and the pause between two askings.
PATIENCE, ASKED_AGAIN = 10.0, 0.003
# Older SQLite can corrupt a write-ahead log when two connections checkpoint at one moment.
FIRST_SAFE_WAL = (3, 51, 3)
UNSAFE_WHEN_OFF = ("fsync", "full_page_writes", "synchronous_commit")

_only_reading: ContextVar[bool] = ContextVar("only_reading", default=False)

# Pages ask about a thousand different things: each is put into words once, and stays so.
EVERYWHERE: dict[str, Any] = {"hide_parameters": True, "query_cache_size": 1500}


class UnsafeDatabase(Exception):
    """The database could lose what it has acknowledged."""


@contextmanager
def only_reading() -> Iterator[None]:
    """Transactions begun inside take no write lock (it matters on SQLite alone)."""
    token = _only_reading.set(True)
    try:
        yield
    finally:
        _only_reading.reset(token)


def normalised(url: str) -> str:
    """Name the driver: to SQLAlchemy the bare word means another one in each release."""
    for bare in ("postgres://", "postgresql://"):
        if url.startswith(bare):
            return "postgresql+psycopg://" + url.removeprefix(bare)
    return url


def engine_for(url: str) -> Engine:
    url = normalised(url)
    if not url.startswith("sqlite"):
        # Said by us: a database without an encoding would otherwise answer in bytes, and no sentence.
        encoding = {"client_encoding": "utf8"}
        return create_engine(url, pool_pre_ping=True, connect_args=encoding, **EVERYWHERE)
    engine = create_engine(url, module=pysqlite3, **EVERYWHERE)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def check_safe(engine: Engine) -> None:
    """Refuse a PostgreSQL that may lose an acknowledged write, or that cannot keep every letter."""
    if engine.dialect.name != "postgresql":
        return
    with engine.connect() as connection:
        off = [
            name
            for name in UNSAFE_WHEN_OFF
            if connection.execute(text(f"SHOW {name}")).scalar() == "off"
        ]
        encoding = connection.execute(text("SHOW server_encoding")).scalar()
    if off:
        raise UnsafeDatabase(
            f"PostgreSQL runs with {' and '.join(off)} off: what is saved could be lost. "
            "Switch this on in postgresql.conf and start again."
        )
    if encoding != "UTF8":
        raise UnsafeDatabase(
            f"The database keeps text as {encoding}. Make it anew: "
            "createdb --owner qa --encoding UTF8 --template template0 audit"
        )


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we begin transactions ourselves
    safe_wal = pysqlite3.sqlite_version_info >= FIRST_SAFE_WAL
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {round(PATIENCE * 1000)}")
    cursor.execute(f"PRAGMA journal_mode = {'WAL' if safe_wal else 'DELETE'}")
    cursor.execute(f"PRAGMA synchronous = {'FULL' if safe_wal else 'EXTRA'}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    # A reader that later writes would fail at once, whatever the busy timeout; so writers say so first.
    if _only_reading.get():
        connection.exec_driver_sql("BEGIN")
    else:
        _begin_to_write(connection)


def _begin_to_write(connection: Any) -> None:
    """Ask again every few milliseconds: SQLite by itself sleeps for up to a tenth of a second between askings."""
    own = connection.connection.dbapi_connection
    own.execute("PRAGMA busy_timeout = 0")
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            own.execute("BEGIN IMMEDIATE")
        except pysqlite3.OperationalError as refused:
            if refused.sqlite_errorcode & 0xFF != pysqlite3.SQLITE_BUSY:
                raise
            time.sleep(ASKED_AGAIN)
        else:
            own.execute(f"PRAGMA busy_timeout = {round(PATIENCE * 1000)}")
            return
    own.execute(f"PRAGMA busy_timeout = {round(PATIENCE * 1000)}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
