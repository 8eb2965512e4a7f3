"""What a schedule does, in a sentence."""

from datetime import date

from qa_app.foundation.clock import long_date
from qa_app.insight.rules.filters import Period
from qa_app.reports.rules.kinds import ReportKind
from qa_app.schedules.rules.rhythm import Rhythm


def weekday_date(day: date) -> str:
    return f"{day:%A} {long_date(day)}"


def what_happens(
    rhythm: Rhythm, day: date | None, period: Period | None, kind: ReportKind, place: str, people: int
) -> str:  # fmt: skip
    """Of a schedule that makes nothing for now, what it would do, without a day."""
    about = f" about {period.words}" if period else ""
    when = f", next on {weekday_date(day)}{about}" if day else ""
    return f"{rhythm.words}{when}: a link to the {kind.in_sentence} of {place} goes to {_people(people)}."  # fmt: skip


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"
