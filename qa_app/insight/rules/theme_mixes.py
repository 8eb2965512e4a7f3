"""Whether the audits of two periods are alike: what was audited may have changed, and not practice."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from qa_app.foundation.statistics.changes import Window
from qa_app.foundation.statistics.mixes import moved_most
from qa_app.foundation.statistics.wording import share_of
from qa_app.insight.rules.themes import Line

Kind = TypeVar("Kind", int, str)


@dataclass(frozen=True)
class Unlike:
    """A template or a status whose part of all audits moved too far, and how to count it alone."""

    kind: str
    sentence: str


def unlike_in(
    line: Line,
    counts: Counter[tuple[date, Kind]],
    kind_of: Callable[[Kind], str],
    name_of: Callable[[str], str],
) -> Unlike | None:
    """None where the two periods are alike, or where there are no two of them."""
    if not line.is_compared:
        return None
    before = _counted(line, line.compared.before, counts, kind_of)
    recent = _counted(line, line.compared.recent, counts, kind_of)
    moved = moved_most(before, recent)
    if moved is None or not moved.is_unlike:
        return None
    then = share_of(before[moved.kind], before.total())
    now = share_of(recent[moved.kind], recent.total())
    return Unlike(
        moved.kind,
        f"The audits compared are not alike: {name_of(moved.kind)} was {now} of them in the last six "
        f"months, and {then} before. A change may come from that, and not from practice.",
    )


def _counted(
    line: Line,
    window: Window,
    counts: Counter[tuple[date, Kind]],
    kind_of: Callable[[Kind], str],
) -> Counter[str]:
    """Over the months that the comparison uses."""
    used = line.series.used_in(window)
    found: Counter[str] = Counter()
    for (month, kind), number in counts.items():
        if month in used:
            found[kind_of(kind)] += number
    return found
