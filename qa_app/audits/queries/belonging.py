"""How much of each kind belongs to an audit, in whichever table: by the schema, so that no table is forgotten."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Select, Table, func, select

from qa_app.actions.models import Action
from qa_app.actions.queries.actions import of_source
from qa_app.audits.models import Audit
from qa_app.audits.queries.beside import source_of
from qa_app.foundation.database import Model, db

Rows = tuple[Table, Select[Any]]

# As they are counted before two people decide, and in a certificate; what is not named goes with the rest.
COUNTED = {
    "section_reading": "sections",
    "answer": "answers",
    "finding": "findings",
    "section_note": "private notes",
    "earlier_section": "earlier versions",
    "action": "actions",
    "family_answer": "answers of the child or family",
    "family_matter": "promises to the child or family",
}


def rows_of(audit: Audit) -> Iterator[Rows]:
    """What points to other rows comes before them, the audit itself last."""
    actions = select(Action.id).where(
        of_source(source_of(audit)), Action.council_id == audit.council_id
    )
    yield from _below(Model.metadata.tables["action"], actions)
    table = Model.metadata.tables["audit"]
    yield from _below(table, select(table.c.id).where(table.c.id == audit.id))


def rows_below(audit: Audit, names: Collection[str]) -> Iterator[Rows]:
    """Those of some tables alone, in the same order; also of tables of which nothing here may know more."""
    return (one for one in rows_of(audit) if one[0].name in names)


def _below(table: Table, ids: Select[Any]) -> Iterator[Rows]:
    for other in Model.metadata.tables.values():
        for key in other.foreign_keys:
            if key.column.table is table and other is not table:
                yield from _below(other, select(other.c.id).where(key.parent.in_(ids)))
    yield table, ids


def count_of(audit: Audit) -> dict[str, int]:
    """Under the words of a certificate; nothing where there is none of a kind. One query."""
    by_table: dict[str, list[Any]] = {}
    for table, ids in rows_of(audit):
        if table.name in COUNTED:
            many = select(func.count()).select_from(table).where(table.c.id.in_(ids))
            by_table.setdefault(table.name, []).append(many.scalar_subquery())
    # A row can be reached in two ways; it is there once.
    columns = [func.coalesce(many[0], 0).label(name) for name, many in by_table.items()]
    row = db.session.execute(select(*columns)).one()
    return {COUNTED[name]: many for name, many in row._mapping.items() if many}
