"""Claim a form's one-use key, and forget old ones."""

from datetime import datetime, timedelta

from sqlalchemy import CursorResult, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from qa_app.foundation.database import db
from qa_app.web.models import FormReceipt

KEPT_FOR = timedelta(days=1)


def claim(
    key: str, *, person_id: int | None, endpoint: str, digest: str, at: datetime
) -> FormReceipt | None:
    """The receipt of an earlier request with this key, or None when this is the first.

    A second request waits here for the first to end, because the row is locked until then.
    """
    insert = sqlite.insert if db.is_sqlite else postgresql.insert
    values = {"key": key, "person_id": person_id, "endpoint": endpoint, "digest": digest, "at": at}
    claimed = insert(FormReceipt).values(**values).on_conflict_do_nothing(index_elements=["key"])
    is_first = db.session.scalar(claimed.returning(FormReceipt.id)) is not None
    return None if is_first else find_receipt(key)


def find_receipt(key: str) -> FormReceipt:
    return db.session.scalars(select(FormReceipt).where(FormReceipt.key == key)).one()


def keep_answer(key: str, location: str) -> None:
    find_receipt(key).location = location


def give_up(key: str) -> None:
    """The form was not acted on, so it may be sent again."""
    db.session.execute(delete(FormReceipt).where(FormReceipt.key == key))


def forget_receipts(at: datetime) -> int:
    """A page left open for more than a day is not sent twice by a double click."""
    gone = db.session.execute(delete(FormReceipt).where(FormReceipt.at < at - KEPT_FOR))
    assert isinstance(gone, CursorResult)  # noqa: S101 (for the type checker)
    return gone.rowcount
