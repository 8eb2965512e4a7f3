"""How far a second opinion has come, and who settles it."""

from enum import StrEnum

from qa_app.audits.rules import Status


class State(StrEnum):
    WAITING = "Waits for somebody"
    TAKEN = "Being read"
    COMPARING = "To set side by side"
    WITH_AUDITOR = "With the auditor"
    TO_SETTLE = "To settle"
    SENT_BACK = "Sent back for more"
    SETTLED = "Settled"
    WITHDRAWN = "Audit withdrawn"


class Settled(StrEnum):
    """Who settled which grades count."""

    BOTH_AGREE = "The auditor and the moderator agree"
    SENIOR = "Another moderator settled it"
    QA_LEAD = "The QA lead settled it"


# Where its moderator has something to do.
THEIRS = (State.TAKEN, State.COMPARING)


def waits_for(state: State, auditor: str, until: str, *, agrees: bool | None) -> str:
    """What is waited for and from whom, where it is not the moderator’s turn; `until` is a day in words."""
    if state is State.WITH_AUDITOR:
        late = "After that, the QA lead or another moderator can settle it"
        return f"{auditor} has until {until} to answer. {late}"
    if state is State.TO_SETTLE:
        why = "does not agree" if agrees is False else "has not answered"
        return f"{auditor} {why}. The QA lead or another moderator settles it"
    if state is State.SENT_BACK:
        return f"{auditor} writes more and submits the audit again"
    return ""


def state_of(
    status: Status,
    *,
    is_taken: bool,
    is_committed: bool,
    is_compared: bool,
    is_sent_back: bool,
    agrees: bool | None,
    is_settled: bool,
) -> State:
    """From what was done so far, so that nothing has to be kept twice."""
    if status is Status.WITHDRAWN:
        return State.WITHDRAWN
    if is_settled:
        return State.SETTLED
    if status is Status.DRAFT and is_sent_back:
        return State.SENT_BACK
    if not is_taken:
        return State.WAITING
    if not is_committed:
        return State.TAKEN
    if not is_compared:
        return State.COMPARING
    return State.WITH_AUDITOR if agrees is None else State.TO_SETTLE
