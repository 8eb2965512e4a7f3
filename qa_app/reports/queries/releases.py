"""What left before, beside what is asked for now."""

from collections.abc import Collection

from sqlalchemy import select

from qa_app.foundation.database import db
from qa_app.insight.rules.filters import Period
from qa_app.reports.models import Release
from qa_app.reports.queries.asking import Ask
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.releases import PARTS_LEFT, TOO_NEAR, Beside, beside


def list_earlier(council_id: int, period: Period) -> list[tuple[Level, list[str]]]:
    """The audits of each report that left about some of these months: of others none can be the same."""
    wanted = select(Release.level, Release.audits).where(
        Release.council_id == council_id,
        Release.first <= period.last,
        Release.last >= period.first,
    )
    rows = db.session.execute(wanted.order_by(Release.id))
    return [(level, audits) for level, audits in rows]


def stands_beside(ask: Ask, audits: Collection[str]) -> Beside:
    """Near to none of those that left; and what is exact overlaps with nothing that was exact as well."""
    earlier = list_earlier(ask.viewer.council_id, ask.filters.period)
    found = beside(audits, [those for _, those in earlier])
    if found is Beside.OVERLAPS:
        return beside(audits, [those for level, those in earlier if level is ask.level])
    return found


def why_not_beside(found: Beside, ask: Ask) -> str:
    """Figures of the whole of a large council are shown in full anyway, and so may be taken from each other."""
    if found is Beside.TOO_NEAR:
        return TOO_NEAR
    if found is Beside.OVERLAPS and ask.level is Level.COUNCIL and not ask.is_in_full:
        return PARTS_LEFT
    return ""
