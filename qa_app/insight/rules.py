"""Figures and the sentences that carry them."""

from dataclasses import dataclass
from datetime import date, datetime

MONTHS_SHOWN = 24


@dataclass(frozen=True)
class Completion:
    """How many of the audits due in a month are done."""

    done: int
    due: int

    @property
    def sentence(self) -> str:
        """A percentage of fewer than five says more than it knows, so there is none."""
        if self.due == 0:
            return "No audits were due"
        share = f" ({round(100 * self.done / self.due)}%)" if self.due >= 5 else ""
        return f"{self.done} of {self.due} audits are done{share}"


NOTHING_DUE = Completion(0, 0)


@dataclass(frozen=True)
class TeamCompletion:
    """A team as it stood when its records were allocated, and the service it belonged to."""

    path: str
    team: str
    service: str
    completion: Completion


def month_asked(typed: str, offered: list[date]) -> date:
    """The month that an address names, like 2026-11; the first on offer where it names none of them."""
    try:
        month = datetime.strptime(typed, "%Y-%m").date()  # noqa: DTZ007 – a month has no hour
    except ValueError:
        return offered[0]
    return month if month in offered else offered[0]


def path_above(path: str) -> str:
    """“northshire/safeguarding/” of “northshire/safeguarding/east/”."""
    return path[: path[:-1].rfind("/") + 1]


def written(month: date) -> str:
    return f"{month:%Y-%m}"
