"""Grades of the audits that count, by what the newest list that names each child says of them."""

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import aliased

from qa_app.audits.models import Audit
from qa_app.children.models import CaseList, Child, ChildOnList
from qa_app.foundation.database import db
from qa_app.insight.queries.grades import Asking
from qa_app.insight.rules.fairness import Group
from qa_app.rounds.models import Allocation

# Tables by themselves: the audits that they are joined to are not shut.
AUDITS, GIVEN = Audit.__table__, Allocation.__table__


def count_by_characteristics(asking: Asking) -> list[Group]:
    """One query; no child and no audit leaves it by itself."""
    rows = asking.rows()
    of = (ChildOnList.ethnic_group, ChildOnList.gender, ChildOnList.disability)
    by = (*of, rows.c.version_id, rows.c.grade)
    wanted = (
        select(*by, func.count())
        .select_from(rows)
        .join(AUDITS, AUDITS.c.id == rows.c.audit_id)
        .join(GIVEN, GIVEN.c.id == AUDITS.c.allocation_id)
        .outerjoin(Child, Child.id == GIVEN.c.child_id)
        .outerjoin(ChildOnList, ChildOnList.id == _newest_row())
        .where(rows.c.grade.is_not(None))
        .group_by(*by)
    )
    return [
        Group(ethnic_group or "", gender or "", disability, version, grade, number)
        for ethnic_group, gender, disability, version, grade, number in db.session.execute(wanted)
    ]


def _newest_row() -> ScalarSelect[int]:
    """Of the child outside, under the reference that was kept where two were found to be one child."""
    row, of = aliased(ChildOnList), aliased(CaseList)
    return (
        select(row.id)
        .join(of, row.case_list_id == of.id)
        .where(
            row.child_id == func.coalesce(Child.merged_into_id, Child.id), of.undone_at.is_(None)
        )
        .order_by(of.as_at.desc(), row.id.desc())
        .limit(1)
        .correlate(Child)
        .scalar_subquery()
    )
