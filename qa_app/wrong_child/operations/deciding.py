"""Two people decide: the first proposes, the second agrees or refuses. It happens as the second agrees."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason
from qa_app.trail.operations import record
from qa_app.wrong_child.models import ShutAudit, ShutProposal
from qa_app.wrong_child.operations.outcomes import destroy, move, open_again, right_record
from qa_app.wrong_child.operations.telling import (
    tell_of_decision,
    tell_of_proposal,
    tell_of_refusal,
)
from qa_app.wrong_child.queries.promises import owed_in
from qa_app.wrong_child.rules import (
    Kind,
    Outcome,
    Proposal,
    is_replaced,
    why_not_answer,
    why_not_propose,
)

DECIDED = "It has been decided already what becomes of this audit"
CARRY_OUT: dict[Outcome, Callable[[ShutAudit, ShutProposal, Viewer, datetime, str], None]] = {
    Outcome.MOVED: move,
    Outcome.DESTROYED: destroy,
    Outcome.OPENED: open_again,
}


def propose(
    shut: ShutAudit, asked: Proposal, by: Viewer, at: datetime, address: str
) -> ShutProposal:
    _hold(shut)
    if shut.proposal:
        raise DomainError("Something is proposed already. A second person answers that first")
    if trouble := why_not_propose(shut.auditor_id, by.person_id):
        raise DomainError(trouble)
    reference = _reference(shut, asked)
    made = ShutProposal(
        council_id=shut.council_id,
        shut=shut,
        outcome=asked.outcome,
        kind=asked.kind,
        reference=reference,
        why=asked.why,
        proposed_at=at,
        proposed_by_id=by.person_id,
        answered_at=None,
        answered_by_id=None,
    )
    db.session.add(made)
    db.session.flush()
    record("shut-audit:proposed", by, shut, at=at, outcome=asked.outcome.name)
    tell_of_proposal(shut, made, by, at, address)
    return made


def _reference(shut: ShutAudit, asked: Proposal) -> str:
    """As the list writes it; none where nothing is to be read there."""
    if asked.outcome is Outcome.MOVED and not asked.reference:
        raise DomainError(Reason("Enter the reference of the right child", "reference"))
    replaced = is_replaced(asked.outcome, asked.kind, asked.reference)
    if asked.outcome is not Outcome.MOVED and not replaced:
        return ""
    return right_record(shut, asked.reference).child.reference


def agree(shut: ShutAudit, by: Viewer, at: datetime, address: str) -> None:
    """It is done at once, and with the same act as it is noted."""
    proposal = _waiting(shut, by)
    owed = owed_in(shut)
    proposal.is_agreed, proposal.answered_at, proposal.answered_by_id = True, at, by.person_id
    shut.outcome, shut.decided_at, shut.kind = proposal.outcome, at, Kind(proposal.kind)
    CARRY_OUT[proposal.outcome](shut, proposal, by, at, address)
    db.session.flush()
    facts: dict[str, Any] = {"destroyed": shut.destroyed} if shut.destroyed else {}
    happened = f"shut-audit:{proposal.outcome.name.lower()}"
    record(happened, by, shut, at=at, proposed_by=proposal.proposed_by_id, **facts)
    tell_of_decision(shut, proposal, owed, at)


def refuse(shut: ShutAudit, why: str, by: Viewer, at: datetime, address: str) -> None:
    """It stays shut, and somebody proposes anew."""
    proposal = _waiting(shut, by)
    proposal.answered_at, proposal.answered_by_id, proposal.answer = at, by.person_id, why
    db.session.flush()
    record("shut-audit:refused", by, shut, at=at, outcome=proposal.outcome.name)
    tell_of_refusal(shut, proposal, by, at, address)


def _waiting(shut: ShutAudit, by: Viewer) -> ShutProposal:
    _hold(shut)
    proposal = shut.proposal
    if proposal is None:
        raise DomainError("Nothing waits for a second person here any more. Look at it again")
    if trouble := why_not_answer(proposal.proposed_by_id, shut.auditor_id, by.person_id):
        raise DomainError(trouble)
    return proposal


def _hold(shut: ShutAudit) -> None:
    """As it is now, and nobody else's until this is done."""
    db.session.refresh(shut, ["outcome", "version"], with_for_update=True)
    for one in shut.proposals:
        db.session.expire(one)
    db.session.expire(shut, ["proposals"])
    if shut.is_decided:
        raise DomainError(DECIDED)
