"""What a schedule asks for, as somebody would ask for it by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qa_app.access.rules import Viewer
from qa_app.children.rules.ages import AgeBand
from qa_app.foundation.errors import DomainError, Reason
from qa_app.insight.rules.filters import Filters, Period, Picked
from qa_app.organisation.models import Place
from qa_app.organisation.rules.places import Kind
from qa_app.reports.operations.asking import Wanted, why_not_asked
from qa_app.reports.rules.front import NOTHING_SAID, Front, as_kept
from qa_app.reports.rules.kinds import ReportKind
from qa_app.reports.rules.levels import Level
from qa_app.schedules.models import Schedule
from qa_app.schedules.queries.schedules import may_get
from qa_app.schedules.rules import covers as of_covers
from qa_app.schedules.rules import rhythm as of_rhythm
from qa_app.schedules.rules.covers import Covers, period_for
from qa_app.schedules.rules.kinds import SCHEDULED
from qa_app.schedules.rules.rhythm import Rhythm

NOT_SCHEDULED = "This report takes somebody every time it is made, so it cannot be scheduled"
PLACE_CLOSED = "This place is closed. Choose one that is open"
NOT_THEIRS = "Choose a place where you ask for reports and see figures"


@dataclass(frozen=True)
class Chosen:
    """Everything that is asked on the form. `narrowed` is by codes, `said` the same in words."""

    kind: ReportKind
    level: Level
    place: Place
    covers: Covers
    rhythm: Rhythm
    narrowed: Mapping[str, str]
    said: Sequence[str] = ()
    front: Front = NOTHING_SAID


def chosen_of(schedule: Schedule) -> Chosen:
    return Chosen(
        schedule.kind,
        schedule.level,
        schedule.place,
        schedule.covers,
        schedule.rhythm,
        schedule.narrowed,
        schedule.said,
        as_kept(schedule.front),
    )


def wanted_of(chosen: Chosen, day: date) -> Wanted:
    """As it would be asked for on a day."""
    place = chosen.place
    said = [] if place.kind is Kind.COUNCIL else [f"Place: {place.name}"]
    filters = _filters(chosen, period_for(chosen.covers, day))
    return Wanted(filters, [*said, *chosen.said], chosen.level, kind=chosen.kind, front=chosen.front)  # fmt: skip


def _filters(chosen: Chosen, period: Period) -> Filters:
    by = chosen.narrowed
    return Filters(
        period,
        below="" if chosen.place.kind is Kind.COUNCIL else chosen.place.path,
        template=by.get("template", ""),
        programme=by.get("programme", ""),
        status=by.get("status", ""),
        age=AgeBand[by["age"]] if by.get("age") else None,
        picked=Picked[by.get("picked") or Picked.USUAL.name],
    )


def check(chosen: Chosen, by: Viewer, today: date, *, is_new_day: bool) -> None:
    """Raise DomainError with what stands against it; the rules of asking by hand hold for it as well."""
    if chosen.kind not in SCHEDULED:
        raise DomainError(NOT_SCHEDULED)
    if chosen.place.closed_on is not None:
        raise DomainError(Reason(PLACE_CLOSED, "place"))
    if why := why_not_asked(wanted_of(chosen, today), by):
        raise DomainError(why)
    if not may_get(by, chosen.level, chosen.place.path):
        raise DomainError(Reason(NOT_THEIRS, "place"))
    is_of_a_part = chosen.place.kind is not Kind.COUNCIL
    if never := of_covers.why_not(chosen.covers, chosen.level, is_of_a_part=is_of_a_part):
        raise DomainError(Reason(never, "covers"))
    if missing := of_rhythm.why_not(chosen.rhythm, today, is_new=is_new_day):
        raise DomainError(Reason(*missing))
