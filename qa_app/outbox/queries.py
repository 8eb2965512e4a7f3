"""How the mail is doing. The text of an email may hold a link that signs in: nobody is shown it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.outbox.models import Email


@dataclass(frozen=True)
class Standing:
    """How many emails wait, how many were given up, and since when the oldest waits."""

    waiting: int
    given_up: int
    sent: int
    oldest: datetime | None


def is_waiting() -> ColumnElement[bool]:
    return Email.sent_at.is_(None) & Email.given_up_at.is_(None)


def standing(council_id: int | None = None) -> Standing:
    """Of one council, or of the whole installation."""
    counts = select(
        func.count().filter(is_waiting()),
        func.count(Email.given_up_at),
        func.count(Email.sent_at),
        func.min(Email.queued_at).filter(is_waiting()),
    )
    if council_id is not None:
        counts = counts.where(Email.council_id == council_id)
    return Standing(*db.session.execute(counts).one())


def list_unsent(viewer: Viewer, most: int = 100) -> list[Email]:
    """The viewer's council's emails that were given up or have failed so far, the oldest first."""
    wanted = select(Email).where(
        Email.council_id == viewer.council_id,
        Email.sent_at.is_(None),
        Email.trouble.is_not(None),
    )
    return list(db.session.scalars(wanted.order_by(Email.queued_at).limit(most)))


def queued_since(council_id: int, key: str, since: datetime) -> dict[str, datetime]:
    """When each email of a council was queued whose key begins like this."""
    wanted = select(Email.once, Email.queued_at).where(
        Email.council_id == council_id,
        Email.once.startswith(key, autoescape=True),
        Email.queued_at >= since,
    )
    return {once: queued_at for once, queued_at in db.session.execute(wanted)}


def keys_there(keys: Collection[str]) -> set[str]:
    """Of these keys, those under which an email was queued already."""
    return set(db.session.scalars(select(Email.once).where(Email.once.in_(keys))))
