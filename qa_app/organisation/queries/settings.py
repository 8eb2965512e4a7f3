"""What a council has chosen, or what holds until it chooses."""

from datetime import date
from typing import Any

from sqlalchemy import bindparam, event, select
from sqlalchemy.orm import Session

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.organisation.models import CouncilSetting
from qa_app.organisation.rules.settings import SETTINGS

CHOSEN = "what councils have chosen"
CHOICES = select(CouncilSetting.name, CouncilSetting.chosen).where(
    CouncilSetting.council_id == bindparam("council_id")
)


def setting(council_id: int, name: str) -> Any:
    """Read once a transaction, however often a page asks."""
    return chosen_by(council_id).get(name, SETTINGS[name].default)


def days_off(council_id: int) -> set[date]:
    """For clock.working_days_after."""
    return {date.fromisoformat(day) for day in setting(council_id, "days_off")}


def chosen_by(council_id: int) -> dict[str, Any]:
    known = db.session().info.setdefault(CHOSEN, {})
    if council_id not in known:
        rows = db.session.execute(CHOICES, {"council_id": council_id})
        known[council_id] = {name: kept["value"] for name, kept in rows}
    return known[council_id]


def find_setting(viewer: Viewer, name: str) -> CouncilSetting | None:
    """The council's own row, when it has chosen."""
    return db.session.scalars(
        select(CouncilSetting).where(
            CouncilSetting.council_id == viewer.council_id, CouncilSetting.name == name
        )
    ).one_or_none()


@event.listens_for(Session, "after_transaction_end")
@event.listens_for(Session, "after_flush")
def forget(session: Session, *_: object) -> None:
    """What was read may have changed."""
    session.info.pop(CHOSEN, None)
