"""Counts for the first page that looks back, each asked of the capability that owns it."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import func

from qa_app.access.rules import Viewer
from qa_app.actions import queries as actions
from qa_app.actions.queries import Shown
from qa_app.audit_templates.rules.words import CONCEPTS
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.insight.queries.grades import Asking, shares_by_concept
from qa_app.insight.queries.places import name_above, names_at
from qa_app.insight.queries.settling import settling_of
from qa_app.insight.queries.versions import list_versions
from qa_app.insight.rules.filters import Filters, Period
from qa_app.insight.rules.grades import WHOLE, About, Share
from qa_app.insight.rules.overview import Helped, Watched, in_order, watched_of
from qa_app.insight.rules.places import has_below
from qa_app.organisation.models import Place
from qa_app.rounds.models import Allocation
from qa_app.rounds.queries import Sought, in_month


def list_watched(viewer: Viewer, shown: Sequence[date], below: str = "") -> list[Watched]:
    """The whole first, then what sections are about, in the order of the catalogue; what nobody graded is none."""
    filters = Filters(Period(shown[0], shown[-1]), below)
    asking = Asking(viewer, filters, WHOLE, list_versions(viewer))
    found: dict[str, dict[date, Share]] = defaultdict(dict)
    for (concept, month), share in shares_by_concept(asking, with_whole=True).items():
        found[concept][month] = share
    settling = settling_of(viewer, filters, shown[-1])
    return [
        watched_of(About(code), found[code], settling, shown)
        for code in (WHOLE.concept, *CONCEPTS)
        if code in found
    ]


def list_overdue(viewer: Viewer, at: datetime, below: str = "") -> list[Helped]:
    """Where audits or actions are overdue; as the lists behind them hold them."""
    audits = _late_audits(viewer, at)
    late_actions, places = _late_actions(viewer, at)
    paths = {path for path in (*audits, *late_actions) if path.startswith(below)}
    names = names_at(paths)
    return in_order(
        Helped(
            path,
            names.get(path, "A team that has moved"),
            name_above(path, names),
            audits[path],
            late_actions[path],
            # The list behind a place holds what stands below it too.
            "" if has_below(path, late_actions) else places.get(path, ""),
        )
        for path in paths
    )


def _late_audits(viewer: Viewer, at: datetime) -> Counter[str]:
    late = in_month(viewer, Sought(late_at=at, as_counted=True)).options().order_by(None)
    counted = late.with_only_columns(Allocation.place_then, func.count())
    rows = db.session.execute(counted.group_by(Allocation.place_then))
    return Counter({path: number for path, number in rows})


def _late_actions(viewer: Viewer, at: datetime) -> tuple[Counter[str], dict[str, str]]:
    late = actions.sought(viewer, actions.Sought(Shown.OVERDUE), london_day(at))
    counted = (
        late.options().order_by(None).with_only_columns(Place.path, Place.public_id, func.count())
    )
    rows = db.session.execute(counted.group_by(Place.path, Place.public_id)).all()
    return (
        Counter({path: number for path, _, number in rows}),
        {path: public_id for path, public_id, _ in rows},
    )
