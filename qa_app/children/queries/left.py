"""Children who have left the list: they keep their records, and whoever might read them still may."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from qa_app.access.rules import Viewer
from qa_app.children.models import CaseList, ChildOnList
from qa_app.children.queries.children import Sought, latest_visible_to, list_children, sought
from qa_app.children.queries.lists import in_force
from qa_app.foundation.database import db

MOST = 20


def list_left(viewer: Viewer, reference: str) -> list[ChildOnList]:
    """Those whose reference begins so and who are not on the list in force."""
    gone = latest_visible_to(viewer).where(ChildOnList.case_list_id != in_force(viewer.council_id))
    return list_children(sought(gone, Sought(reference=reference)), limit=MOST)


def left_on(rows: Iterable[ChildOnList], council_id: int) -> dict[int, date]:
    """By the id of the row: the day of the first list that named the child no more."""
    lists = db.session.execute(
        select(CaseList.as_at, CaseList.id)
        .where(CaseList.council_id == council_id, CaseList.undone_at.is_(None))
        .order_by(CaseList.as_at, CaseList.id)
    ).all()
    left: dict[int, date] = {}
    for row in rows:
        last = (row.case_list.as_at, row.case_list_id)
        later = [as_at for as_at, list_id in lists if (as_at, list_id) > last]
        if later:
            left[row.id] = later[0]
    return left
