"""The session, and the base of every table."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Engine, Enum, MetaData, String, func, select, text
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

from qa_app.foundation.engines import engine_for, normalised

# Of each index, when sizes are learnt; and the word to SQLite that it look at tables not asked for lately too.
ROWS_LOOKED_AT = 1_000
ALL_TABLES = 0x10002


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
            # Sessions may go on holding it: a thousand statements, made up of a million parts, need not stay with it.
            self._engine.clear_compiled_cache()
        self._engine = None


db = Database()
