"""Write to whoever owes actions, and to those above them; once a day, as often as a timer likes."""

from datetime import datetime

from qa_app.actions.queries.chasing import list_chased, patience_of
from qa_app.actions.rules.chasing import People, digests_of
from qa_app.actions.rules.letters import letter_of
from qa_app.foundation.clock import london_day
from qa_app.organisation.models import Place
from qa_app.organisation.models.people import GONE
from qa_app.organisation.queries.people import names_of
from qa_app.organisation.queries.settings import days_off
from qa_app.outbox.rules import BY_DAY, DIGEST, Reminder, Reminders


def key_for(council: Place) -> str:
    """The beginning of the key of every email of ours, by which the last one to somebody is found."""
    return f"actions:{council.public_id}"


def reminders_of(
    council: Place, address: str, people: People, emails: dict[int, str], at: datetime
) -> Reminders:
    """What would go out at this moment; queue_each of the outbox sends it on its way."""
    chased, today = list_chased(council.id), london_day(at)
    post = digests_of(chased, people, patience_of(council.id), at, days_off(council.id))
    names = {one.owner: GONE for one in chased}
    names |= names_of([*names, *people.here], council.id)
    written = []
    for one in post.digests:
        letter = letter_of(one, names, today)
        text = DIGEST.format(name=names[one.person], what=letter.what, address=f"{address}/actions")
        person = people.here[one.person].public_id
        once = f"{BY_DAY}{key_for(council)}:{person}:{today.isoformat()}:first"
        written.append(
            Reminder(to=emails[one.person], subject=letter.subject, text=text, once=once)
        )
    return Reminders(written, sorted(names[one] for one in post.unreached))
