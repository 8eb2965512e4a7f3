"""Why this record and why this auditor, said so that both can be told."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qa_app.rounds.rules.counts import counted
from qa_app.rounds.rules.independence import Bar
from qa_app.rounds.rules.outcomes import Outcome

# What is drawn, as sentences call it; otherwise it is somebody whose own work is looked at.
RECORD = "record"


@dataclass(frozen=True)
class Explained:
    record: str
    auditor: str


def explain(
    *,
    drawn_on: str,
    outcome: Outcome,
    position: int,
    pool: int,
    what: str,
    weighed: Mapping[str, Any] | None,
    auditor: str,
) -> Explained:
    return Explained(_record(drawn_on, outcome, position, pool, what), _auditor(weighed, auditor))


def _record(drawn_on: str, outcome: Outcome, position: int, pool: int, what: str) -> str:
    how = f"number {position} of those drawn"
    if outcome is Outcome.RESERVE:
        how = f"number {position} of those next in turn, and took the place of one that was drawn"
    if what != RECORD:
        return f"Chance chose them on {drawn_on} from {counted(pool, what)}: they were {how}."
    return f"Chance chose it on {drawn_on} from a list of {counted(pool, what)}: it was {how}."


def _auditor(weighed: Mapping[str, Any] | None, auditor: str) -> str:
    if not weighed or "against" in weighed:
        return not_weighed(weighed, auditor)
    barred: Mapping[str, int] = weighed["barred"]
    kept_out = sum(barred.values())
    may_read = weighed["auditors"] - kept_out
    told = f"{may_read} of {weighed['auditors']} auditors could be given it"
    reasons = [f"{number} {_said(Bar[name], number)}" for name, number in barred.items()]
    if reasons:
        told += f"; of the others, {_listed(reasons)}"
    share = f"{weighed['share']:g}"
    given = counted(weighed["given"], "audit")
    return f"{told}. {auditor} was given {given}; their share was {share}."


def not_weighed(weighed: Mapping[str, Any] | None, auditor: str) -> str:
    """Of an audit that was given out before choices were kept."""
    if not weighed or "against" not in weighed:
        return f"Why {auditor} was chosen is not recorded."
    return f"{auditor} was chosen, who {Bar[weighed['against']].value}. Why: {weighed['why']}"


@dataclass(frozen=True)
class Choice:
    """Somebody chose: who, when, for what reason; and the rule that they went against."""

    by: str
    on: str
    why: str = ""
    before: str = ""
    against: Bar | None = None
    against_why: str = ""


def given_by_hand(choice: Choice, auditor: str) -> str:
    """One that was asked for by name had nobody before."""
    before = f" {choice.before} had it before." if choice.before else ""
    why = f" Why: {ended(choice.why)}" if choice.why else ""
    return f"{choice.by} gave it to {auditor} by hand on {choice.on}.{before}{why}{gone_against(choice, auditor)}"


def gone_against(choice: Choice, auditor: str) -> str:
    """The rule and the reason; nothing where none was gone against."""
    if choice.against is None:
        return ""
    return (
        f" It was given although {auditor} {choice.against.value}. Why all the same: "
        f"{ended(choice.against_why)}"
    )


def took_place(choice: Choice, auditor: str, of: str, put_off_from: str) -> str:
    """`of` is what it took the place of, as far as the reader may know it."""
    why = f" Why: {ended(choice.why)}" if choice.why else ""
    later = f" It took over the due day as well, which was put off from {put_off_from}."
    return (
        f"{choice.by} let it take the place of {of}, which {auditor} had, on {choice.on}.{why}"
        f"{later if put_off_from else ''}"
    )


def ended(words: str) -> str:
    """As a sentence ends."""
    words = words.strip()
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _said(why: Bar, number: int) -> str:
    words = {
        Bar.OWN_WORK: ("works with the child", "work with the child"),
        Bar.OWN_TEAM: ("is responsible for the team", "are responsible for the team"),
        Bar.LINE_MANAGEMENT: (
            "is in one line of management with the practitioner",
            "are in one line of management with the practitioner",
        ),
        Bar.OTHER_SERVICE: ("belongs to another service", "belong to another service"),
        Bar.NOT_CLEARED: ("is not cleared for it", "are not cleared for it"),
        Bar.DECLINED: ("said that they cannot", "said that they cannot"),
        Bar.READ_IT_LAST: ("read it last time", "read it last time"),
    }
    return words[why][number != 1]


def _listed(reasons: list[str]) -> str:
    *first, last = reasons
    return f"{', '.join(first)} and {last}" if first else last
