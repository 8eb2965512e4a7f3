"""Months and grades of what is taken, beside what the file says of itself."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from qa_app.past_audits.rules.grades import GOOD_OR_BETTER, Grade
from qa_app.past_audits.rules.settling import PastRecord
from qa_app.past_audits.rules.summaries import OwnCount

# The file may have rounded its share.
A_POINT = 1.0


@dataclass(frozen=True)
class MonthLine:
    """A month: how many the table holds, how many are taken with which grade, and what the file says."""

    month: date
    rows: int
    taken: int
    grades: tuple[int, ...]
    own: OwnCount | None

    @property
    def without_grade(self) -> int:
        return self.taken - sum(self.grades)

    @property
    def good(self) -> int:
        return sum(self.grades[: len(GOOD_OR_BETTER)])

    @property
    def differs(self) -> bool:
        """The file counts otherwise than its own rows do."""
        if self.own is None:
            return False
        graded = sum(self.grades)
        share = 100 * self.good / graded if graded else None
        other_share = (
            self.own.good is not None and share is not None and abs(self.own.good - share) > A_POINT
        )
        return self.own.completed != self.taken or other_share


def by_month(
    rows: Iterable[date], taken: Iterable[PastRecord], own: Mapping[date, OwnCount]
) -> list[MonthLine]:
    """The oldest first; with months that the summary alone has."""
    written = Counter(rows)
    graded: dict[date, Counter[Grade | None]] = {}
    for one in taken:
        graded.setdefault(one.written.month, Counter())[one.counts] += 1
    return [
        MonthLine(
            month,
            written[month],
            graded[month].total() if month in graded else 0,
            tuple(graded.get(month, Counter())[grade] for grade in Grade),
            own.get(month),
        )
        for month in sorted({*written, *own})
    ]
