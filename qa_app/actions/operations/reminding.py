"""Write to whoever owes actions, and to those above them; once a day, as often as a timer likes."""

from dataclasses import dataclass
from datetime import datetime

from qa_app.actions.queries.chasing import list_chased, patience_of
from qa_app.actions.rules.chasing import People, digests_of
from qa_app.actions.rules.letters import letter_of
from qa_app.foundation.clock import london_day
from qa_app.organisation.models import Place
from qa_app.organisation.models.people import GONE
from qa_app.organisation.queries.people import names_of
from qa_app.organisation.queries.settings import days_off
from qa_app.outbox.operations import queue
from qa_app.outbox.rules import BY_DAY

DIGEST = """Hello {name}

{what}

Sign in to see more:
{address}
"""


@dataclass(frozen=True)
class Reminder:
    """One email, ready to be queued."""

    to: str
    subject: str
    text: str
    once: str


@dataclass(frozen=True)
class Reminders:
    """Those of a council at a moment, and whose actions nobody hears of."""

    reminders: list[Reminder]
    unreached: list[str]


def key_for(council: Place) -> str:
    """The beginning of the key of every email of ours, by which the last one to somebody is found."""
    return f"actions:{council.public_id}"


def reminders_of(
    council: Place, address: str, people: People, emails: dict[int, str], at: datetime
) -> Reminders:
    """What would go out at this moment; nothing is queued yet."""
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
        written.append(Reminder(emails[one.person], letter.subject, text, once))
    return Reminders(written, sorted(names[one] for one in post.unreached))


def send(found: Reminders, council: Place, at: datetime) -> int:
    """Queue them, each once however many do this at the same moment; how many were new."""
    return sum(_send(one, council.id, at) for one in found.reminders)


def _send(one: Reminder, council_id: int, at: datetime) -> bool:
    email = queue(
        to=one.to, subject=one.subject, text=one.text, council_id=council_id, once=one.once, at=at
    )
    return email.queued_at == at
