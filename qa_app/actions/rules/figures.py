"""How many were done on time, always with the number they are of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from qa_app.foundation.statistics.wording import share_of


@dataclass(frozen=True)
class OnTime:
    """Of the actions that were due in a month, as far as the month has come."""

    due: int
    on_time: int
    late: int
    put_off: int

    @property
    def not_done(self) -> int:
        return self.due - self.on_time - self.late

    def sentences(self, month: date, today: date) -> list[str]:
        when = f"{month:%B %Y}"
        if month.replace(day=1) == today.replace(day=1):
            when = f"{when} so far"
        if not self.due:
            return [f"No action was due in {when}."]
        of = "action that was" if self.due == 1 else "actions that were"
        said = [
            f"{share_of(self.on_time, self.due)} {of} due in {when} "
            f"{'was' if self.on_time == 1 else 'were'} done on time."
        ]
        rest = [
            f"{number:,} {one if number == 1 else many}"
            for number, one, many in (
                (self.late, "was done late", "were done late"),
                (self.not_done, "is not done yet", "are not done yet"),
            )
            if number
        ]
        if rest:
            said.append(f"{' and '.join(rest)}.")
        if self.put_off:
            verb = "had" if self.put_off == 1 else "had each"
            said.append(f"{self.put_off:,} of them {verb} been given a later day before.")
        return said


@dataclass(frozen=True)
class Standing:
    """How a place stands: what is owed, how much of that is overdue, what waits to be confirmed."""

    place: str
    owed: int
    overdue: int
    to_confirm: int
    on_time: OnTime


NOTHING = OnTime(0, 0, 0, 0)


def standings_of(
    places: Mapping[int, str],
    counts: Mapping[int, tuple[int, int, int]],
    on_time: Mapping[int, OnTime],
) -> list[Standing]:
    """A line a place, in the order of the places; without those that never had an action."""
    return [
        Standing(name, *counts.get(place, (0, 0, 0)), on_time.get(place, NOTHING))
        for place, name in places.items()
        if place in counts or place in on_time
    ]
