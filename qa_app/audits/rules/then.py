"""What was known of the child on the day an audit was begun."""

from dataclasses import dataclass
from datetime import date, timedelta

from qa_app.audit_templates.rules.conditions import Facts

ON_PLAN = "CHILD_PROTECTION"


@dataclass(frozen=True)
class Then:
    status: str = ""
    on_plan: bool = False
    age: int | None = None

    @property
    def facts(self) -> Facts:
        """A child in care who is also on a protection plan is both."""
        statuses = {self.status} if self.status else set()
        return Facts(frozenset(statuses | ({ON_PLAN} if self.on_plan else set())), self.age)


def age_in_words(age: int | None) -> str:
    if age is None:
        return ""
    if age < 0:
        return "Not yet born"
    return "Under 1 year" if age == 0 else f"{age} year{'' if age == 1 else 's'}"


def judged_since(begun_on: date, months: int | None, status_since: date | None) -> date | None:
    """Where the time that a template judges begins: not before the child had the status that they have."""
    if not months:
        return None
    counted = begun_on.year * 12 + begun_on.month - 1 - months
    first = date(counted // 12, counted % 12 + 1, 1)
    start = min(first + timedelta(days=begun_on.day - 1), _last_of_month(first))
    return max(start, status_since) if status_since and status_since <= begun_on else start


def _last_of_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
