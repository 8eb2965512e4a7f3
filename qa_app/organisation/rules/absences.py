"""Who gets approvals and reminders when somebody is away."""

from collections.abc import Collection, Mapping
from datetime import date

from qa_app.foundation.errors import Reason


def stands_in(person: int, away: Mapping[int, int | None], gone: Collection[int] = ()) -> int:
    """Follow deputies to the first who is here; the person themself when there is none.

    `away` says who is away that day, and their deputy; `gone` are those who no longer work here.
    """
    followed, reached = {person}, person
    while reached in away:
        deputy = away[reached]
        if deputy is None or deputy in followed or deputy in gone:
            return person
        followed.add(deputy)
        reached = deputy
    return reached


def why_not_absent(
    first_day: date, last_day: date | None, *, person: int, deputy: int | None
) -> list[str]:
    reasons: list[str] = []
    if last_day and last_day < first_day:
        reasons.append(
            Reason("The last day must be the same as or after the first day", "last_day")
        )
    if deputy == person:
        reasons.append(Reason("Choose somebody else as deputy", "deputy"))
    return reasons


def manager_would_loop(person: int, manager: int, managers: Mapping[int, int | None]) -> bool:
    """Would following line managers upward from here come back here?"""
    reached: int | None = manager
    followed = set()
    while reached is not None and reached not in followed:
        if reached == person:
            return True
        followed.add(reached)
        reached = managers.get(reached)
    return False
