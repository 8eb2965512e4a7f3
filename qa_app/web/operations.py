"""Claim a form's one-use key, hold a form that saves as it is typed, and forget old ones."""

from datetime import datetime, timedelta

from sqlalchemy import CursorResult, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from qa_app.foundation.database import db
from qa_app.web.models import FormReceipt, OpenForm

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


def hold(key: str, *, person_id: int | None, path: str, at: datetime) -> OpenForm:
    """The form of this key, locked until the transaction ends: its saves are kept one after another."""
    insert = sqlite.insert if db.is_sqlite else postgresql.insert
    values = {"key": key, "person_id": person_id, "path": path, "number": 0, "at": at}
    db.session.execute(
        insert(OpenForm).values(**values).on_conflict_do_nothing(index_elements=["key"])
    )
    asked = select(OpenForm).where(OpenForm.key == key).with_for_update()
    return db.session.scalars(asked, execution_options={"populate_existing": True}).one()


def last_version(person_id: int | None, path: str) -> int | None:
    """What this person's own forms at this address came to, as far as anybody remembers."""
    own = (OpenForm.person_id == person_id, OpenForm.path == path)
    return db.session.scalar(select(func.max(OpenForm.version)).where(*own))


def forget_open_forms(at: datetime) -> int:
    """A page that saves again after more than a day goes by the version that it carries."""
    gone = db.session.execute(delete(OpenForm).where(OpenForm.at < at - KEPT_FOR))
    assert isinstance(gone, CursorResult)  # noqa: S101 (for the type checker)
    return gone.rowcount
