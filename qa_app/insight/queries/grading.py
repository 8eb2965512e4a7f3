"""How accurate grading is, in a sentence or two."""

from dataclasses import dataclass
from datetime import datetime

from qa_app.access.rules import Viewer
from qa_app.foundation.clock import london_day
from qa_app.insight.queries.accuracy import count_waiting, list_wholes_judged_blind
from qa_app.insight.rules import MONTHS_SHOWN
from qa_app.insight.rules.accuracy import (
    PERIODS,
    USUAL_PERIOD,
    How,
    change_in,
    change_in_words,
    counts_of,
    sentence_of,
    series_of,
)
from qa_app.insight.rules.series import Settling
from qa_app.rounds.rules import first_of_month, months_back


@dataclass(frozen=True)
class Grading:
    sentence: str
    change: str


def grading_of(viewer: Viewer, at: datetime, below: str = "") -> Grading | None:
    """Nothing is said before the first blind second opinion by chance is settled."""
    shown = months_back(first_of_month(london_day(at)), MONTHS_SHOWN)[::-1]
    judged = [
        one
        for one in list_wholes_judged_blind(viewer, shown, below=below)
        if one.how is How.CHANCE_BLIND
    ]
    if not judged:
        return None
    since = shown[-PERIODS[USUAL_PERIOD]]
    counted = counts_of([one.pair for one in judged if one.month >= since])
    waiting = count_waiting(viewer, shown[0], below=below)[True]
    series = series_of(judged, Settling(shown[-1], waiting, waiting), shown)
    said = sentence_of(counted, "whole audit")
    return Grading(said, change_in_words(change_in(series), series))
