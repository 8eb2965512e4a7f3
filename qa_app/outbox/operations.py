"""Queue e-mails."""

import secrets
from datetime import datetime

from sqlalchemy import select

from qa_app.foundation.database import db
from qa_app.outbox.models import Email


def queue(
    *, to: str, subject: str, text: str, council_id: int | None, once: str, at: datetime
) -> Email:
    """Queue an e-mail, once: the same key again gives back the e-mail that is there."""
    if there := db.session.scalars(select(Email).where(Email.once == once)).one_or_none():
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
    db.session.add(email)
    return email
