"""Actions out of an audit that may be about another child: shut with it, opened with it, moved or destroyed."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, select, update

from qa_app.actions.models import Action, ActionChange
from qa_app.actions.queries.actions import of_source
from qa_app.actions.rules import Act, Source, State
from qa_app.children.models import Child
from qa_app.foundation.database import db
from qa_app.organisation.models import Place


def shut_of(source: Source, council_id: int, at: datetime | None) -> None:
    """With no time, they are opened again. An owner who saves meanwhile is told that they are gone."""
    db.session.execute(
        update(Action)
        .where(_all_of(source, council_id))
        .values(shut_at=at, version=Action.version + 1)
    )


def propose_afresh(source: Source, council_id: int, child: Child | None, place: Place) -> None:
    """Proposals of a draft again, for the child whom they are about; what was done on them goes."""
    ids = select(Action.id).where(_all_of(source, council_id))
    db.session.execute(
        delete(ActionChange).where(
            ActionChange.action_id.in_(ids), ActionChange.act != Act.PROPOSED
        )
    )
    db.session.execute(
        update(Action)
        .where(_all_of(source, council_id))
        .values(
            shut_at=None,
            state=State.PROPOSED,
            child_id=child.id if child else None,
            place_id=place.id,
            place_then=place.path,
            owner_id=None,
            offered_to_id=None,
            given_at=None,
            due_on=None,
            due_first_on=None,
            evidence="",
            helped=None,
            helped_words="",
            done_on=None,
            done_by_id=None,
            supervision_on=None,
            version=Action.version + 1,
        )
    )


def _all_of(source: Source, council_id: int) -> ColumnElement[bool]:
    return and_(of_source(source), Action.council_id == council_id)
