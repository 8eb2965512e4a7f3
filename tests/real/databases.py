"""Databases on the PostgreSQL server of a test run, each made for one purpose and dropped after it."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

from qa_app.foundation.database import db
from tests.real.processes import shared


def server_url(run: Path) -> str:
    """The server that QA_TEST_DATABASE_URL names, or one of our own."""
    named = os.environ.get("QA_TEST_DATABASE_URL")
    return named or str(shared("tests.real.postgresql_process", run)["url"])


@contextmanager
def new_database(server: str, template: str = "template0") -> Iterator[str]:
    """The address of a new database: empty, or a copy of a template that nobody is connected to."""
    name = f"qa_test_{secrets.token_hex(6)}"
    tell(server, "CREATE DATABASE {} TEMPLATE {}", name, template)
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        tell(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def tell(server: str, statement: str, *names: str) -> None:
    address = make_url(server).set(drivername="postgresql")
    with psycopg.connect(address.render_as_string(hide_password=False), autocommit=True) as link:
        link.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def connected_to() -> str | None:
    try:
        return db.engine.url.render_as_string(hide_password=False)
    except RuntimeError:
        return None


@contextmanager
def at_database(url: str) -> Iterator[None]:
    """Work in another database for a moment, as the service that runs on it would."""
    before = connected_to()
    db.connect(url)
    try:
        yield
        db.session.commit()
    finally:
        db.disconnect()
        if before:
            db.connect(before)
