"""Of which templates, statuses and kinds of auditor the audits of one side are made."""

from sqlalchemy import func, select

from qa_app.audits.models import Audit
from qa_app.foundation.database import db
from qa_app.insight.queries.auditor_kinds import kind_of_auditor
from qa_app.insight.queries.counted import counted
from qa_app.insight.queries.grades import Asking
from qa_app.insight.rules.compare import Mix

AUDITS = Audit.__table__


def mix_of(asking: Asking) -> list[Mix]:
    rows = counted(asking.viewer, asking.filters)
    placed = (
        select(rows.c.version_id, rows.c.status, kind_of_auditor(AUDITS).label("kind"))
        .join(AUDITS, AUDITS.c.id == rows.c.audit_id)
        .subquery()
    )
    by = (placed.c.version_id, placed.c.status, placed.c.kind)
    wanted = select(*by, func.count()).group_by(*by).order_by(*by)
    return [
        Mix(asking.versions[version].code, status, number, kind)
        for version, status, kind, number in db.session.execute(wanted)
    ]
