"""What a page asks of the database: no more for many rows than for a few, and never more than fifteen times."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from qa_app.foundation.database import Database, db
from tests.page_client import Browser

MOST = 15
# An address, or the name of a view with what it is given.
Page = str | tuple[str, dict[str, Any]]


@pytest.fixture
def count_queries(database: Database) -> Callable:
    """Gives the statements that were sent while it was open, without those that begin and end."""

    @contextmanager
    def counting() -> Iterator[list[str]]:
        sent: list[str] = []

        def note(connection, cursor, statement, parameters, context, executemany):
            if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK")):
                sent.append(statement)

        event.listen(database.engine, "before_cursor_execute", note)
        try:
            yield sent
        finally:
            event.remove(database.engine, "before_cursor_execute", note)

    return counting


@pytest.fixture
def questions_of(count_queries: Callable) -> Callable:
    """How often a page asks. It is opened once before, so that what is read once for all is at hand."""

    def asked(browser: Browser, page: Page) -> int:
        endpoint, values = (page, {}) if isinstance(page, str) else page
        db.session.commit()
        browser.get(endpoint, **values)
        with count_queries() as sent:
            browser.get(endpoint, **values)
        return sum(one.lstrip().startswith(("SELECT", "WITH")) for one in sent)

    return asked


@pytest.fixture
def ask_alike(questions_of: Callable) -> Callable:
    """Somebody with few rows and somebody with many: each of these pages asks as often for both."""

    def check(few: Browser, many: Browser, *pages: Page) -> None:
        counts = [[questions_of(browser, page) for page in pages] for browser in (few, many)]
        assert counts[0] == counts[1] and 0 < max(counts[0]) <= MOST, counts

    return check
