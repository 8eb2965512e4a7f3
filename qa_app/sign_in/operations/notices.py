"""The emails of signing in. None says more than the person already knows."""

from datetime import datetime
from typing import NamedTuple

from qa_app.foundation.clock import clock_time, london_day, long_date
from qa_app.organisation.models import Person, Place
from qa_app.organisation.queries.people import names_of
from qa_app.outbox.operations import queue
from qa_app.sign_in.rules.links import IN_WORDS, Purpose

INVITATION = """Hello {name}

You have been given an account for the audit of children’s records at {council}.

Choose your password here within {lasts}:
{address}

The link works once. You will also need a phone or another device that makes one-time codes.
"""

RESET = """Hello {name}

Choose a new password here within {lasts}:
{address}

The link works once. If you did not ask for it, you do not have to do anything: your password has not changed.
"""

NEW_FACTOR = """Hello {name}

Your administrator has heard that you cannot use your phone or passkey to sign in.

If that is so, remove them here within {lasts} and set up another when you next sign in:
{address}

If you did not ask for this, do not open the link, and tell your administrator today.
"""

NEW_EMAIL = """Hello {name}

To use this address for case-file audits, sign in as before and open this link within {lasts}:
{address}

If you did not ask for this, you do not have to do anything.
"""

FIRST_SIGN_ON = """Hello {name}

Somebody has just signed in through {council} as you, for the first time.

If it was you, open this link within {lasts}, in the same browser:
{address}

If it was not you, do not open the link, and tell information governance at your council today.
"""

TO_APPROVE = """Hello {name}

Single sign-on for {council} waits to be approved. Nobody can sign in by it until somebody other than whoever set it up has looked at it.

Look at it here, then approve it if it is right:
{address}
"""

WELCOME = """Hello {name}

You can now use the audit of children’s records at {council} with the account you have.

Sign in here:
{address}
"""


class Letter(NamedTuple):
    subject: str
    words: str


LETTERS = {
    Purpose.INVITATION: Letter("Your account for case-file audits", INVITATION),
    Purpose.RESET: Letter("Choose a new password", RESET),
    Purpose.NEW_EMAIL: Letter("Confirm your new email address", NEW_EMAIL),
    Purpose.FIRST_SIGN_ON: Letter("Confirm that you signed in", FIRST_SIGN_ON),
    Purpose.NEW_FACTOR: Letter("Set up your phone or passkey again", NEW_FACTOR),
}

CHANGED = """Hello {name}

{what}, at {time} on {day}.

If this was you, you do not have to do anything.
If it was not, tell your administrator today.
"""


def send_link(
    person: Person,
    purpose: Purpose,
    address: str,
    at: datetime,
    *,
    council: str,
    council_id: int | None,
    once: str,
    to: str = "",
) -> None:
    letter = LETTERS[purpose]
    text = letter.words.format(
        name=name_at(person, council_id), council=council, lasts=IN_WORDS[purpose], address=address
    )
    to = to or person.email
    queue(to=to, subject=letter.subject, text=text, council_id=council_id, once=once, at=at)


def welcome(person: Person, council: Place, address: str, at: datetime) -> None:
    """For somebody who has an account already: nothing to choose, only where to go."""
    text = WELCOME.format(name=name_at(person, council.id), council=council.name, address=address)
    queue(
        to=person.email,
        subject="Your account for case-file audits",
        text=text,
        council_id=council.id,
        once=f"welcome:{person.public_id}:{council.public_id}:{at.isoformat()}",
        at=at,
    )


def ask_to_approve(person: Person, council: Place, address: str, once: str, at: datetime) -> None:
    name = name_at(person, council.id)
    text = TO_APPROVE.format(name=name, council=council.name, address=address)
    queue(
        to=person.email,
        subject="Single sign-on waits for your approval",
        text=text,
        council_id=council.id,
        once=once,
        at=at,
    )


def tell_of_change(person: Person, what: str, at: datetime, council_id: int | None) -> None:
    """So that somebody whose account is taken over hears of it."""
    text = CHANGED.format(
        name=name_at(person, council_id),
        what=what,
        time=clock_time(at),
        day=long_date(london_day(at)),
    )
    queue(
        to=person.email,
        subject="A change to how you sign in",
        text=text,
        council_id=council_id,
        once=f"sign-in-change:{person.public_id}:{what}:{at.isoformat()}",
        at=at,
    )


def name_at(person: Person, council_id: int | None) -> str:
    """As the council that the letter is about writes it; another's is not ours to show."""
    names = names_of([person.id], council_id) if council_id else {}
    return names.get(person.id, person.name)
