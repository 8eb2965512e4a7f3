"""Have a record audited a second time, or not; and say what became of the first."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete

from qa_app.access.rules import Viewer
from qa_app.actions.models import Action
from qa_app.actions.rules import Helped
from qa_app.audits.models import Audit
from qa_app.audits.operations import hold
from qa_app.follow_up.models import EarlierAction, SecondAudit, WhyMoved
from qa_app.follow_up.queries.compared import Compared, found_of, why_of
from qa_app.follow_up.queries.second_audits import decided_of, due_of, is_open_again
from qa_app.follow_up.rules.second_audits import (
    Moved,
    Outcome,
    Why,
    due_again,
    why_not_together,
)
from qa_app.follow_up.rules.settings import SECOND_AFTER
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason
from qa_app.organisation.models import Membership
from qa_app.organisation.queries.settings import setting
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.operations.requesting import Wanted, ask_for
from qa_app.trail.operations import record
from qa_app.voices.queries.agreed import STANDS

DECIDED = "Somebody has decided about this record already. Open the list again"
NOT_THEIRS = "Only the auditor of the second audit says this"


def have_read_again(
    first: Audit, round_: Round, wanted: Wanted, by: Viewer, at: datetime
) -> SecondAudit:
    """Asked for by name in an open round; the pair is kept."""
    pair = _pair_to_decide(first, by, at)
    given: Allocation = ask_for(round_, wanted, by, at)
    if pair.id is not None:
        _forget(pair)
    pair.allocation_id, pair.why_not = given.id, ""
    pair.decided_at, pair.decided_by_id = at, by.person_id
    db.session.add(pair)
    db.session.flush()
    record("audit:read-again", by, first, at=at, why=pair.why.name)
    return pair


def have_many_read_again(
    chosen: Sequence[tuple[Audit, Membership | None]], round_: Round, by: Viewer, at: datetime
) -> None:
    """All of them, each by whom is named beside it, or none."""
    missing = sum(reader is None for _, reader in chosen)
    if trouble := why_not_together(len(chosen), missing):
        raise DomainError(Reason(trouble, "records"))
    due_on = max(round_.due_on, london_day(at))
    for first, reader in sorted(chosen, key=lambda one: one[0].id):
        if reader is not None:
            given = first.allocation
            wanted = Wanted(given.reference, reader.person, due_on, place=given.place)
            have_read_again(first, round_, wanted, by, at)


def refuse_too_many(chosen: Sequence[Audit]) -> None:
    if trouble := why_not_together(len(chosen), 0):
        raise DomainError(Reason(trouble, "records"))


def set_aside(first: Audit, why_not: str, by: Viewer, at: datetime) -> SecondAudit:
    """It need not come back; who said so and why stays."""
    if not why_not.strip():
        raise DomainError(Reason("Enter why this record need not be audited again", "why_not"))
    pair = _pair_to_decide(first, by, at)
    pair.why_not, pair.allocation_id = why_not.strip(), None
    pair.decided_at, pair.decided_by_id = at, by.person_id
    db.session.add(pair)
    db.session.flush()
    record("audit:not-read-again", by, first, at=at)
    return pair


def bring_back(first: Audit, by: Viewer, at: datetime) -> None:
    """Onto the list again, where it was set aside."""
    hold(first)
    pair = decided_of(first)
    if pair is None or not pair.why_not:
        raise DomainError("This record is on the list, or is read a second time already")
    _forget(pair)
    db.session.delete(pair)
    db.session.flush()
    record("audit:brought-back", by, first, at=at)


def _pair_to_decide(first: Audit, by: Viewer, at: datetime) -> SecondAudit:
    hold(first)
    if first.submitted_at is None or first.status not in STANDS or first.is_withdrawn:
        raise DomainError("An audit is done a second time once the first is agreed")
    if first.is_of_own_work:
        raise DomainError("Only the audit of a child’s record is done a second time")
    pair = decided_of(first)
    if pair is not None:
        if not is_open_again(pair):
            raise DomainError(DECIDED)
        return pair
    due = due_of(first, by, london_day(at))
    weeks = setting(first.council_id, SECOND_AFTER)
    return SecondAudit(
        council_id=first.council_id,
        audit_id=first.id,
        why=due.why if due else Why.ASKED,
        due_on=due.due_on if due else due_again(london_day(first.submitted_at), weeks),
    )


def _forget(pair: SecondAudit) -> None:
    """What was said in a second audit that was withdrawn."""
    for table in (EarlierAction, WhyMoved):
        db.session.execute(delete(table).where(table.second_audit_id == pair.id))


def take_apart(pair: SecondAudit, audit: Audit) -> None:
    """Of an audit of the wrong child: as a first it leads to no second, and as a second it compares nothing."""
    _forget(pair)
    if pair.audit_id == audit.id:
        db.session.delete(pair)
    else:
        pair.allocation_id = None
    db.session.flush()


def look_at_action(
    shown: Compared,
    action: Action,
    outcome: Outcome,
    helped: Helped,
    words: str,
    by: Viewer,
    at: datetime,
) -> None:
    """As the second audit found it; the action itself stays as its owner left it."""
    _refuse(shown, by)
    found = found_of([shown.pair.id]).get(shown.pair.id, {}).get(action.id)
    if found is None:
        found = EarlierAction(
            council_id=shown.pair.council_id,
            second_audit_id=shown.pair.id,
            action_id=action.id,
        )
        db.session.add(found)
    found.outcome, found.helped, found.words = outcome, helped, words.strip()
    db.session.flush()
    record("audit:earlier-action-looked-at", by, shown.second, at=at, outcome=outcome.name)


def say_why_moved(shown: Compared, section: str, why: str, by: Viewer, at: datetime) -> None:
    """A sentence where the grade differs; once the auditor has graded for themselves."""
    _refuse(shown, by)
    differs = {one.section for one in shown.grades if one.moved is not Moved.SAME}
    if section not in differs:
        raise DomainError("This grade has not moved, or there was none to compare it with")
    if not why.strip():
        raise DomainError(Reason("Enter why it moved", "why"))
    known = why_of([shown.pair.id]).get(shown.pair.id, {})
    if section in known:
        gone = WhyMoved.second_audit_id == shown.pair.id, WhyMoved.section == section
        db.session.execute(delete(WhyMoved).where(*gone))
    db.session.add(
        WhyMoved(
            council_id=shown.pair.council_id,
            second_audit_id=shown.pair.id,
            section=section,
            why=why.strip(),
        )
    )
    db.session.flush()
    record("audit:why-moved-said", by, shown.second, at=at, section=section)


def _refuse(shown: Compared, by: Viewer) -> None:
    hold(shown.second)
    if shown.second.is_withdrawn:
        raise DomainError("This audit has been withdrawn")
    if shown.second.allocation.auditor_id != by.person_id:
        raise DomainError(NOT_THEIRS)
