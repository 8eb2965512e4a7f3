"""A surgery: one person reads every open record of one practitioner, a line each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from qa_app.access.rules import Viewer
from qa_app.foundation.clock import london_day
from qa_app.foundation.errors import DomainError, Reason
from qa_app.organisation.models import Person
from qa_app.organisation.operations.membership import lock_council
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.operations.giving import allocate
from qa_app.rounds.operations.programmes import mark_opened
from qa_app.rounds.operations.requesting import note_choice
from qa_app.rounds.queries.requesting import (
    Named,
    bars_between,
    caseload_of,
    is_in_round,
    places_by_id,
)
from qa_app.rounds.rules.eligibility import Facts
from qa_app.rounds.rules.independence import Bar
from qa_app.rounds.rules.plans import Kind
from qa_app.rounds.rules.requesting import NEVER_GONE_AGAINST, may_go_against, why_nothing_to_read


@dataclass(frozen=True)
class Surgery:
    """Whose records, who reads them, by when; and why they do although a rule says otherwise."""

    practitioner: Person
    auditor: Person
    due_on: date
    against: str = ""


def hold_surgery(round_: Round, asked: Surgery, by: Viewer, at: datetime) -> list[Allocation]:
    """All at once. Restricted records go only to an auditor who is cleared for them."""
    lock_council(round_.council_id)
    _refuse(round_, asked, london_day(at))
    caseload = caseload_of(asked.practitioner.id, round_.council_id, london_day(at))
    read = _to_read(round_, asked, caseload)
    if not read:
        raise DomainError(Reason(why_nothing_to_read(caseload), "practitioner"))
    for _, why in read:
        if why and not may_go_against(why, asked.against):
            said = f"This person {why.value}. Choose somebody else, or enter why all the same"
            raise DomainError(Reason(said, "to"))
    if round_.opened_at is None:
        mark_opened(round_, by, at)
    places = places_by_id({one.place_id for one, _ in read})
    given = []
    for one, why in read:
        audit = allocate(round_, one.reference, places[one.place_id], asked.auditor, by, at)
        audit.due_on = asked.due_on
        note_choice(audit, why, asked.against, by, at)
        given.append(audit)
    return given


def _refuse(round_: Round, asked: Surgery, today: date) -> None:
    if round_.programme.plan.kind is not Kind.SURGERY:
        raise DomainError("All records of one practitioner are read in a surgery alone")
    if round_.closed_at is not None:
        raise DomainError("This round is closed. Open it again first")
    if asked.due_on < today:
        raise DomainError(Reason("Enter today or a later day", "due_on"))


def _to_read(
    round_: Round, asked: Surgery, caseload: Sequence[Facts]
) -> list[tuple[Facts, Bar | None]]:
    facts = [
        one
        for one in caseload
        if not (one.held or one.has_open_audit)
        and not is_in_round(round_, one.child_id, one.reference)
    ]
    places = places_by_id({one.place_id for one in facts})
    named = [
        Named(one.reference, one.child_id, places[one.place_id], one.practitioners) for one in facts
    ]
    there = [places[one.place_id] for one in facts]
    bars = bars_between(round_, named, there, asked.auditor, asked.due_on)
    if bars is None:
        raise DomainError(Reason("They may not audit in these days. Choose somebody else", "to"))
    return [
        (one, why) for one, why in zip(facts, bars, strict=True) if why not in NEVER_GONE_AGAINST
    ]
