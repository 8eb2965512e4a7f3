"""When the rounds of a page were closed, and what is told of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from qa_app.access.gate import viewer
from qa_app.access.rules import Permission, may_at
from qa_app.foundation.clock import london_day
from qa_app.insight.queries.closings import Closing, Opened, list_rounds
from qa_app.insight.rules.closed import ClosedRounds
from qa_app.insight.rules.filters import Filters


@dataclass(frozen=True)
class Closings:
    """Of the months of a page: rounds that were closed, and all there are, closed or not."""

    rounds: Sequence[Closing]
    opened: Sequence[Opened]

    def of(self, month: date) -> ClosedRounds:
        """Of those that have anything that the page is asked for."""
        there = [one.closing for one in self.opened if one.month == month and one.fits]
        return ClosedRounds(len(there), [london_day(one.at) for one in there if one])

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


def closings_of(filters: Filters, counts: Permission = Permission.INSIGHT_READ) -> Closings:
    opened = list_rounds(viewer(), filters, counts)
    return Closings([one.closing for one in opened if one.closing], opened)
