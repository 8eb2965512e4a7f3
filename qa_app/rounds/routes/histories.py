"""What has happened to an audit, as its page tells it."""

from collections.abc import Sequence
from typing import Any

from qa_app.foundation.clock import long_date
from qa_app.organisation.models import name_of
from qa_app.rounds.models import Allocation, AllocationChange
from qa_app.rounds.queries.exchanges import Exchange
from qa_app.rounds.queries.explaining import choice_of
from qa_app.rounds.rules.changes import Act
from qa_app.rounds.rules.explaining import ended, gone_against

TELL_DUE = (Act.PUT_OFF, Act.PAUSED, Act.GONE_ON, Act.TOOK_PLACE)


def entry(change: AllocationChange, taken: Exchange | None) -> dict[str, Any]:
    """As a history tells it; why another was replaced is for those who may see that one."""
    why = change.why
    if change.act is Act.TOOK_PLACE:
        why = taken.why if taken else ""
    until = f"Until {long_date(change.until)}." if change.until else ""
    parts = (_before(change), ended(why) if why else "", _against(change), until)
    words = " ".join(one for one in parts if one)
    return {"what": change.act.value, "who": change.by_name, "at": change.at, "words": words}


def history_of(
    allocation: Allocation, changes: Sequence[AllocationChange], taken: Exchange | None
) -> list[dict[str, Any]]:
    """What was changed, and that it was begun and handed in; the latest first."""
    reading = [("Begun", allocation.started_at), ("Handed in first", allocation.done_at)]
    who = allocation.auditor_name
    told = [entry(one, taken) for one in changes] + [
        {"what": what, "who": who, "at": at, "words": ""} for what, at in reading if at
    ]
    return sorted(told, key=lambda one: one["at"], reverse=True)


def _before(change: AllocationChange) -> str:
    """Who had it, and when it was due, until then."""
    if change.act is Act.GIVEN:
        to = f" to {name_of(change.auditor_after)}" if change.auditor_after_id else ""
        return f"From {name_of(change.auditor_before)}{to}."
    if change.act is Act.ASKED_FOR:
        return f"To {name_of(change.auditor_after)}."
    if change.act in TELL_DUE and change.due_before:
        return f"It was due on {long_date(change.due_before)}."
    return ""


def _against(change: AllocationChange) -> str:
    return gone_against(choice_of(change), name_of(change.auditor_after)).strip()
