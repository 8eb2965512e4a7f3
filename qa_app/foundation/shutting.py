"""Rows that are shut: no query finds them, wherever it is asked, except where shut ones are decided about."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Date, Select, event, true
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

Wanted = TypeVar("Wanted", bound=Select[*tuple[Any, ...]])

_shut_too: ContextVar[bool] = ContextVar("shut_too", default=False)
_DAYS_ALONE = "days_of_shut_ones"


class Shuttable:
    """A table whose rows can be shut; it says when they are not. The session asks it for each query."""

    @classmethod
    def is_not_shut(cls) -> ColumnElement[bool]:
        return true()


@contextmanager
def shut_ones_too() -> Iterator[None]:
    """Queries inside find what is shut as well. It is for those who decide about it, and for nobody else."""
    token = _shut_too.set(True)
    try:
        yield
    finally:
        _shut_too.reset(token)


def days_of_shut_ones(wanted: Wanted) -> Wanted:
    """The same query of shut rows as well: that something happened, of whom and on which day, and not a word of it."""
    more = [
        one
        for one in wanted.selected_columns
        if not isinstance(one.type, Date) and not getattr(one, "foreign_keys", None)
    ]
    if more:
        raise ValueError(f"Of what is shut this query would read {more}")
    return wanted.execution_options(**{_DAYS_ALONE: True})


def _is_not_shut(cls: Any) -> ColumnElement[bool]:
    return cls.is_not_shut()


# One condition for all of them: SQLAlchemy puts it wherever such a table stands, in joins, in subqueries
# and in what is loaded along with a row.
_NOT_SHUT = with_loader_criteria(
    Shuttable, _is_not_shut, include_aliases=True, propagate_to_loaders=True
)


@event.listens_for(Session, "do_orm_execute")
def leave_out_what_is_shut(asked: ORMExecuteState) -> None:
    """A row that is there already is refreshed as it is: operations that lock it look for themselves."""
    days_alone = bool(asked.execution_options.get(_DAYS_ALONE))
    if asked.is_select and not asked.is_column_load and not (days_alone or _shut_too.get()):
        asked.statement = asked.statement.options(_NOT_SHUT)
