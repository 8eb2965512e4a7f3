"""Which months and which audits an address asks for."""

from collections.abc import Sequence
from datetime import date, datetime

MONTHS_SHOWN = 24
ALL_MONTHS = ("all", "All months")
LATE = ("LATE", "Overdue")

# What a list of audits holds, one and many, by the state that it is filtered by.
LISTED = {
    "": ("audit", "audits"),
    "LATE": ("overdue audit", "overdue audits"),
    "TO_DO": ("audit to do", "audits to do"),
    "STARTED": ("started audit", "started audits"),
    "DONE": ("done audit", "done audits"),
    "PAUSED": ("paused audit", "paused audits"),
    "EXEMPT": ("exempt audit", "exempt audits"),
    "WITHDRAWN": ("withdrawn audit", "withdrawn audits"),
}


def month_asked(typed: str, offered: Sequence[date], usual: date) -> date | None:
    """The month that an address names, like 2026-11; the usual one where it names none.

    None for what is no month or not on offer: the figures of another month are no answer.
    """
    if not typed:
        return usual
    try:
        month = datetime.strptime(typed, "%Y-%m").date()  # noqa: DTZ007 – a month has no hour
    except ValueError:
        return None
    return month if month in offered else None


def months_offered(months: list[date], state: str) -> list[tuple[str, str]]:
    """What the filter offers; audits are late from any month, so that all of them come first there."""
    each = [(written(month), f"{month:%B %Y}") for month in months]
    return [ALL_MONTHS, *each] if state == LATE[0] else [*each, ALL_MONTHS]


def written(month: date) -> str:
    return f"{month:%Y-%m}"
