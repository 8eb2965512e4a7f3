"""Give somebody a record that was asked for by name, with a deadline of its own."""

from dataclasses import dataclass
from datetime import date, datetime

from qa_app.access.rules import Viewer
from qa_app.children.models import Child
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason
from qa_app.organisation.models import Person, Place
from qa_app.organisation.operations.membership import lock_council
from qa_app.organisation.queries.settings import days_off
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.operations.changes import note
from qa_app.rounds.operations.giving import allocate, child_of
from qa_app.rounds.queries.requesting import (
    Named,
    audited_elsewhere,
    bars_between,
    is_in_round,
    name_here,
    named_of,
)
from qa_app.rounds.rules.changes import Act
from qa_app.rounds.rules.chasing import next_time_to_write
from qa_app.rounds.rules.independence import Bar
from qa_app.rounds.rules.requesting import (
    NEVER_GONE_AGAINST,
    is_past,
    may_go_against,
    moment_of,
    why_not_by_name,
    why_unheard,
)
from qa_app.trail.operations import record
from qa_app.uploads.rules.identifiers import read_identifier


@dataclass(frozen=True)
class Wanted:
    """What somebody asks for. `place` is for a reference that no list knows.

    `against` is why this auditor reads it although a rule says otherwise.
    """

    reference: str
    auditor: Person
    due_on: date
    due_hour: int | None = None
    place: Place | None = None
    against: str = ""
    # Whether whoever asks was told what speaks for another day or against a second audit.
    confirmed: bool = False


def ask_for(round_: Round, wanted: Wanted, by: Viewer, at: datetime) -> Allocation:
    lock_council(round_.council_id)
    refuse_unless_open(round_)
    due_at = moment_of(wanted.due_on, wanted.due_hour)
    if is_past(wanted.due_on, due_at, at, london_day(at)):
        raise DomainError(Reason("Enter a day and hour that are still to come", "due_on"))
    named = _named(round_, wanted, by)
    # A child whom the asker may not see is taken like a reference that no list knows.
    if not named.is_seen and wanted.place is None:
        raise DomainError(
            Reason("No list knows this reference. Check it, or choose the team it is with", "team")
        )
    place = named.place or wanted.place or lock_council(round_.council_id)
    why = _barred(round_, named, place, wanted)
    if doubts := [] if wanted.confirmed else _doubts(round_, named, wanted, due_at, at):
        raise DomainError(*(Reason(one, "confirmed") for one in doubts))
    given = allocate(round_, named.reference, place, wanted.auditor, by, at)
    given.due_on, given.due_at = wanted.due_on, due_at
    note_choice(given, why, wanted.against, by, at)
    db.session.flush()
    return given


def _doubts(
    round_: Round, named: Named, wanted: Wanted, due_at: datetime | None, at: datetime
) -> list[str]:
    """What to say before it is saved: it can be right all the same."""
    hears_at = next_time_to_write(at, days_off(round_.council_id))
    name = name_here(wanted.auditor.id, round_.council_id)
    unheard = why_unheard(name, wanted.due_on, due_at, at, hears_at)
    # Of a child whom the asker may not see nothing is told.
    may_know = named.is_seen or named.child_id is None
    others = audited_elsewhere(round_, named) if may_know else []
    return [*([unheard] if unheard else []), *(_audited(one) for one in others)]


def _audited(one: Allocation) -> str:
    return (
        f"This record is being audited already: {one.round.programme.name}, "
        f"{one.round.month:%B %Y}, by {one.auditor_name}, due {one.due_in_words}"
    )


def refuse_unless_open(round_: Round) -> None:
    trouble = why_not_by_name(
        round_.programme.plan,
        is_open=round_.opened_at is not None,
        is_closed=round_.closed_at is not None,
    )
    if trouble:
        raise DomainError(trouble)


def _named(round_: Round, wanted: Wanted, by: Viewer) -> Named:
    read = read_identifier(wanted.reference)
    if not read.text:
        raise DomainError(Reason(f"The reference {read.trouble}", "reference"))
    child: Child | None = child_of(read.text, round_.council_id)
    named = named_of(child, read.text, by)
    if is_in_round(round_, named.child_id, named.reference):
        raise DomainError(Reason("This record is in this round already", "reference"))
    return named


def _barred(round_: Round, named: Named, place: Place, wanted: Wanted) -> Bar | None:
    """The rule that is gone against, where a reason was given."""
    bars = bars_between(round_, [named], [place], wanted.auditor, wanted.due_on)
    if bars is None:
        raise DomainError(Reason("They may not audit in these days. Choose somebody else", "to"))
    (why,) = bars
    if why and not may_go_against(why, wanted.against):
        raise DomainError(Reason(_refusal(why, named), "to"))
    return why


def _refusal(why: Bar, named: Named) -> str:
    if named.child_id and not named.is_seen:
        return "This person cannot be given this record. Choose somebody else"
    if why in NEVER_GONE_AGAINST:
        return f"This person {why.value}. Choose somebody else"
    return f"This person {why.value}. Choose somebody else, or enter why they read it all the same"


def note_choice(given: Allocation, rule: Bar | None, reason: str, by: Viewer, at: datetime) -> None:
    """Who chose its auditor, and against which rule."""
    kept = {
        "auditor_before_id": None,
        "due_before": None,
        "auditor_after_id": given.auditor_id,
        "against": rule,
        "against_why": reason if rule else "",
    }
    note(given, Act.ASKED_FOR, "", by, at, kept)
    if rule:
        record("audit:rule-gone-against", by, given, at=at, rule=rule.name)
