"""Second opinions that wait for somebody, audits to sign off, and what follows those with the lowest grade."""

from datetime import datetime
from typing import Any

from qa_app.access.rules import Permission, Viewer, may
from qa_app.foundation.clock import london_day
from qa_app.moderation.queries import list_for_auditor, list_waiting
from qa_app.moderation.queries.challenges import list_to_decide
from qa_app.moderation.queries.inadequates import counts, list_to_answer
from qa_app.moderation.queries.moderations import reply_by
from qa_app.moderation.queries.settling import list_mine_to_settle
from qa_app.moderation.queries.signing_off import count_to_sign_off, list_to_sign_off
from qa_app.moderation.queries.waiting import count_waiting

SHOWN = 5
# The longest waits: enough to say what of the queue is theirs.
LOOKED_AT = 200


def waiting(viewer: Viewer, at: datetime) -> dict[str, Any] | None:
    """What is theirs to do, the longest wait first; and how many wait in all. Nothing is said while none does."""
    today = london_day(at)
    total, challenges = count_waiting(viewer), list_to_decide(viewer, today)
    if not (total or challenges):
        return None
    queue = list_waiting(viewer, today, LOOKED_AT)
    to_go_on = [one for one in queue if one.is_to_go_on]
    to_take = [one for one in queue if one.may_be_taken]
    to_settle = list_mine_to_settle(viewer, today)
    listed = [*to_go_on, *to_take][:SHOWN]
    shown = [*(one.audit for one in listed), *(audit for _, audit in challenges)]
    return {
        "listed": listed,
        "total": total,
        "to_go_on": len(to_go_on),
        "to_take": len(to_take),
        "oldest": max((one.days for one in [*to_go_on, *to_take]), default=0),
        "to_settle": to_settle,
        "challenges": challenges,
        "records": [one.allocation for one in [*shown, *(one.audit for one in to_settle)]],
    }


def to_answer(viewer: Viewer, at: datetime) -> dict[str, Any] | None:
    """For auditors: what somebody made of their audits."""
    if not (listed := list_for_auditor(viewer, SHOWN)):
        return None
    return {
        "listed": [(one, None if one.settled else reply_by(one)) for one in listed],
        "records": [one.audit.allocation for one in listed],
    }


def to_sign_off(viewer: Viewer, at: datetime) -> dict[str, Any] | None:
    listed = list_to_sign_off(viewer, 1)
    if not listed:
        return None
    return {"total": count_to_sign_off(viewer), "oldest": listed[0]}


def inadequates(viewer: Viewer, at: datetime) -> dict[str, Any] | None:
    """The head of service finds what to answer; the others how many are open and late."""
    total, still_open, late = counts(viewer, london_day(at))
    if not still_open:
        return None
    answers = may(viewer, Permission.INADEQUATE_ANSWER)
    listed = list_to_answer(viewer, SHOWN) if answers else []
    return {
        "still_open": still_open,
        "late": late,
        "listed": listed,
        "records": [one.audit.allocation for one in listed],
    }
