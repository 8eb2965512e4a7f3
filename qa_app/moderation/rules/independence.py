"""Who may give a second opinion on which audit, and in a sentence why not."""

from collections.abc import Collection
from dataclasses import dataclass

OWN_AUDIT = "You did this audit, so somebody else gives the second opinion"
OWN_WORK = "It is about your own work with this child, so somebody else gives the second opinion"
HAD_IT = "You had this audit before it was given to another auditor, so somebody else gives the second opinion"
READ_IT_BEFORE = (
    "You have audited this child’s record yourself, or know an action that this audit asks for, so somebody "
    "else reads it blind"
)
OWN_TEAM = (
    "The record is of a team that you work in or lead, so somebody else gives the second opinion"
)
OWN_PRACTITIONER = "You manage the practitioner who works with this child, so somebody else gives the second opinion"
NOT_NAMED = "The programme names who gives second opinions, and you are not among them"
TAKEN = "{name} gives the second opinion on it already"
ANOTHER_FIRST = "Another audit of this child is read blind first"
NOT_WAITING = "This audit waits for no second opinion"


@dataclass(frozen=True)
class Moderator:
    """`teams` are the places that they lead or work at, unless that is the whole council."""

    person: int
    public_id: str
    teams: tuple[str, ...] = ()


@dataclass(frozen=True)
class Subject:
    """An audit, as far as it matters who reads it again. `above` are those who manage its practitioner."""

    auditor: int
    path: str
    practitioner: int | None = None
    above: frozenset[int] = frozenset()
    # Those who may have written in it before it was given to its auditor; and who works with the child besides.
    had_it: frozenset[int] = frozenset()
    works_too: frozenset[int] = frozenset()
    # Of what is read blind: those who audited the same child at another time, or know the words of an action.
    read_it: frozenset[int] = frozenset()
    # Those whom the programme names by their public ids; nobody: everybody who has the duty.
    named: Collection[str] = ()


def why_not_moderate(who: Moderator, what: Subject) -> str:
    """The first thing that keeps them from it; nothing when they may."""
    if who.person == what.auditor:
        return OWN_AUDIT
    if who.person in what.had_it:
        return HAD_IT
    if who.person == what.practitioner or who.person in what.works_too:
        return OWN_WORK
    if who.person in what.read_it:
        return READ_IT_BEFORE
    if who.teams and what.path.startswith(who.teams):
        return OWN_TEAM
    if who.person in what.above:
        return OWN_PRACTITIONER
    return NOT_NAMED if what.named and who.public_id not in what.named else ""


def why_not_settle(who: Moderator, what: Subject, moderator: int, *, is_qa_lead: bool) -> str:
    """Whoever gave one of the two opinions does not choose between them. A QA lead need not be named."""
    if who.person == moderator:
        return "You gave the second opinion, so somebody else settles it"
    trouble = why_not_moderate(who, what)
    return "" if trouble == NOT_NAMED and is_qa_lead else trouble
