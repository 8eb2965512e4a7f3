"""Set a report that leaves beside those that left before, and remember it."""

from dataclasses import replace
from datetime import datetime

from qa_app.access.rules import Viewer
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.insight.rules.filters import Filters
from qa_app.organisation.models import Place
from qa_app.reports.models import Release, Report
from qa_app.reports.operations.result import Result
from qa_app.reports.queries.asking import Ask, viewpoint_of
from qa_app.reports.queries.releases import list_earlier, stands_beside, why_not_beside
from qa_app.reports.queries.reports import audits_in
from qa_app.reports.rules.kept_filters import as_kept
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.pseudonyms import Pseudonyms
from qa_app.reports.rules.release_calendar import why_not_leave
from qa_app.reports.rules.releases import PARTS_LEFT, TOO_NEAR, Beside, beside
from qa_app.rounds.rules import first_of_month

NO_NAMES = Pseudonyms(b"no record is named by this key")


class MayNotLeave(Exception):
    """Why, in a sentence for whoever asked."""


def why_not_release(level: Level, filters: Filters, by: Viewer, at: datetime) -> str:
    """Before it is asked for: whether these months leave at all, and whether they may beside what has left."""
    if not level.leaves:
        return ""
    if why := why_not_leave(filters.period, filters.below, first_of_month(london_day(at))):
        return why
    ask = Ask(viewpoint_of(by, level), filters, level, NO_NAMES, at)
    return why_not_beside(stands_beside(ask, audits_in(ask)), ask)


def released_as(ask: Ask) -> Ask:
    """With figures of the whole alone where others have left that count some of its audits."""
    if not ask.level.leaves:
        return ask
    found = stands_beside(ask, audits_in(ask))
    if why := why_not_beside(found, ask):
        raise MayNotLeave(why)
    return replace(ask, wholes_only=found is Beside.OVERLAPS and ask.level is Level.COUNCIL)


def remember(report: Report, result: Result, at: datetime) -> None:
    """One after the other in a council, so that two that are made at the same moment know of each other."""
    if result.released is None:
        return
    db.session.get_one(Place, report.council_id, with_for_update=True)
    period = as_kept(report.filters).period
    earlier = list_earlier(report.council_id, period)
    found = beside(result.released, [those for _, those in earlier])
    exact = [those for level, those in earlier if level is Level.COUNCIL]
    if found is Beside.TOO_NEAR:
        raise MayNotLeave(TOO_NEAR)
    is_broken_down = report.level is Level.COUNCIL and not result.wholes_only
    if is_broken_down and beside(result.released, exact) is Beside.OVERLAPS:
        raise MayNotLeave(PARTS_LEFT)
    db.session.add(
        Release(
            council_id=report.council_id,
            report_id=report.id,
            level=report.level,
            first=period.first,
            last=period.last,
            audits=[*result.released],
            made_at=at,
        )
    )
