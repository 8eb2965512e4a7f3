from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from qa_app.foundation.database import Database
from tests.web.kitchen import NOTE, make_draft, make_kitchen


@pytest.fixture(scope="session")
def kitchen_app() -> Flask:
    return make_kitchen()


@pytest.fixture
def kitchen(kitchen_app: Flask, database: Database) -> Iterator[Flask]:
    """The kitchen on a database of its own, with an empty table of notes."""
    NOTE.create(database.session.connection())
    make_draft()
    yield kitchen_app
    # Those who ask the kitchen for a file have no notes to write.
    kitchen_app.after_reading.clear()
    database.session.remove()


@pytest.fixture
def client(kitchen: Flask) -> FlaskClient:
    return kitchen.test_client()


@pytest.fixture
def keys(client: FlaskClient) -> dict[str, str]:
    return keys_of(client)


def keys_of(client: FlaskClient) -> dict[str, str]:
    """The token and the one-use key of a page that was just opened."""
    page = BeautifulSoup(client.get("/notes").text, "html5lib")
    found = {name: page.select_one(f"[name={name}]") for name in ("csrf_token", "receipt_key")}
    return {name: str(field["value"]) for name, field in found.items() if field}
