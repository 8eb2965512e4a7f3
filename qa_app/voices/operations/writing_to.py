"""Write to somebody about an audit, once, by an email that says only that something waits."""

from datetime import datetime

from qa_app.foundation.clock import clock_time, london_day, long_date
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.organisation.queries.people import member_of
from qa_app.outbox.operations import queue
from qa_app.rounds.rules.taking_back import letters_about
from qa_app.voices.models import Reflection
from qa_app.voices.rules.letters import Letter


def write_to(
    person_id: int,
    letter: Letter,
    reflection: Reflection,
    at: datetime,
    *,
    address: str,
    once: str,
    about: datetime | None = None,
) -> None:
    """By day alone. Nobody writes to somebody whom the council no longer knows, or has shut out."""
    member = member_of(person_id, reflection.council_id)
    if member is None or member.disabled_at:
        return
    council = db.session.get_one(Place, reflection.council_id)
    text = letter.text.format(
        name=member.name,
        address=address,
        council=council.name,
        day=long_date(london_day(about)) if about else "",
        time=clock_time(about) if about else "",
    )
    queue(
        to=member.person.email,
        subject=letter.subject,
        text=text,
        council_id=reflection.council_id,
        once=f"{letters_about(reflection.allocation.public_id)}voices:{reflection.public_id}:{once}",
        at=at,
    )


def write_to_practitioner(
    letter: Letter,
    reflection: Reflection,
    at: datetime,
    *,
    address: str,
    once: str,
    about: datetime | None = None,
) -> None:
    write_to(
        reflection.practitioner_id,
        letter,
        reflection,
        at,
        address=f"{address}/reflections/{reflection.public_id}",
        once=once,
        about=about,
    )
