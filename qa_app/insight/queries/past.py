"""Imported audits of past years, counted by month for a chart that draws them apart. No other figure counts them."""

from datetime import date

from sqlalchemy import ColumnElement, Select, case, func, select

from qa_app.access.queries import where_permitted, within
from qa_app.access.rules import Permission, Viewer
from qa_app.foundation.database import db
from qa_app.insight.queries.grades import Asking
from qa_app.insight.rules.filters import Filters, PlacesAs
from qa_app.insight.rules.grades import Share
from qa_app.past_audits.models import PastAudit, PastSection
from qa_app.past_audits.queries.audits import Here, counts, visible_to
from qa_app.past_audits.rules.grades import GOOD_OR_BETTER


def has_past(viewer: Viewer) -> bool:
    """Whether there is anything to choose."""
    wanted = _readable(viewer).with_only_columns(PastAudit.id).limit(1)
    return db.session.scalars(wanted).first() is not None


def shares_of_past(asking: Asking) -> dict[date, Share]:
    """By the month of the audit; of the whole, or of the sections about one thing, of which the lowest counts."""
    wanted = of_past(asking.viewer, asking.filters)
    if asking.about.is_whole:
        good: ColumnElement[int] = case((counts().in_(GOOD_OR_BETTER), 1), else_=0)
        rows = wanted.where(counts().is_not(None)).with_only_columns(PastAudit.month, good)
    else:
        is_good = case((PastSection.grade.in_(GOOD_OR_BETTER), 1), else_=0)
        rows = (
            wanted.join(PastSection, PastSection.past_audit_id == PastAudit.id)
            .where(PastSection.concept == asking.about.concept)
            .with_only_columns(PastAudit.month, func.min(is_good))
            .group_by(PastAudit.id, PastAudit.month)
        )
    each = rows.subquery()
    month, is_good_one = each.c
    found = db.session.execute(
        select(month, func.sum(is_good_one), func.count()).group_by(month).order_by(month)
    )
    return {month: Share(int(good), of) for month, good, of in found}


def _readable(viewer: Viewer) -> Select[PastAudit]:
    """As with audits that were done here: whoever counts them may open each of them."""
    return visible_to(viewer).where(where_permitted(Here.path, viewer, Permission.INSIGHT_READ))


def of_past(viewer: Viewer, filters: Filters) -> Select[PastAudit]:
    """Of these months and this place; workbooks know nothing of what else filters ask."""
    wanted = _readable(viewer).where(
        PastAudit.month.between(filters.period.first, filters.period.last)
    )
    if not filters.below:
        return wanted
    path = Here.path if filters.places is PlacesAs.NOW else PastAudit.place_then
    return wanted.where(within(path, filters.below))
