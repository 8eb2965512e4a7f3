"""What was done about a theme, month by month, and what was found in the six months after."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from qa_app.foundation.statistics.acting import effect_of
from qa_app.foundation.statistics.changes import compare
from qa_app.foundation.statistics.months import Month
from qa_app.insight.rules.theme_words import followed_in_words
from qa_app.rounds.rules.months import first_of_month, months_on

# More marks than these hide the chart that they stand on.
MOST_MARKS = 6


@dataclass(frozen=True)
class Deeds:
    """What was done in one month: its place in the series, how many actions, and what followed."""

    at: int
    month: date
    number: int
    followed: str

    @property
    def words(self) -> str:
        return f"{self.number} action{'' if self.number == 1 else 's'} done in {self.month:%B %Y}"


def deeds_in(
    done_on: Iterable[date | None], months: Sequence[Month], shown: Sequence[date]
) -> list[Deeds]:
    """Of the months that a chart shows, the oldest first."""
    counts: dict[int, int] = {}
    places = {month: at for at, month in enumerate(shown)}
    for day in done_on:
        at = places.get(first_of_month(day)) if day else None
        if at is not None:
            counts[at] = counts.get(at, 0) + 1
    return [Deeds(at, shown[at], counts[at], followed(at, months, shown)) for at in sorted(counts)]


def followed(at: int, months: Sequence[Month], shown: Sequence[date]) -> str:
    """Nothing can be said before the six months after it have all been settled."""
    effect = effect_of(at)
    compared = compare(months[: effect.clear + 1])
    if effect.clear >= len(months) or not effect.can_show(compared):
        return f"Too early to say: the six months after it end with {months_on(shown[at], 6):%B %Y}"
    return followed_in_words(compared, shown)
