"""What may be said of a shut audit, what may become of it, and who decides."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What happened, as whoever finds it says it."""

    OTHER_CHILD = "What is written is about another child"
    OTHER_REFERENCE = "The reference is that of another child"
    OTHER = "Something else makes it doubtful whose record this is"


class Outcome(StrEnum):
    MOVED = "Move what was written to the right child’s record"
    DESTROYED = "Destroy what was written"
    OPENED = "Open the audit again: it is about the right child"


class Answer(StrEnum):
    AGREE = "I agree. It is carried out at once"
    REFUSE = "I refuse, and say why"


class State(StrEnum):
    WAITING = "Waits for a proposal"
    PROPOSED = "Waits for a second person"
    MOVED = "Moved"
    DESTROYED = "Destroyed"
    OPENED = "Opened again"


@dataclass(frozen=True)
class Proposal:
    """What the first of two people says should become of it; `reference` is that of the right child."""

    outcome: Outcome
    kind: Kind
    reference: str
    why: str


def state_of(outcome: Outcome | None, *, is_proposed: bool) -> State:
    if outcome is not None:
        return State[outcome.name]
    return State.PROPOSED if is_proposed else State.WAITING


def is_replaced(outcome: Outcome, kind: Kind, reference: str) -> bool:
    """Whether another record takes the place of the one that was given out, or the same one is read afresh."""
    named = kind is Kind.OTHER_REFERENCE and bool(reference)
    return named and outcome is not Outcome.OPENED


def why_not_answer(proposed_by: int, auditor: int, answers: int) -> str:
    """Two people decide, and neither of them wrote it; nothing where this one may be the second."""
    if answers == proposed_by:
        return "You proposed this. Somebody else has to agree to it or refuse it"
    if answers == auditor:
        return "You are the auditor of this record. Somebody else has to agree to it or refuse it"
    return ""


def why_not_propose(auditor: int, proposes: int) -> str:
    if auditor == proposes:
        return "You are the auditor of this record. Somebody else has to propose what becomes of it"
    return ""


def follows(outcome: Outcome, kind: Kind, reference: str, here: str) -> list[str]:
    """What will happen, sentence by sentence, before the second person agrees."""
    if outcome is Outcome.OPENED:
        return [
            "The audit is opened again for everybody who could read it, as it was.",
            "The actions that came out of it are opened again as well.",
        ]
    said = {
        Outcome.MOVED: [
            f"Everything that was written goes to record {reference}, as a draft of the same auditor.",
            "What was asked of other people because of it is taken back, and is proposed in that draft.",
        ],
        Outcome.DESTROYED: [
            "Everything that was written is deleted for good: answers, grades, findings, notes, what "
            "people said, earlier versions, and the actions that came out of it.",
            "This cannot be undone. A line stays that says what was destroyed, when, by whom and why.",
        ],
    }[outcome]
    if not is_replaced(outcome, kind, reference):
        return [*said, f"Record {here} is read afresh by the same auditor, by the day it was due."]
    if outcome is Outcome.MOVED:
        return [*said, f"Record {here} is no longer to be read; {reference} stands in its place."]
    return [*said, f"Record {reference} is read in place of {here}, by the same auditor and day."]
