"""Read the trail and check it."""

from collections.abc import Iterator

from sqlalchemy import select

from qa_app.foundation.database import db
from qa_app.trail.models import Event
from qa_app.trail.rules import Link, as_hashed

SAID = ("chain", "at", "name", "by_id", "about_kind", "about_id", "child", "facts")


def links_of(chain: int) -> Iterator[Link]:
    ordered = select(Event).where(Event.chain == chain).order_by(Event.number)
    for event in db.session.scalars(ordered.execution_options(yield_per=1000)):
        said = as_hashed({name: getattr(event, name) for name in SAID})
        yield Link(event.number, event.previous, said, event.digest)
