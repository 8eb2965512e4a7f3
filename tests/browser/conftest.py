"""A browser, the running service, and people to send there."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser

from qa_app.foundation import schema
from qa_app.foundation.database import db
from qa_app.organisation.models import Person
from tests.browser.visitor import Visitor, visitor
from tests.real.databases import at_database, new_database
from tests.real.service import Service
from tests.real.signed_in import cookies_for


@pytest.fixture(scope="module")
def live_url(postgresql_server: str) -> Iterator[str]:
    """A PostgreSQL database with its tables."""
    with new_database(postgresql_server) as url:
        with at_database(url):
            schema.upgrade(db.engine)
        yield url


@pytest.fixture(scope="module")
def live(live_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The service, running in a process of its own."""
    service = Service(live_url, tmp_path_factory.mktemp("service") / "log")
    service.start()
    yield service
    service.stop()


@pytest.fixture
def make(live_url: str) -> Callable[..., Any]:
    """Call a maker in the database of the running service."""

    def make_there(maker: Callable[..., Any], *args: Any, **values: Any) -> Any:
        with at_database(live_url):
            return maker(*args, **values)

    return make_there


@pytest.fixture
def visit_as(live: Service, live_url: str, chromium: Browser) -> Iterator[Callable[..., Visitor]]:
    """Sends a person to the service, signed in; nobody for somebody who is not."""
    with ExitStack() as opened:

        def visit(person: Person | None = None, **how: Any) -> Visitor:
            with at_database(live_url):
                cookies = cookies_for(person) if person else {}
            return opened.enter_context(visitor(chromium, live.url, cookies, **how))

        yield visit
