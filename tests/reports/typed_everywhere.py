"""Marks and hostile text in every column of the demonstration that a person can type into.

A column that is new is typed into unless it is said here that no person writes it: so that whoever adds one has its text
go through every workbook, file and answer, and is told where it comes out.
"""

import re
from collections.abc import Iterator
from contextlib import suppress

from sqlalchemy import Column, Enum, String, Table, cast, insert, literal, select, update
from sqlalchemy.exc import IntegrityError

from qa_app.foundation.clock import now
from qa_app.foundation.database import Model, UtcDateTime, db
from tests.reports.test_cells import PAYLOADS

# Written by the service itself: what things are called in addresses and files, digests, codes and grades.
BY_THE_SERVICE = {
    "about_id", "about_kind", "agreed_grade", "audit_id", "auditor_grade", "category", "category_then", "child", "client_id",
    "client_secret", "code", "concept", "credential", "decided_grade", "difference", "digest", "email", "email_domain",
    "endpoint", "ethnic_group", "family", "gender", "grade", "grade_before", "impact", "issuer", "key", "kind", "language",
    "legal_status", "location", "message_id", "moderation_seed", "moderator_grade", "offered", "offered_codes", "once",
    "page", "path", "path_before", "place_then", "pool_digest", "previous", "proposed_grade", "public_id", "quarter",
    "question", "re_audit", "reach", "reference_key", "role_then", "sealed", "section", "seed", "source_id", "source_list",
    "status", "status_then", "step", "subject", "template", "template_code", "theme", "to", "trouble", "used_for", "value",
    "worker",
}  # fmt: skip
WRITTEN_BY_IT = {"council_setting.name", "event.name", "identity_provider.name", "job_run.name", "email.text", "child.family_reference", "drawn_record.reference"}  # fmt: skip
HOSTILE = [*PAYLOADS, "00123", "MAR1", "a\x0b\x01b"]
LONG = 40_000
OPENS = re.compile(r"⟦([a-z_]+\.[a-z_]+)#(\d+)⟧")


def typed_columns() -> Iterator[tuple[Table, Column]]:
    for table in Model.metadata.sorted_tables:
        for column in table.columns:
            is_text = isinstance(column.type, String) and not isinstance(column.type, Enum)
            known = column.name in BY_THE_SERVICE or f"{table.name}.{column.name}" in WRITTEN_BY_IT
            if is_text and not known and not column.foreign_keys:
                yield table, column


def type_into_everything() -> tuple[set[str], set[str]]:
    """Of each row another of the payloads, and of the first one a text longer than any cell; which columns had one."""
    filled, empty = set(), set()
    for table in {table: None for table, _ in typed_columns()}:
        if db.session.scalar(select(table.c.id).limit(1)) is None:
            add_row(table)
    for table, column in typed_columns():
        name = f"{table.name}.{column.name}"
        there = rows_for(table, column)
        (filled if there else empty).add(name)
        for number, payload in enumerate(HOSTILE):
            ids = [one for at, one in enumerate(there) if at % len(HOSTILE) == number]
            mark = literal(f"{name}#").concat(cast(table.c.id, String))
            for some in (ids[at : at + 400] for at in range(0, len(ids), 400)):
                value = literal(f"{payload} ⟦").concat(mark).concat("⟧ said ⟦/").concat(mark).concat("⟧")  # fmt: skip
                db.session.execute(update(table).where(table.c.id.in_(some)).values({column: value}))  # fmt: skip
        if there and column.name not in ("name", "reference"):
            first = there[len(there) // 2]
            text = f"=1+1 ⟦{name}#{first}⟧ {'long ' * (LONG // 5)}⟦/{name}#{first}⟧"
            db.session.execute(update(table).where(table.c.id == first).values({column: text}))
    db.session.commit()
    return filled, empty


def add_row(table: Table) -> None:
    """One row of what the demonstration has none of, of the first of whatever it belongs to."""
    needed = [one for one in table.columns if not (one.nullable or one.primary_key or one.default)]
    with suppress(IntegrityError), db.session.begin_nested():
        db.session.execute(insert(table).values({one: value_for(one) for one in needed}))


def value_for(column: Column) -> object:
    if column.foreign_keys:
        there = next(iter(column.foreign_keys)).column.table
        return db.session.scalar(select(there.c.id).order_by(there.c.id).limit(1))
    if isinstance(column.type, Enum):
        return next(iter(column.type.python_type))
    if isinstance(column.type, UtcDateTime):
        return now()
    return {bool: False, int: 1, bytes: b"", dict: []}.get(column.type.python_type, column.name)


def rows_for(table: Table, column: Column) -> list[int]:
    """Those with a text; where the demonstration has none, every row that may have one."""
    rows = select(table.c.id).order_by(table.c.id)
    if there := [*db.session.scalars(rows.where(column != ""))]:
        return there
    may = []
    for one in db.session.scalars(rows):
        with suppress(IntegrityError), db.session.begin_nested():
            db.session.execute(update(table).where(table.c.id == one).values({column: "may"}))
            may.append(one)
    return may


def columns_in(text: str) -> set[str]:
    return {name for name, _ in OPENS.findall(text)}


def cut_in(text: str) -> set[str]:
    """What begins in a file and does not end there."""
    found = {f"{name}#{number}" for name, number in OPENS.findall(text)}
    return {one for one in found if f"⟦/{one}⟧" not in text}
