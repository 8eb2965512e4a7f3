"""Of which kind a programme is, as a condition in SQL."""

from sqlalchemy import ColumnElement, and_, func, or_

from qa_app.rounds.models import Programme
from qa_app.rounds.rules.plans import OWN_WORK, Kind, Source


def is_of_kind(*kinds: Kind) -> ColumnElement[bool]:
    """Of a programme. One that an older version kept without its kind is of monthly audits."""
    return _planned("kind", Kind.MONTHLY.name).in_([one.name for one in kinds])


def is_from(*sources: Source) -> ColumnElement[bool]:
    """Of a programme: from where its records are drawn."""
    return _planned("source", Source.OPEN_LIST.name).in_([one.name for one in sources])


def is_of_own_work() -> ColumnElement[bool]:
    """As rules.plans says it of a plan."""
    draws_them = _planned("source", Source.OPEN_LIST.name) == Source.PRACTITIONERS.name
    return or_(is_of_kind(*OWN_WORK), and_(draws_them, ~is_of_kind(Kind.SURGERY)))


def _planned(name: str, otherwise: str) -> ColumnElement[str]:
    return func.coalesce(Programme.planned[name].as_string(), otherwise)
