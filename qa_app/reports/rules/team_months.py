"""What a manager adds to the report of their own team: how supervision went, and what is in place."""

from dataclasses import dataclass
from datetime import date

from qa_app.foundation.statistics.wording import share_of

LONGEST = 2000
MOST_TALKS = 500
MONTHS_SHOWN = 12

MORE_THAN_DUE = "Enter as many as were due, or fewer"
NOTHING = "Enter how supervision went, or what is in place"
NOT_YET = "This month has not begun"


@dataclass(frozen=True)
class Told:
    """As the manager typed it. Nothing here names anybody."""

    due: int | None = None
    held: int | None = None
    went: str = ""
    improvements: str = ""

    @property
    def talks(self) -> str:
        if self.due is None or self.held is None:
            return ""
        return f"{share_of(self.held, self.due)} supervision talks that were due were held"


def why_not(told: Told, month: date, this_month: date) -> tuple[str, str] | None:
    if month > this_month:
        return NOT_YET, ""
    if told.due is not None and told.held is not None and told.held > told.due:
        return MORE_THAN_DUE, "held"
    if not told.went.strip() and not told.improvements.strip():
        return NOTHING, "went"
    return None


@dataclass(frozen=True)
class Own:
    """The manager’s own audits of a month: so many done of those given to them."""

    done: int
    given: int

    @property
    def sentence(self) -> str:
        if not self.given:
            return "No audit was given to you"
        return f"You did {share_of(self.done, self.given)} audits that were given to you"


@dataclass(frozen=True)
class Owed:
    """What the team owes: overdue, due in the month, and open altogether."""

    overdue: int
    due: int
    open: int

    @property
    def sentence(self) -> str:
        actions = "action is" if self.open == 1 else "actions are"
        return f"{self.open:,} {actions} open: {self.overdue:,} overdue, {self.due:,} due in the month"  # fmt: skip
