"""What families wanted to be told, and when somebody told them."""

from datetime import timedelta
from typing import Any

from qa_app.cli.demo import family_words as words
from qa_app.cli.demo.family_rows import Said, Teller
from qa_app.foundation.clock import london_day, working_days_after
from qa_app.foundation.database import new_public_id
from qa_app.voices.rules.complaints import USUAL_DAYS, Explained, Kind, NotTold, State, ToldHow

KINDS = {Kind.WORRY: 45, Kind.COMPLAINT: 20, Kind.HEAR_BACK: 35}
TOLD_IN_TIME_FIRST, TOLD_IN_TIME_LAST = 0.4, 0.85
NEVER_TOLD = 0.06


def matter_of(teller: Teller, one: Said) -> dict[str, Any]:
    chance, auditor = teller.world.chance, one.audit.allocation.auditor_id
    kind = teller.drawn(KINDS)
    about = {Kind.WORRY: words.WORRIES, Kind.COMPLAINT: words.COMPLAINTS, Kind.HEAR_BACK: words.HEAR_BACK}  # fmt: skip
    noted_on = london_day(one.at)
    by = working_days_after(noted_on, USUAL_DAYS)
    made = {
        "council_id": one.audit.council_id,
        "public_id": new_public_id(),
        "kind": kind,
        "what": chance.choice(about[kind]),
        "explained": chance.choice([*Explained]) if kind is Kind.COMPLAINT else None,
        "passed_to": "" if kind is Kind.HEAR_BACK else chance.choice(words.PASSED_TO),
        "passed_on": None if kind is Kind.HEAR_BACK else noted_on,
        "noted_at": one.at,
        "noted_by_id": auditor,
        "promised_by_id": auditor,
        "tell_back_by": by,
        "state": State.TO_TELL,
        "told_on": None,
        "told_how": None,
        "outcome": "",
        "not_told": None,
        "settled_at": None,
        "settled_by_id": None,
        "version": 1,
    }
    tell_back(teller, one, made)
    return made


def tell_back(teller: Teller, one: Said, made: dict[str, Any]) -> None:
    """In time more often than at first, or some days late; a few never, and the newest not yet."""
    chance, by = teller.world.chance, made["tell_back_by"]
    share = TOLD_IN_TIME_FIRST + (TOLD_IN_TIME_LAST - TOLD_IN_TIME_FIRST) * teller.through(one.at)
    late = 0 if teller.is_one_of(share) else chance.randrange(2, 20)
    told_on = by - timedelta(days=chance.randrange(4)) + timedelta(days=late)
    if told_on >= teller.world.today:
        return
    if teller.is_one_of(NEVER_TOLD):
        will_not_be_told(teller, made)
        return
    at = made["noted_at"] + (told_on - london_day(made["noted_at"]))
    made |= {
        "state": State.TOLD,
        "told_on": told_on,
        "told_how": chance.choice([*ToldHow]),
        "outcome": chance.choice(words.TOLD),
        "settled_at": at,
        "settled_by_id": made["promised_by_id"],
        "version": 2,
    }


def will_not_be_told(teller: Teller, made: dict[str, Any]) -> None:
    """Long ago somebody said why; lately it is overdue."""
    at = made["noted_at"] + timedelta(days=30)
    if at > teller.world.at:
        return
    why = teller.world.chance.choice([*NotTold])
    made |= {
        "state": State.NOT_TOLD,
        "not_told": why,
        "outcome": words.TRIED if why is NotTold.NOT_REACHED else "",
        "settled_at": at,
        "settled_by_id": made["promised_by_id"],
        "version": 2,
    }
