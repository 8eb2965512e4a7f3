"""Count what a page asks of the database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from qa_app.foundation.database import Database


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
