"""Which appointments may be made and ended."""

from collections.abc import Collection
from datetime import date, timedelta

from qa_app.access.rules import (
    GRANTS,
    LONGEST_EXTERNAL_DAYS,
    MUST_END,
    NEVER_A_CHILD,
    Duty,
    Permission,
    Role,
)
from qa_app.foundation.errors import Reason

SHOWS_CHILDREN = {Permission.CHILD_READ, Permission.CHILD_IDENTITY, Permission.AUDIT_READ}
OWN_ROLES = "Nobody changes their own roles. Ask another administrator."
LAST_ADMINISTRATOR = (
    "This is the council’s last administrator. Appoint another at the council first."
)


def in_force(starts_on: date, ends_on: date | None, on: date) -> bool:
    """To the end of the last day."""
    return starts_on <= on and (ends_on is None or on <= ends_on)


def sees_children(holds: Role | Duty) -> bool:
    return bool(SHOWS_CHILDREN & set(GRANTS[holds]))


def why_not_these_dates(holds: Role | Duty, starts_on: date, ends_on: date | None) -> list[str]:
    if ends_on is None:
        if holds in MUST_END:
            return [
                Reason(f"Enter the last day: the role of {holds.lower()} always ends", "ends_on")
            ]
        return []
    if ends_on < starts_on:
        return [Reason("The last day must be the same as or after the first day", "ends_on")]
    longest = starts_on + timedelta(days=LONGEST_EXTERNAL_DAYS - 1)
    if holds is Role.EXTERNAL_AUDITOR and ends_on > longest:
        return [
            Reason(
                f"An external auditor is appointed for {LONGEST_EXTERNAL_DAYS} days at most",
                "ends_on",
            )
        ]
    return []


def why_not_together(holds: Role | Duty, others: Collection[Role | Duty]) -> list[str]:
    """Whoever runs accounts or imports never sees a child, whatever else they would hold."""
    kept_away = [one for one in {holds, *others} if one in NEVER_A_CHILD]
    seeing = [one for one in {holds, *others} if sees_children(one)]
    if not kept_away or not seeing:
        return []
    sentence = (
        f"One person cannot be both {kept_away[0].lower()} and {seeing[0].lower()}: "
        f"the first must never see a child’s record. Appoint somebody else."
    )
    return [Reason(sentence, "holds")]


def ends_too_early(starts_on: date, last_day: date) -> bool:
    """An appointment can be ended as if it never began, but not before that."""
    return last_day < starts_on - timedelta(days=1)


def overlap(first: tuple[date, date | None], second: tuple[date, date | None]) -> bool:
    """Do two terms share a day?"""
    return first[0] <= (second[1] or date.max) and second[0] <= (first[1] or date.max)
