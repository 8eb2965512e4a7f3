"""How many audits and people there are of each kind of auditor. Nobody is named."""

from collections import Counter
from datetime import date

from sqlalchemy import func, select

from qa_app.access.rules import Viewer
from qa_app.audits.models import Audit
from qa_app.foundation.database import db
from qa_app.insight.queries.auditor_kinds import kind_of_auditor
from qa_app.insight.queries.counted import that_count
from qa_app.insight.rules.auditors import AuditorKind
from qa_app.insight.rules.filters import Filters
from qa_app.rounds.models import Round


def people_by_kind(viewer: Viewer, filters: Filters) -> dict[AuditorKind, int]:
    """Whose audits are counted, of each kind."""
    kind = kind_of_auditor().label("kind")
    rows = that_count(viewer, filters).options().order_by(None)
    placed = rows.with_only_columns(kind, Audit.read_by_id.label("person")).subquery()
    people = func.count(func.distinct(placed.c.person))
    found = db.session.execute(select(placed.c.kind, people).group_by(placed.c.kind))
    return {AuditorKind[name]: number for name, number in found}


def kinds_by_month(viewer: Viewer, filters: Filters) -> Counter[tuple[date, str]]:
    """How many audits of a month were made by each kind, by its name."""
    rows = that_count(viewer, filters).options().order_by(None)
    placed = rows.with_only_columns(
        Round.month.label("month"), kind_of_auditor().label("kind")
    ).subquery()
    by = (placed.c.month, placed.c.kind)
    found = db.session.execute(select(*by, func.count()).group_by(*by))
    return Counter({(month, kind): number for month, kind, number in found})
