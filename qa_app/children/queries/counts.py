"""How many children there are, for those who may know that and no more."""

from dataclasses import dataclass

from sqlalchemy import func

from qa_app.access.rules import Permission, Viewer
from qa_app.children.models import ChildOnList
from qa_app.children.queries.children import visible_to
from qa_app.foundation.database import db
from qa_app.organisation.models import Place


@dataclass(frozen=True)
class Counts:
    """By status and by team; each number by the status's code."""

    by_status: dict[str, int]
    by_team: dict[str, dict[str, int]]

    @property
    def total(self) -> int:
        return sum(self.by_status.values())


def count_children(viewer: Viewer) -> Counts:
    """Counted over the children the viewer may count; restricted ones only for those cleared."""
    grouped = (
        visible_to(viewer, Permission.CHILD_COUNT)
        .options()
        .with_only_columns(Place.name, ChildOnList.status, func.count())
        .group_by(Place.name, ChildOnList.status)
        .order_by(Place.name)
    )
    by_status: dict[str, int] = {}
    by_team: dict[str, dict[str, int]] = {}
    for team, status, number in db.session.execute(grouped):
        by_status[status] = by_status.get(status, 0) + number
        by_team.setdefault(team, {})[status] = number
    return Counts(by_status, by_team)
