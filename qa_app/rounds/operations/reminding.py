"""Write to whoever has audits to do, and to those above them; as often as a timer likes, once a day."""

from dataclasses import dataclass
from datetime import date, datetime

from qa_app.foundation.clock import london_day, long_date, start_of
from qa_app.organisation.models import Place
from qa_app.organisation.models.people import GONE
from qa_app.organisation.queries.people import names_of
from qa_app.organisation.queries.settings import days_off
from qa_app.organisation.rules.settings import day_in
from qa_app.outbox.operations import queue_each
from qa_app.outbox.rules import BY_DAY, DIGEST, Reminder, Reminders
from qa_app.rounds.queries.chasing import list_chased, patience_of, people_of, quiet_of
from qa_app.rounds.rules.chasing import is_quiet, may_write, next_time_to_write
from qa_app.rounds.rules.digests import Digest, People, Why, digests_of, pressing_moment
from qa_app.rounds.rules.letters import letter_of

KEY = "reminder"
OUTSIDE_HOURS = "Reminders go out on working days between 8am and 6pm."


def why_none(council_id: int, at: datetime) -> str:
    """What keeps every reminder back for now; nothing when they go out."""
    if off := switched_off(council_id, london_day(at)):
        return off
    return "" if may_write(at, days_off(council_id)) else OUTSIDE_HOURS


def switched_off(council_id: int, today: date) -> str:
    """That the council keeps reminders back, and until when; nothing when it does not."""
    quiet = quiet_of(council_id)
    if not is_quiet(quiet, today):
        return ""
    begins = day_in(quiet)
    until = f" until {long_date(begins)}" if begins else ""
    return f"Reminders are switched off{until}."


def reminders_of(council: Place, address: str, at: datetime) -> Reminders:
    """What would go out at this moment; nothing is queued yet."""
    if trouble := why_none(council.id, at):
        return Reminders(why_none=trouble)
    people, emails = people_of(council, f"{KEY}:{council.public_id}", at)
    chased = list_chased(council.id, at)
    post = digests_of(chased, people, patience_of(council.id), at, days_off(council.id))
    names = {one.auditor: GONE for one in chased}
    names |= names_of([*names, *people.here], council.id)
    written = []
    for one in post.digests:
        letter = letter_of(one, names, at)
        where = f"{address}/audits" if _has_own(one) else f"{address}/"
        text = DIGEST.format(name=names[one.person], what=letter.what, address=where)
        key = _key_of(one, people, council, at)
        written.append(Reminder(to=emails[one.person], subject=letter.subject, text=text, once=key))
    return Reminders(written, sorted(names[one] for one in post.unreached))


@dataclass(frozen=True)
class Upcoming:
    """What a run would queue: now, or at the next moment at which it would, and what keeps it back now."""

    reminders: Reminders
    at: datetime
    why_not_now: str = ""


def upcoming(council: Place, address: str, at: datetime) -> Upcoming:
    why = why_none(council.id, at)
    quiet = quiet_of(council.id)
    begins = day_in(quiet)
    if is_quiet(quiet, london_day(at)) and begins is None:
        return Upcoming(Reminders(why_none=why), at, why)
    on = max(at, start_of(begins)) if begins else at
    moment = next_time_to_write(on, days_off(council.id))
    return Upcoming(reminders_of(council, address, moment), moment, why)


def remind(council: Place, address: str, at: datetime) -> tuple[int, Reminders]:
    """Queue what is due; how many were new."""
    found = reminders_of(council, address, at)
    return queue_each(found, council.id, at), found


def _has_own(digest: Digest) -> bool:
    return any(why is Why.OWN for why, _ in digest.parts)


def _key_of(digest: Digest, people: People, council: Place, at: datetime) -> str:
    """One a day; one more for what was given out after it, and one for each moment at which what is due at an hour came or was missed."""
    today, last = london_day(at), people.last_heard.get(digest.person)
    kind = "later" if last and london_day(last) == today else "first"
    if moment := pressing_moment(digest, at):
        kind += f"-{moment:%H%M}"
    person = people.here[digest.person].public_id
    return f"{BY_DAY}{KEY}:{council.public_id}:{person}:{today.isoformat()}:{kind}"
