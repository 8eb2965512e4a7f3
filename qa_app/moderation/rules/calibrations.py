"""One record graded by many in a window: who may see what when, how far they spread, and whether less than before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from qa_app.foundation.statistics.agreement.spread import Spread, spread_of

LEAST_PEOPLE = 2


class Window(StrEnum):
    """What may be done follows from the hour alone."""

    TO_COME = "Opens later"
    OPEN = "Open for grading"
    CLOSED = "Closed"
    WITHDRAWN = "Called off"


class Names(StrEnum):
    LEAD = "Only whoever leads the exercise"
    ALL = "Everybody who takes part"


def window_of(
    opens_at: datetime, closes_at: datetime, withdrawn_at: datetime | None, at: datetime
) -> Window:
    if withdrawn_at is not None:
        return Window.WITHDRAWN
    if at < opens_at:
        return Window.TO_COME
    return Window.OPEN if at < closes_at else Window.CLOSED


NOT_OPEN_YET = "Grading has not opened yet"
CLOSED = "Grading is closed, so your grades can no longer be given or changed"
CALLED_OFF = "This exercise was called off"
WHY_NOT_GRADE = {Window.TO_COME: NOT_OPEN_YET, Window.CLOSED: CLOSED, Window.WITHDRAWN: CALLED_OFF}


def why_not_grade(window: Window) -> str:
    return WHY_NOT_GRADE.get(window, "")


def wrong_with_window(opens_at: datetime, closes_at: datetime, at: datetime) -> str:
    if closes_at <= opens_at:
        return "The last day must not be before the first"
    return "The last day must not be past" if closes_at <= at else ""


@dataclass(frozen=True)
class Given:
    """One person’s grade of one section, as a place on the scale, and the descriptor it rests on."""

    person: int
    section: str
    grade: int
    reading: str = ""


@dataclass(frozen=True)
class SectionSpread:
    section: str
    heading: str
    spread: Spread
    # By place on the scale, the sentences of those who gave that grade, whoever they are.
    readings: tuple[tuple[int, tuple[str, ...]], ...]


def spreads_of(
    given: Sequence[Given], sections: Mapping[str, str], grades: int
) -> list[SectionSpread]:
    """In the order of the template; the sentences without names, in the order of their words."""
    found = []
    for section, heading in sections.items():
        those = [one for one in given if one.section == section]
        counts = [sum(one.grade == grade for one in those) for grade in range(grades)]
        readings = tuple(
            (grade, words)
            for grade in range(grades)
            if (words := tuple(sorted(x.reading for x in those if x.grade == grade and x.reading)))
        )
        found.append(SectionSpread(section, heading, spread_of(counts), readings))
    return found


def compared_in_words(earlier: Spread, later: Spread) -> str:
    """By how far two people were apart on average; a dozen people prove nothing, and the page says so."""
    if earlier.average_gap is None or later.average_gap is None:
        return "Too few people graded it both times to compare"
    before, now = f"{earlier.average_gap:.1f}", f"{later.average_gap:.1f}"
    if before == now:
        return f"As far apart as before: {now} grades between two people on average"
    moved = "Narrower" if later.average_gap < earlier.average_gap else "Wider"
    return f"{moved}: {now} grades between two people on average, {before} before"
