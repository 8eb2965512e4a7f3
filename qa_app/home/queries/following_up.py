"""What follows an audit: what is to be talked through, what is for the record, and who said thank you."""

from datetime import datetime
from typing import Any

from qa_app.access.rules import Viewer
from qa_app.follow_up.queries.record_notes import Shown, count, sought
from qa_app.foundation.clock import london_day
from qa_app.supervision.queries.people import list_practitioners
from qa_app.supervision.queries.standing_in import stood_in_for, with_supervision_of
from qa_app.supervision.queries.thanks import list_for
from qa_app.supervision.rules.thanking import LATELY, thanks_in_words

SHOWN = 5


def supervision(viewer: Viewer, at: datetime) -> dict[str, Any] | None:
    """Nothing where the viewer holds nobody’s supervision."""
    today = london_day(at)
    held = with_supervision_of(viewer, stood_in_for(viewer, today))
    there = list_practitioners(held, today)
    if not there:
        return None
    return {
        "waiting": sum(one.waiting for one in there),
        "people": sum(one.waiting > 0 for one in there),
        "late": sum(one.is_late(london_day(at)) for one in there),
    }


def record_texts(viewer: Viewer, at: datetime) -> dict[str, Any] | None:
    """Nothing is said while nothing waits."""
    waiting = count(sought(viewer, Shown.WAITING, london_day(at)))
    return {"waiting": waiting} if waiting else None


def noticed(viewer: Viewer, at: datetime) -> dict[str, Any] | None:
    """Thanks of the last weeks, and how many there are in all."""
    thanks = list_for(viewer)
    lately = [one for one in thanks if one.thanked_at >= at - LATELY]
    if not lately:
        return None
    days = [london_day(one.thanked_at) for one in thanks]
    return {
        "thanks": lately[:SHOWN],
        "sentence": thanks_in_words(days, london_day(at)),
        "is_all": len(lately[:SHOWN]) == len(thanks),
    }
