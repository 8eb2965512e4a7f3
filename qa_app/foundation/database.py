"""The session, the base of every table, and the settings that make “saved” mean on disk."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import pysqlite3
from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    Engine,
    Enum,
    MetaData,
    String,
    create_engine,
    event,
    func,
    select,
    text,
)
from sqlalchemy.engine import make_url
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    mapped_column,
    scoped_session,
    sessionmaker,
)
from sqlalchemy.types import TypeDecorator

# Seconds that a writer on SQLite waits for those before it, and the pause between two askings.
PATIENCE, ASKED_AGAIN = 10.0, 0.003
# Older SQLite can corrupt a write-ahead log when two connections checkpoint at one moment.
FIRST_SAFE_WAL = (3, 51, 3)
UNSAFE_WHEN_OFF = ("fsync", "full_page_writes", "synchronous_commit")

_only_reading: ContextVar[bool] = ContextVar("only_reading", default=False)


# Of each index, when sizes are learnt; and the word to SQLite that it look at tables not asked for lately too.
ROWS_LOOKED_AT = 1_000
ALL_TABLES = 0x10002


# Pages ask about a thousand different things: each is put into words once, and stays so.
EVERYWHERE: dict[str, Any] = {"hide_parameters": True, "query_cache_size": 1500}


class UnsafeDatabase(Exception):
    """The database could lose what it has acknowledged."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC. A time without its zone is refused rather than guessed."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# Compared by bytes on both engines, so that a range of paths means the same on each.
PathText = String().with_variant(String(collation="C"), "postgresql")


class Model(DeclarativeBase):
    """The base of every table."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        datetime: UtcDateTime,
        StrEnum: Enum(StrEnum, native_enum=False, length=40),
        dict[str, Any]: JSON,
        list[str]: JSON,
    }

    id: Mapped[int] = mapped_column(primary_key=True)


def new_public_id() -> str:
    """Almost 128 random bits, as a name that may stand in an address, and in a command, where “-” begins an option."""
    while (made := secrets.token_urlsafe(16)).startswith("-"):
        pass
    return made


class Database:
    """The engine and the session of this process."""

    def __init__(self) -> None:
        self._sessions = sessionmaker(expire_on_commit=False)
        self.session = scoped_session(self._sessions)
        self._engine: Engine | None = None

    @property
    def engine(self) -> Engine:
        if self._engine is None:
            raise RuntimeError("connect to a database first")
        return self._engine

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    def learn_its_sizes(self) -> None:
        """Look at how many rows tables have, by which SQLite plans; PostgreSQL does so by itself.

        Quick where little changed. To be called after much did, and every day: a plan made for empty tables
        reads every answer of every audit again and again.
        """
        if self.is_sqlite:
            self.session.execute(text(f"PRAGMA analysis_limit = {ROWS_LOOKED_AT}"))
            self.session.execute(text(f"PRAGMA optimize = {ALL_TABLES}"))
            self.session.commit()

    @contextmanager
    def apart(self) -> Iterator[Session]:
        """A short transaction beside the one of this thread, kept by itself."""
        with self._sessions.begin() as session:
            yield session

    @contextmanager
    def one_at_a_time(self, name: str) -> Iterator[None]:
        """Wait until nobody else does what goes by this name. On SQLite whoever writes is alone anyway."""
        if self.is_sqlite:
            yield
            return
        turn = func.hashtextextended(name, 0)
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(select(func.pg_advisory_lock(turn)))
            try:
                yield
            finally:
                connection.execute(select(func.pg_advisory_unlock(turn)))

    def connect(self, url: str) -> Engine:
        """Use this database from now on; connecting again to the same one changes nothing."""
        if self._engine is not None and str(self._engine.url) == str(make_url(normalised(url))):
            return self._engine
        self.disconnect()
        self._engine = engine_for(url)
        self._sessions.configure(bind=self._engine)
        return self._engine

    def disconnect(self) -> None:
        self.session.remove()
        if self._engine is not None:
            self._engine.dispose()
        self._engine = None


db = Database()


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
