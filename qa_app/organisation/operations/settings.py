"""Change what a council has chosen."""

from datetime import datetime
from typing import Any

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import CouncilSetting
from qa_app.organisation.queries.settings import find_setting, setting
from qa_app.organisation.rules.settings import SETTINGS
from qa_app.trail.operations import record


def change_setting(name: str, value: Any, by: Viewer, at: datetime) -> None:
    """The trail says which setting changed; the words themselves stay out of it."""
    if trouble := SETTINGS[name].check(value):
        raise DomainError(trouble)
    if value == setting(by.council_id, name):
        return
    row = find_setting(by, name)
    if row is None:
        row = CouncilSetting(council_id=by.council_id, name=name)
        db.session.add(row)
    row.chosen = {"value": value}
    db.session.flush()
    facts: dict[str, Any] = {"number": value} if isinstance(value, int) else {}
    record("setting:changed", by, row, at=at, setting=name, **facts)
