"""Public ids that depend on the day alone, as the rest of what is invented."""

from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

from sqlalchemy import event

from qa_app.foundation.database import Model

BYTES = 16


@contextmanager
def ids_told_by(chance: Random) -> Iterator[None]:
    """A round of supervision files is drawn by the ids of practitioners, and every later chance follows from it."""

    def give(made: Model, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        if hasattr(type(made), "public_id"):
            kwargs.setdefault("public_id", told_by(chance))

    event.listen(Model, "init", give, propagate=True)
    try:
        yield
    finally:
        event.remove(Model, "init", give)


def told_by(chance: Random) -> str:
    """A letter first: in a command, “-” begins an option."""
    return "d" + urlsafe_b64encode(chance.randbytes(BYTES)).decode().rstrip("=")[1:]
