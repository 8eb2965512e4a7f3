"""By what the completion of a month is broken down, and the lines that come of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from qa_app.insight.rules.completion import Counted


class By(StrEnum):
    TEAM = "Team"
    SERVICE = "Service"
    ROUND = "Round"
    TEMPLATE = "Template"
    AUDITOR = "Auditor"


@dataclass(frozen=True)
class Line:
    """One team, service, round, template or auditor; `asked` opens the list of records behind it."""

    name: str
    counted: Counted
    above: str = ""
    asked: Mapping[str, str] = field(default_factory=dict)


FIGURES = (
    "Given out", "Paused", "Exempt", "Due", "Done", "In progress", "To do", "Overdue", "Withdrawn",
    "Put off to a later day", "Sent on the due day or in the two calendar days before",
    "Done, % of those due", "Done, % of all given out",
)  # fmt: skip


def figures_of(one: Counted) -> tuple[object, ...]:
    """As a file has them; no percentage of fewer than five."""
    return (
        one.given, one.paused, one.exempt, one.due, one.done, one.in_progress, one.to_do, one.overdue,
        one.withdrawn, one.put_off, one.at_the_end, one.of_due.percent, one.of_given.percent,
    )  # fmt: skip


def in_order(lines: list[Line]) -> list[Line]:
    """By name, in the order of the tree where that has a level above: nobody is ranked."""
    return sorted(lines, key=lambda one: (one.above.casefold(), one.name.casefold()))
