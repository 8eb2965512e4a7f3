"""The text for the child’s record in the case system: what was found and what will be done, without grades."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qa_app.foundation.clock import long_date

NO_GRADES = (
    "Grades are not part of this note. The whole audit is kept in the council’s audit service."
)
STRENGTHS, DEVELOPMENT = "What was done well", "What needs to be better"
ACTIONS, NO_ACTION = "What will be done for the child", "No action for the child came out of it."
AUDITOR, NOBODY = "auditor", "nobody yet"


@dataclass(frozen=True)
class ToDo:
    """An action for the child, with the role of whoever owes it."""

    what: str
    owner: str
    due_on: date | None
    done_on: date | None = None


@dataclass(frozen=True)
class Told:
    """An audit as far as a child’s record says it: people by their roles, and no grade."""

    audited_on: date
    auditor: str
    template: str
    strengths: Sequence[str] = ()
    development: Sequence[str] = ()
    actions: Sequence[ToDo] = ()
    # Until the practitioner may read it, a record that they read says nothing of what was found.
    is_released: bool = True


def role_in_words(role: str) -> str:
    """“team manager” inside a sentence; “QA lead” stays as it is."""
    return role if role[1:2].isupper() else role[:1].lower() + role[1:]


def as_text(told: Told) -> str:
    lines = [
        "Audit of this record",
        f"Audited on {long_date(told.audited_on)} by: {told.auditor}",
        f"Audit template: {told.template}",
    ]
    if told.is_released:
        lines += _part(STRENGTHS, told.strengths)
        lines += _part(DEVELOPMENT, told.development)
    lines += _part(ACTIONS, [_action(one) for one in told.actions])
    if not told.actions:
        lines += ["", NO_ACTION]
    return "\n".join([*lines, "", NO_GRADES])


def _part(heading: str, sentences: Sequence[str]) -> list[str]:
    if not sentences:
        return []
    return ["", heading, *(f"- {' '.join(one.split())}" for one in sentences)]


def _action(one: ToDo) -> str:
    what = one.what.strip()
    what = what if what.endswith((".", "!", "?")) else f"{what}."
    if one.done_on:
        return f"{what} Done on {long_date(one.done_on)}."
    due = f", due {long_date(one.due_on)}" if one.due_on else ""
    return f"{what} Owner: {one.owner}{due}."


def why_not_now(*, is_released: bool, is_there: bool) -> str:
    """Nothing where it can be said that the text is on the record."""
    if is_there:
        return "Somebody has said already that it is on the record. Open the page again to see since when"
    if not is_released:
        return "The practitioner cannot read the audit yet. Say this once it is released to them"
    return ""


def why_not_since(put_on: date, audited_on: date, today: date) -> str:
    if put_on > today:
        return "The day must be today or in the past"
    if put_on < audited_on:
        return f"The day must be {long_date(audited_on)} or later: the audit was submitted then"
    return ""
