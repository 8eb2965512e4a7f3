"""A process that marks every action as done, as another does at the same moment, and says how often it was first."""

import json
import sys

from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from qa_app.actions import operations
from qa_app.actions.models import Action
from qa_app.actions.rules import Helped
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.foundation.sealing import seal
from qa_app.settings import Settings
from tests.makers import NOON, viewer_of


def mark(action_id: int) -> str:
    action = db.session.get_one(Action, action_id)
    by = viewer_of(action.owner)
    try:
        operations.mark_done(action, "Seen", Helped.YES, "Said so", by, NOON)
        db.session.commit()
    except (DomainError, StaleDataError):
        db.session.rollback()
        return "told"
    finally:
        db.session.remove()
    return "first"


if __name__ == "__main__":
    settings = Settings.from_environment()
    seal.use(*settings.secret_keys)
    db.connect(settings.database_url)
    ids = list(db.session.scalars(select(Action.id).order_by(Action.id)))
    db.session.remove()
    sys.stdout.write(json.dumps([mark(one) for one in ids]))
