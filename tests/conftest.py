"""What every test may ask for: a database on each engine, the service, and a browser for a person."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from tempfile import TemporaryDirectory

import pytest
from flask import Flask
from hypothesis import settings as examples
from jinja2 import FileSystemBytecodeCache

from qa_app import create_app
from qa_app.foundation import schema
from qa_app.foundation.database import Database, db
from qa_app.organisation.models import Person
from qa_app.settings import Settings
from tests.page_client import Browser
from tests.reading import watch

pytest_plugins = ["tests.asking", "tests.at_once", "tests.real.fixtures"]

watch()

# How long an example takes says how busy the machine is, and nothing of whether it is right.
examples.register_profile("unhurried", deadline=None)
examples.load_profile("unhurried")

ENGINES = ("sqlite", "postgresql")
KEY = "a key for tests alone, 0123456789 abcdefghij"


@pytest.fixture(scope="session", params=ENGINES)
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """An empty database of our own, on each engine in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path_factory.mktemp('database')}/qa.db"
    return str(request.getfixturevalue("postgresql_url"))


@pytest.fixture(scope="session")
def service(database_url: str, pytestconfig: pytest.Config) -> Iterator[Flask]:
    """The whole service on a database whose tables the migrations made."""
    schema.upgrade(db.connect(database_url))
    # What tests make lies in no folder of anybody’s.
    with TemporaryDirectory(prefix="qa-reports-") as folder:
        settings = replace(settings_for_tests(database_url), reports_folder=folder)
        app = create_app(settings)
        # Each process and engine would translate three hundred pages anew.
        translated = pytestconfig.cache.mkdir("pages")
        app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(translated))
        yield app
    db.disconnect()


def settings_for_tests(database_url: str) -> Settings:
    return Settings(database_url=database_url, secret_key=KEY, base_url="http://localhost")


@pytest.fixture
def database(service: Flask) -> Iterator[Database]:
    """The database, as it was before the test: whatever is committed inside is rolled back after."""
    with db.engine.connect() as connection:
        outer = connection.begin()
        db.session.remove()
        db.session.configure(bind=connection, join_transaction_mode="create_savepoint")
        yield db
        db.session.remove()
        db.session.configure(bind=db.engine, join_transaction_mode="conditional_savepoint")
        outer.rollback()


@pytest.fixture
def app(service: Flask, database: Database) -> Flask:
    return service


@pytest.fixture
def open_as(app: Flask) -> Callable[[Person | None], Browser]:
    """Sign a person in and give their browser; nobody for somebody who has not signed in."""

    def open_browser(person: Person | None = None) -> Browser:
        # What the test made is there before the first page is opened.
        db.session.commit()
        return Browser(app, person)

    return open_browser
