"""A council and its administrator’s browser; and what a page asks of the database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from qa_app.foundation.database import Database
from tests.organisation.makers import Council, make_whole_council
from tests.page_client import Browser


@pytest.fixture
def council(database: Database) -> Council:
    return make_whole_council()


@pytest.fixture
def admin(council: Council, open_as: Callable[..., Browser]) -> Browser:
    return open_as(council.administrator)


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
