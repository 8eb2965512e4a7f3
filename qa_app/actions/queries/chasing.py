"""The open actions of a council, and after how long others hear of them."""

from sqlalchemy import select

from qa_app.actions.models import Action
from qa_app.actions.queries.actions import OF_RESTRICTED_CHILD
from qa_app.actions.rules import OPEN
from qa_app.actions.rules.chasing import Chased, Patience
from qa_app.actions.rules.settings import HEAD_AFTER, MANAGER_AFTER
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.organisation.queries.settings import setting


def patience_of(council_id: int) -> Patience:
    return Patience(setting(council_id, MANAGER_AFTER), setting(council_id, HEAD_AFTER))


def list_chased(council_id: int) -> list[Chased]:
    """What somebody owes; what nobody owns stands on the pages of those who can give it to somebody."""
    wanted = (
        select(
            Action.owner_id,
            Action.due_on,
            Action.given_at,
            Place.path,
            OF_RESTRICTED_CHILD.label("restricted"),
            Action.practitioner_id,
        )
        .join(Action.place)
        .where(
            Action.council_id == council_id,
            Action.state.in_(OPEN),
            Action.owner_id.is_not(None),
        )
        .order_by(Action.due_on, Action.id)
    )
    return [
        Chased(
            row.owner_id,
            row.due_on,
            row.given_at,
            row.path,
            bool(row.restricted),
            row.practitioner_id,
        )
        for row in db.session.execute(wanted)
    ]
