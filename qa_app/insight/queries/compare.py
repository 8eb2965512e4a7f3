"""Of which templates and statuses the audits of one side are made."""

from sqlalchemy import func, select

from qa_app.foundation.database import db
from qa_app.insight.queries.counted import counted
from qa_app.insight.queries.grades import Asking
from qa_app.insight.rules.compare import Mix


def mix_of(asking: Asking) -> list[Mix]:
    rows = counted(asking.viewer, asking.filters)
    wanted = select(rows.c.version_id, rows.c.status, func.count()).group_by(
        rows.c.version_id, rows.c.status
    )
    return [
        Mix(asking.versions[version].code, status, number)
        for version, status, number in db.session.execute(wanted)
    ]
