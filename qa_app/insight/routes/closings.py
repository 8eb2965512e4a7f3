"""When the rounds of a page were closed, and what is told of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from qa_app.access.gate import viewer
from qa_app.access.rules import Permission, may_at
from qa_app.foundation.clock import london_day
from qa_app.insight.queries.closings import Closing, list_rounds
from qa_app.insight.rules.closed import ClosedRounds
from qa_app.insight.rules.filters import Period


@dataclass(frozen=True)
class Closings:
    """Of the months of a page; `opened` is how many rounds each has, closed or not."""

    rounds: Sequence[Closing]
    opened: Mapping[date, int]

    def of(self, month: date) -> ClosedRounds:
        days = [london_day(one.at) for one in self.rounds if one.month == month]
        return ClosedRounds(self.opened.get(month, 0), days)

    def waiting(self, month: date) -> int:
        """How many waited is a count of the whole council, and told to nobody who sees less of it."""
        needed = (Permission.INSIGHT_READ, Permission.CHILD_RESTRICTED)
        if not all(may_at(viewer(), one, viewer().council_path) for one in needed):
            return 0
        return sum(one.waiting for one in self.rounds if one.month == month)

    @property
    def that_keep_all(self) -> "Closings":
        return replace(self, rounds=[one for one in self.rounds if one.keeps_all])

    @property
    def of_grades_alone(self) -> "Closings":
        return replace(self, rounds=[one for one in self.rounds if not one.keeps_all])

    @property
    def months(self) -> list[date]:
        """The newest first."""
        return sorted({one.month for one in self.rounds}, reverse=True)

    @property
    def in_part(self) -> list[date]:
        """Months of which a round is still open."""
        return [month for month in self.months if not self.of(month).are_all]


def closings_in(period: Period, counts: Permission = Permission.INSIGHT_READ) -> Closings:
    rounds = list_rounds(viewer(), period, counts)
    closed = [one for _, one in rounds if one]
    return Closings(closed, Counter(month for month, _ in rounds))
