"""What was known of the child on the day an audit was begun."""

from dataclasses import dataclass

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
