"""A command that a timer runs leaves a note of each run, whatever becomes of it."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.jobs import operations


class Run:
    """What a command says of itself while it runs."""

    def __init__(self) -> None:
        self.counts: dict[str, Any] = {}
        self.trouble: str | None = None

    def fail(self, trouble: str) -> None:
        self.trouble = trouble


@contextmanager
def running(name: str, *, beside_others: bool = False) -> Iterator[Run]:
    """The beginning and the end are each kept at once; the command commits its own work.

    One that was started twice waits for the first, unless they share the work out between them.
    """
    with nullcontext() if beside_others else db.one_at_a_time(name), _noted(name) as run:
        yield run


@contextmanager
def _noted(name: str) -> Iterator[Run]:
    run = Run()
    begun = operations.begin(name, at=now())
    db.session.commit()
    try:
        yield run
    except BaseException as error:
        # Its kind alone: a message may hold what was being worked on.
        run.fail(type(error).__name__)
        raise
    finally:
        db.session.rollback()
        operations.end(begun.id, now(), run.counts, run.trouble)
        db.session.commit()
        db.learn_its_sizes()
