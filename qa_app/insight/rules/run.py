"""Completion from month to month: whether it can be drawn, and the sentence above it."""

from collections.abc import Sequence
from datetime import date

from qa_app.insight.rules.completion import Counted

# A few dots far from each other say nothing of a direction.
LEAST_FOR_A_RUN = 6


def months_told(months: Sequence[tuple[date, Counted]]) -> list[tuple[date, int]]:
    """The months that are over and had enough due for a share, the newest first."""
    over = [(month, one.of_due.percent) for month, one in months[1:]]
    return [(month, percent) for month, percent in over if percent is not None]


def is_a_run(months: Sequence[tuple[date, Counted]]) -> bool:
    return len(months_told(months)) >= LEAST_FOR_A_RUN


def sentence_of(months: Sequence[tuple[date, Counted]], target: int) -> str:
    """Of the months that are over, the newest first; this one is still going on."""
    told = months_told(months)
    if len(told) < LEAST_FOR_A_RUN:
        return (
            f"Too few to draw: {len(told)} of the months that are over had 5 or more audits due, "
            f"and a run needs {LEAST_FOR_A_RUN}."
        )
    reached = sum(percent >= target for _, percent in told)
    (month, last), (first_month, first) = told[0], told[-1]
    return (
        f"{first_month:%B %Y} began at {first}%, {month:%B %Y} reached {last}%. "
        f"The target of {target}% was reached in {reached} of {len(told)} months."
    )
