"""Reports of one’s own: nobody sees what another has asked for."""

import hashlib
import json

from sqlalchemy import Select, func, select

from qa_app.access.rules import Permission, Viewer, places_where
from qa_app.audits.models import Audit
from qa_app.children.models import Child
from qa_app.foundation.database import db
from qa_app.insight.queries.counted import that_count
from qa_app.reports.models import Report
from qa_app.reports.queries.asking import Ask
from qa_app.reports.queries.imported import ids_of, readable
from qa_app.reports.queries.whole_audits import not_open
from qa_app.reports.rules.kept_filters import as_kept
from qa_app.reports.rules.kinds import ReportKind, filters_of_rows
from qa_app.reports.rules.states import IN_HAND
from qa_app.rounds.models import Allocation

# What decides what stands in a report.
DECIDES = (
    Permission.REPORT_READ,
    Permission.INSIGHT_READ,
    Permission.AUDIT_READ,
    Permission.COMPLETION_READ,
    Permission.ACTION_READ,
    Permission.ACCURACY_READ,
    Permission.FAMILY_COUNT,
    Permission.CHILD_RESTRICTED,
)


def own(viewer: Viewer) -> Select[Report]:
    return select(Report).where(
        Report.council_id == viewer.council_id, Report.asked_by_id == viewer.person_id
    )


def find_own(public_id: str, viewer: Viewer) -> Report:
    """Raise NoResultFound for somebody else’s, as for none at all."""
    return db.session.scalars(own(viewer).where(Report.public_id == public_id)).one()


def count_own(viewer: Viewer) -> int:
    return db.session.scalar(select(func.count()).select_from(own(viewer).subquery())) or 0


def list_own(viewer: Viewer, limit: int, offset: int = 0) -> list[Report]:
    """The newest first."""
    ordered = own(viewer).order_by(Report.asked_at.desc(), Report.id.desc())
    return list(db.session.scalars(ordered.limit(limit).offset(offset)))


def count_in_hand(viewer: Viewer) -> int:
    wanted = own(viewer).where(Report.state.in_(IN_HAND)).subquery()
    return db.session.scalar(select(func.count()).select_from(wanted)) or 0


def reach_of(viewer: Viewer, kind: ReportKind) -> str:
    """What somebody may see, as a digest: it changes with every place and permission that decides it."""
    of_team = (Permission.SUPERVISION_WRITE,) if kind.about.is_of_team else ()
    places = {one.name: places_where(viewer, one) for one in (*DECIDES, *of_team)}
    return hashlib.sha256(json.dumps(places, sort_keys=True).encode()).hexdigest()


def audits_in(ask: Ask) -> list[str]:
    """Which audits a report has rows of, so that it is not fetched once one of them is closed to whoever asked."""
    return list(db.session.scalars(ask.audits().with_only_columns(Audit.public_id)))


def is_still_open(report: Report, viewer: Viewer) -> bool:
    """Whether they may open every audit of it now: none was restricted, shut, withdrawn or sealed since."""
    filters = filters_of_rows(report.kind, as_kept(report.filters))
    open_now = that_count(viewer, filters).options().order_by(None)
    counted = {*report.audits} - {*report.chosen}
    shut = not_open(report.chosen, viewer)
    shut |= counted - {*db.session.scalars(open_now.with_only_columns(Audit.public_id))}
    return not shut or shut <= ids_of(readable(viewer, shut))


def children_in(ask: Ask) -> list[str]:
    """Whose audits a report is made of, for the trail."""
    wanted = (
        ask.audits()
        .join(Child, Child.id == Allocation.child_id)
        .with_only_columns(Child.public_id)
        .distinct()
        .order_by(Child.public_id)
    )
    return list(db.session.scalars(wanted))
