"""Write to whoever promised to tell a family something, and to whoever is to say whether a family may be asked."""

from datetime import datetime

from qa_app.foundation.clock import london_day
from qa_app.organisation.models import Place
from qa_app.organisation.queries.people import names_of
from qa_app.organisation.queries.settings import days_off
from qa_app.outbox.rules import BY_DAY, DIGEST, Reminder, Reminders
from qa_app.rounds.rules.digests import People
from qa_app.voices.queries.asking import list_unanswered
from qa_app.voices.queries.complaints import list_owed
from qa_app.voices.rules.family_letters import SOON, letters_of


def key_for(council: Place) -> str:
    """The beginning of the key of every email of ours, by which the last one to somebody is found."""
    return f"families:{council.public_id}"


def reminders_of(
    council: Place, address: str, people: People, emails: dict[int, str], at: datetime
) -> Reminders:
    """What would go out at this moment; queue_each of the outbox sends it on its way."""
    today = london_day(at)
    letters = letters_of(
        list_owed(council.id, today + SOON),
        list_unanswered(council.id),
        people,
        {person: london_day(heard) for person, heard in people.last_heard.items()},
        today,
        days_off(council.id),
    )
    names = names_of([*letters], council.id)
    written = []
    for person, letter in letters.items():
        text = DIGEST.format(name=names[person], what=letter.what(today), address=f"{address}/")
        whose = people.here[person].public_id
        once = f"{BY_DAY}{key_for(council)}:{whose}:{today.isoformat()}:first"
        written.append(Reminder(emails[person], letter.subject, text, once))
    return Reminders(written)
