"""Queue emails, and send them."""

import secrets
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.exc import IntegrityError

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.foundation.sealing import CannotBeOpened
from qa_app.outbox.models import Email
from qa_app.outbox.rules import (
    BY_DAY,
    CLAIMED_FOR,
    KEPT_FOR,
    MOST_ATTEMPTS,
    Reminder,
    Reminders,
    is_by_day,
    next_try,
)
from qa_app.outbox.smtp import MailServer, Refused, Unreachable, write
from qa_app.trail.operations import record

OTHER_KEY = "It was sealed with another key. Set QA_PREVIOUS_SECRET_KEY, then “qa sign-in reseal”"


def queue(
    *, to: str, subject: str, text: str, council_id: int | None, once: str, at: datetime
) -> Email:
    """Queue an email, once: the same key again gives back the email that is there."""
    same = select(Email).where(Email.once == once)
    if there := db.session.scalars(same).one_or_none():
        return there
    email = Email(
        council_id=council_id,
        once=once,
        # The name stays the same over every attempt, so that a mail server can drop a repeat.
        message_id=f"<{secrets.token_hex(16)}@case-file-audit>",
        to=to,
        subject=subject,
        text=text,
        queued_at=at,
        next_try_at=at,
    )
    try:
        with db.session.begin_nested():
            db.session.add(email)
    except IntegrityError:
        return db.session.scalars(same).one()  # another transaction was a moment earlier
    return email


def keep_back(key: str) -> None:
    """What begins with this key and has not left is not sent; what a server may have stays on its way."""
    waiting = (Email.sent_at.is_(None), Email.given_up_at.is_(None), Email.attempts == 0)
    db.session.execute(delete(Email).where(Email.once.startswith(key, autoescape=True), *waiting))


def queue_each(found: Reminders, council_id: int, at: datetime) -> int:
    """Each once, however many do this at the same moment; how many were new."""
    return sum(_is_new(one, council_id, at) for one in found.reminders)


def _is_new(one: Reminder, council_id: int, at: datetime) -> bool:
    email = queue(
        to=one.to, subject=one.subject, text=one.text, council_id=council_id, once=one.once, at=at
    )
    return email.queued_at == at


def claim(at: datetime) -> Email | None:
    """Take up the next email that is due: until the claim runs out nobody else sends it."""
    due = select(Email).where(Email.next_try_at <= at).order_by(Email.next_try_at, Email.id)
    if not is_by_day(at):
        due = due.where(~Email.once.startswith(BY_DAY))
    email = db.session.scalars(due.limit(1).with_for_update(skip_locked=True)).one_or_none()
    if email is None:
        return None
    email.attempts += 1
    email.next_try_at = at + CLAIMED_FOR
    return email


def send_next(server: MailServer, sender: str, clock: Callable[[], datetime]) -> Email | None:
    """Send one email; None when none is due. What became of it is kept at once.

    Should this process die between sending and noting it, the email goes out again when the claim has
    run out, under the same name, and a mail server that has it already drops it.
    """
    email = claim(clock())
    db.session.commit()
    if email is None:
        return None
    try:
        server.send(write(email, sender, email.queued_at))
    except Refused as refused:
        put_off(email, refused, clock())
    except CannotBeOpened:
        put_off(email, Refused(OTHER_KEY, for_good=False), clock())
    except Unreachable:
        email.attempts -= 1  # it was not the email's fault
        email.next_try_at = clock()
        db.session.commit()
        raise
    else:
        email.sent_at, email.next_try_at, email.trouble = clock(), None, None
        email.text = ""  # nobody needs it any more
    db.session.commit()
    return email


def put_off(email: Email, refused: Refused, at: datetime) -> None:
    """Try again later, or give up: at once where the server will never take it."""
    email.trouble = str(refused)
    email.next_try_at = None if refused.for_good else next_try(email.attempts, at)
    if email.next_try_at is None:
        email.given_up_at = at


def give_up_stuck(at: datetime) -> None:
    """An email at which the sender itself died again and again is left alone."""
    stuck = update(Email).where(Email.next_try_at <= at, Email.attempts >= MOST_ATTEMPTS)
    trouble = "Sending it never came to an end"
    db.session.execute(stuck.values(given_up_at=at, next_try_at=None, trouble=trouble))


def try_again(by: Viewer, at: datetime) -> int:
    """Send what was given up in the viewer's council as if for the first time; how many."""
    given_up = select(Email).where(
        Email.council_id == by.council_id, Email.given_up_at.is_not(None)
    )
    emails = db.session.scalars(given_up).all()
    for email in emails:
        email.given_up_at, email.next_try_at, email.attempts = None, at, 0
    if emails:
        record("email:tried-again", by, at=at, count=len(emails))
    return len(emails)


def purge(at: datetime) -> None:
    """Forget what was sent or given up long ago."""
    long_ago = at - KEPT_FOR
    old = or_(Email.sent_at < long_ago, Email.given_up_at < long_ago)
    db.session.execute(delete(Email).where(old))
