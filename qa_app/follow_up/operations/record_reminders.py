"""Write to managers whose team’s audits are not on the child’s record yet."""

from datetime import datetime

from qa_app.follow_up.queries.record_notes import list_waiting
from qa_app.follow_up.rules.on_record import letters_of
from qa_app.follow_up.rules.settings import RECORD_AFTER
from qa_app.foundation.clock import london_day
from qa_app.organisation.models import Place
from qa_app.organisation.queries.people import names_of
from qa_app.organisation.queries.settings import days_off, setting
from qa_app.outbox.rules import BY_DAY, DIGEST, Reminder, Reminders
from qa_app.rounds.rules.digests import People


def key_for(council: Place) -> str:
    """The beginning of the key of every email of ours, by which the last one to somebody is found."""
    return f"record-texts:{council.public_id}"


def reminders_of(
    council: Place, address: str, people: People, emails: dict[int, str], at: datetime
) -> Reminders:
    """What would go out at this moment; queue_each of the outbox sends it on its way."""
    today = london_day(at)
    letters = letters_of(
        list_waiting(council.id, today),
        people.here,
        {person: london_day(heard) for person, heard in people.last_heard.items()},
        setting(council.id, RECORD_AFTER),
        today,
        days_off(council.id),
    )
    names = names_of([*letters], council.id)
    written = []
    for person, letter in letters.items():
        where = f"{address}/record-texts"
        text = DIGEST.format(name=names[person], what=letter.what, address=where)
        whose = people.here[person].public_id
        once = f"{BY_DAY}{key_for(council)}:{whose}:{today.isoformat()}:first"
        written.append(Reminder(emails[person], letter.subject, text, once))
    return Reminders(written)
