"""What was done about a theme, month by month, and what was found in the six months after."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from qa_app.foundation.statistics.acting import effect_of
from qa_app.foundation.statistics.changes import compare
from qa_app.insight.rules.series import Series
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


def deeds_in(done_on: Iterable[date | None], series: Series, first: date) -> list[Deeds]:
    """Of the months from `first` on that a chart shows, the oldest first."""
    counts: dict[int, int] = {}
    places = {month: at for at, month in enumerate(series.dates) if month >= first}
    for day in done_on:
        at = places.get(first_of_month(day)) if day else None
        if at is not None:
            counts[at] = counts.get(at, 0) + 1
    return [Deeds(at, series.dates[at], counts[at], followed(at, series)) for at in sorted(counts)]


def followed(at: int, series: Series) -> str:
    """Nothing can be said before the six months after it have all been settled."""
    effect = effect_of(at)
    last = months_on(series.dates[at], effect.clear - at)
    if effect.clear >= len(series.months):
        return f"Too early to say: the six months after it end with {last:%B %Y}"
    compared = compare(series.months[: effect.clear + 1])
    if not effect.can_show(compared):
        return (
            f"Too early to say: the six months after it end with {last:%B %Y}, which is not settled"
        )
    return followed_in_words(compared, series)
