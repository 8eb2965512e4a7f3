"""Remove what is over. Run as often as you like."""

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, delete, or_

from qa_app.foundation.database import Model, db
from qa_app.sign_in.models import KeptForm, OneTimeLink, SignInSession, SpentChallenge, Throttle
from qa_app.sign_in.rules.kept_forms import KEPT_FOR

SESSIONS_KEPT = timedelta(days=30)
LINKS_KEPT = timedelta(days=30)
WAITS_KEPT = timedelta(days=2)


def purge(at: datetime) -> dict[str, int]:
    """Delete old sessions, links, waits and kept forms; the trail remembers what happened."""
    over = or_(
        SignInSession.ended_at < at - SESSIONS_KEPT, SignInSession.created_at < at - SESSIONS_KEPT
    )
    old: dict[str, tuple[type[Model], Any]] = {
        "sessions": (SignInSession, over),
        "links": (OneTimeLink, OneTimeLink.made_at < at - LINKS_KEPT),
        "waits": (Throttle, Throttle.last_at < at - WAITS_KEPT),
        "kept forms": (KeptForm, KeptForm.kept_at <= at - KEPT_FOR),
        "passkey answers": (SpentChallenge, SpentChallenge.spent_at < at - WAITS_KEPT),
    }
    return {what: deleted(table, condition) for what, (table, condition) in old.items()}


def deleted(table: type[Model], condition: Any) -> int:
    return cast("CursorResult[Any]", db.session.execute(delete(table).where(condition))).rowcount
