"""What became of a place or a person, read from the trail."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.organisation.queries.people import names_of
from qa_app.organisation.rules.history import event_in_words, more_in_words
from qa_app.trail.models import Event

MOST = 100


@dataclass(frozen=True)
class Entry:
    """As the history component draws it."""

    what: str
    who: str
    at: datetime
    words: str = ""


def history_of(kind: str, public_id: str, council_id: int) -> list[Entry]:
    """The latest first. Only this council's chain is read, whatever else is known of a person."""
    events = list(
        db.session.scalars(
            select(Event)
            .where(Event.chain == council_id, Event.about_id == public_id, Event.about_kind == kind)
            .order_by(Event.number.desc())
            .limit(MOST)
        )
    )
    names = names_of({event.by_id for event in events}, council_id)
    places = _places_named_in(events, council_id)
    return [
        Entry(
            event_in_words(event.name),
            names.get(event.by_id or 0, "The service" if event.by_id is None else "Somebody else"),
            event.at,
            more_in_words(event.facts, places),
        )
        for event in events
    ]


def _places_named_in(events: list[Event], council_id: int) -> dict[str, str]:
    named = {event.facts.get("place") for event in events} - {None}
    if not named:
        return {}
    rows = select(Place.public_id, Place.name).where(
        Place.council_id == council_id, Place.public_id.in_(named)
    )
    return {public_id: name for public_id, name in db.session.execute(rows)}
