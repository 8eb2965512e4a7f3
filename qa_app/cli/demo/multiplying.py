"""Many councils and many audits, made of the invented one inside the database: rows are copied, not invented.

Every copy is a council of its own, with people, children, rounds and audits of its own. Nobody can sign in
to it, nothing is sent to it, and its trail is empty: it is there so that the first one can be measured beside
it.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, func, insert, literal, null, select, text, true

from qa_app.access.queries import within
from qa_app.cli.demo.world import NAME
from qa_app.foundation.database import Model, db
from qa_app.organisation.models import Place
from qa_app.organisation.rules import Kind

# Secrets, what waits to be sent or continued, and what happened: none of it is a copy's own.
LEFT_BEHIND = {
    "email", "event", "event_tail", "form_receipt", "identity", "identity_provider", "job_run", "kept_form",
    "one_time_link", "one_time_secret", "open_form", "passkey", "password", "recovery_code",
    "sign_in_session", "spent_challenge", "staff_import", "throttle", "upload_preview",
}  # fmt: skip
# What somebody must do at once is there as often as it was invented.
NOT_MORE_OFTEN = {"concern", "second_audit", "shut_audit"}
PATHS = {"path", "path_before", "place_then"}
NAMES_ANOTHER = {("action", "source_id"), ("shut_audit", "audit_id")}
NEW_LETTERS = 8


@dataclass(frozen=True)
class Copy:
    """One copy of the rows of some tables: their numbers moved on, what must be unique made unique."""

    number: int
    # How far numbers of each copied table move with every copy.
    spans: Mapping[str, int]
    council: int
    root: str
    # Where the copy stands, and what it is called; the same place again when it is of audits alone.
    root_after: str = ""
    name: str = ""

    def make(self, tables: Iterable[Table]) -> None:
        letters = secrets.token_urlsafe(NEW_LETTERS)[:NEW_LETTERS]
        for table in tables:
            values = [self.value(one, letters) for one in table.columns]
            rows = select(*values).select_from(table).where(self.is_copied(table))
            names = [one.name for one in table.columns]
            db.session.execute(insert(table).from_select(names, rows))

    def value(self, column: Column[Any], letters: str) -> ColumnElement[Any]:
        table, name = column.table.name, column.name
        points_to = {key.column.table.name for key in column.foreign_keys}
        if name == "id":
            return column + self._moves(table)
        if points_to & LEFT_BEHIND:
            return null()
        if points_to:
            return column + self._moves(*points_to)
        if name == "public_id" or (table, name) in NAMES_ANOTHER:
            return self._renewed(column, letters)
        if name in PATHS and self.root_after:
            return literal(self.root_after).concat(func.substr(column, len(self.root) + 1))
        if name == "email":
            return func.replace(column, "@", f"+{self.number}@")
        if (table, name) == ("place", "name") and self.name:
            return func.replace(column, NAME, self.name)
        return column

    def _renewed(self, column: Column[Any], letters: str) -> ColumnElement[str]:
        """A copy of a copied audit changes other letters than the first copy did, so that both stay apart."""
        kept = NEW_LETTERS if self.root_after else 0
        rest = func.substr(column, kept + NEW_LETTERS + 1)
        return func.substr(column, 1, kept).concat(letters).concat(rest)

    def _moves(self, *tables: str) -> int:
        return self.number * max(self.spans.get(one, 0) for one in tables)

    def is_copied(self, table: Table) -> ColumnElement[bool]:
        """Of the council that is copied, and no copy itself. People are not any council's."""
        original = table.c.id <= self.spans[table.name]
        if table.name == "place":
            return original & within(Place.path, self.root)
        if table.name == "person":
            return original
        return original & (table.c.council_id == self.council)


def multiply(councils: int, audits: int) -> int:
    """So many councils with about so many audits between them; how many audits there are then.

    Each council has as many as every other, so that the number is met as nearly as that allows.
    """
    root = db.session.scalars(
        select(Place).where(Place.kind == Kind.COUNCIL, Place.name == NAME)
    ).one()
    times = max(1, round(audits / (councils * _count_audits(root.id))))
    more = _below("allocation", LEFT_BEHIND | NOT_MORE_OFTEN)
    spans = _spans(more)
    for number in range(1, times):
        Copy(number, spans, root.id, root.path).make(more)
    every = [one for one in Model.metadata.sorted_tables if one.name not in LEFT_BEHIND]
    spans = _spans(every)
    for number in range(1, councils):
        path, called = f"{root.path[:-1]}-{number + 1}/", f"{NAME} {number + 1}"
        Copy(number, spans, root.id, root.path, path, called).make(every)
    _go_on_counting(every)
    return _count_audits()


def _below(name: str, without: set[str]) -> list[Table]:
    """A table and every table whose rows belong to rows of it."""
    found: list[Table] = []
    for table in Model.metadata.sorted_tables:
        above = {key.column.table.name for key in table.foreign_keys} - {table.name}
        is_below = table.name == name or above & {one.name for one in found}
        if is_below and table.name not in without and not above & without:
            found.append(table)
    return found


def _spans(tables: Iterable[Table]) -> dict[str, int]:
    """The highest number of each table before it is copied: what has a higher one is a copy."""
    return {one.name: db.session.scalar(select(func.max(one.c.id))) or 0 for one in tables}


def _count_audits(council: int | None = None) -> int:
    audits = Model.metadata.tables["audit"]
    of_it = audits.c.council_id == council if council else true()
    return db.session.scalar(select(func.count()).select_from(audits).where(of_it)) or 0


def _go_on_counting(tables: Iterable[Table]) -> None:
    """PostgreSQL counts apart from the rows; SQLite looks at them."""
    if db.session.get_bind().dialect.name != "postgresql":
        return
    for one in tables:
        after = (
            f"SELECT setval(pg_get_serial_sequence('{one.name}', 'id'), max(id)) FROM {one.name}"  # noqa: S608 – our own names
        )
        db.session.execute(text(after))
