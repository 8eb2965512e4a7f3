"""The lists of a council: which is in force, which were undone."""

from sqlalchemy import ScalarSelect, select

from qa_app.children.models import CaseList
from qa_app.children.rules.settings import ADDRESS, CHARACTERISTICS, STATUSES, statuses_in
from qa_app.children.rules.statuses import Status
from qa_app.foundation.database import db
from qa_app.organisation.queries.settings import setting


def in_force(council_id: int) -> ScalarSelect[int]:
    """The newest list that was not undone, for use inside another query."""
    return (
        select(CaseList.id)
        .where(CaseList.council_id == council_id, CaseList.undone_at.is_(None))
        .order_by(CaseList.as_at.desc(), CaseList.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def list_in_force(council_id: int) -> CaseList | None:
    return db.session.scalars(
        select(CaseList).where(CaseList.id == in_force(council_id))
    ).one_or_none()


def statuses_of(council_id: int) -> tuple[Status, ...]:
    return statuses_in(setting(council_id, STATUSES))


def status_names(council_id: int) -> dict[str, str]:
    """By code, in the council's order."""
    return {status.code: status.name for status in statuses_of(council_id)}


def address_pattern(council_id: int) -> str:
    return setting(council_id, ADDRESS)


def keeps_characteristics(council_id: int) -> bool:
    return setting(council_id, CHARACTERISTICS) == "yes"


def list_before(case_list: CaseList) -> CaseList | None:
    """What would be in force if this list were undone."""
    return db.session.scalars(
        select(CaseList)
        .where(
            CaseList.council_id == case_list.council_id,
            CaseList.id != case_list.id,
            CaseList.undone_at.is_(None),
        )
        .order_by(CaseList.as_at.desc(), CaseList.id.desc())
        .limit(1)
    ).one_or_none()
