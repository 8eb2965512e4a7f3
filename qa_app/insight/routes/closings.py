"""When the rounds of a page were closed, and what is told of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qa_app.access.gate import viewer
from qa_app.access.rules import Permission, may_at
from qa_app.foundation.clock import london_day
from qa_app.insight.queries.stood import Closing, list_closings
from qa_app.insight.rules.filters import Period


@dataclass(frozen=True)
class Closings:
    """Of the months of a page."""

    rounds: Sequence[Closing]

    def days(self, month: date) -> list[date]:
        return [london_day(one.at) for one in self.rounds if one.month == month]

    def waiting(self, month: date) -> int:
        """How many waited is a count of the whole council, and told to nobody who sees less of it."""
        needed = (Permission.INSIGHT_READ, Permission.CHILD_RESTRICTED)
        if not all(may_at(viewer(), one, viewer().council_path) for one in needed):
            return 0
        return sum(one.waiting for one in self.rounds if one.month == month)

    @property
    def that_keep_all(self) -> "Closings":
        return Closings([one for one in self.rounds if one.keeps_all])

    @property
    def of_grades_alone(self) -> "Closings":
        return Closings([one for one in self.rounds if not one.keeps_all])

    @property
    def months(self) -> list[date]:
        """The newest first."""
        return sorted({one.month for one in self.rounds}, reverse=True)


def closings_in(period: Period) -> Closings:
    return Closings(list_closings(viewer(), period))
