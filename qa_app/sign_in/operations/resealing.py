"""When the installation's key changes: seal anew, with the new one, what the one before it sealed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import InstrumentedAttribute

from qa_app.foundation.database import db
from qa_app.foundation.sealing import CannotBeOpened, seal
from qa_app.outbox.models import Email
from qa_app.sign_in.models import IdentityProvider, KeptForm, OneTimeSecret
from qa_app.sign_in.operations.sessions import rows_changed
from qa_app.trail.operations import record

Column = InstrumentedAttribute[Any]

SEALED: dict[str, tuple[Column, ...]] = {
    "apps": (OneTimeSecret.sealed, OneTimeSecret.offered),
    "recovery codes": (OneTimeSecret.offered_codes,),
    "kept forms": (KeptForm.sealed,),
    "client secrets": (IdentityProvider.client_secret,),
    "emails": (Email.sealed,),
}


@dataclass
class Standing:
    """How many the current key opens, how many of those were moved to it, how many no key opens."""

    current: int = 0
    moved: int = 0
    lost: int = 0


def reseal_everything(at: datetime) -> dict[str, Standing]:
    found = {kind: Standing() for kind in SEALED}
    for kind, columns in SEALED.items():
        for column in columns:
            for row_id, sealed in _list_sealed(column):
                _reseal(column, row_id, sealed, found[kind])
    if moved := sum(one.moved for one in found.values()):
        record("sign-in:resealed", None, at=at, moved=moved)
    return found


def _reseal(column: Column, row_id: int, sealed: str, standing: Standing) -> None:
    if seal.is_current(sealed):
        standing.current += 1
        return
    try:
        closed = seal.close(seal.open(sealed))
    except CannotBeOpened:
        standing.lost += 1
        return
    # Only what is still there is replaced: people go on setting up their apps meanwhile.
    there = (column.class_.id == row_id, column == sealed)
    moved = rows_changed(update(column.class_).where(*there).values({column.key: closed}))
    standing.current += moved
    standing.moved += moved


def sealed_otherwise() -> int:
    """How many things the current key alone does not open."""
    columns = [column for columns in SEALED.values() for column in columns]
    return sum(
        not seal.is_current(sealed) for column in columns for _, sealed in _list_sealed(column)
    )


def _list_sealed(column: Column) -> list[tuple[int, str]]:
    """Nothing is sealed where there is nothing, nor in an email that was sent."""
    there = select(column.class_.id, column).where(column.is_not(None), column != "")
    rows = there.order_by(column.class_.id)
    return [(row_id, sealed) for row_id, sealed in db.session.execute(rows)]
