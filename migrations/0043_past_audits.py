"""Audits of past years, from workbooks that were kept by hand"""

import sqlalchemy as sa
from alembic import op

revision = "0043_past_audits"
down_revision = "0042_counted_quickly"
branch_labels = None
depends_on = None

GRADES = ("OUTSTANDING", "GOOD", "REQUIRES_IMPROVEMENT", "INADEQUATE")
LEADS = {
    "past_import": {"council_id": "place", "upload_id": "upload", "imported_by_id": "person"},
    "past_audit": {
        "council_id": "place",
        "past_import_id": "past_import",
        "place_id": "place",
        "auditor_id": "person",
    },
    "past_section": {"council_id": "place", "past_audit_id": "past_audit"},
}
INDEXES = {
    "past_import": (("council_id",), ("digest",)),
    "past_audit": (
        ("past_import_id",), ("place_id",), ("auditor_id",),
        ("council_id", "reference_key"), ("council_id", "month"),
    ),
    "past_section": (("council_id",), ("past_audit_id",)),
}  # fmt: skip


def number(name: str, *, needed: bool = True) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=not needed)


def words(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def grade(name: str, *, needed: bool = False) -> sa.Column:
    kind = sa.Enum(*GRADES, name="grade", native_enum=False, length=40)
    return sa.Column(name, kind, nullable=not needed)


def moment(name: str, *, needed: bool) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not needed)


def make(table: str, *columns: sa.Column, has_address: bool = True) -> None:
    leads = [
        sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, to in LEADS[table].items()
    ]
    unique = [sa.UniqueConstraint("public_id", name=op.f(f"uq_{table}_public_id"))]
    op.create_table(
        table,
        number("council_id"),
        *columns,
        number("id"),
        *leads,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        *(unique if has_address else ()),
    )
    with op.batch_alter_table(table, schema=None) as batch_op:
        for together in INDEXES[table]:
            batch_op.create_index(batch_op.f(f"ix_{table}_{'_'.join(together)}"), [*together])


def upgrade() -> None:
    make(
        "past_import",
        *words("public_id", "digest"),
        number("upload_id"),
        moment("imported_at", needed=True),
        number("imported_by_id", needed=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        moment("undone_at", needed=False),
        number("version"),
    )
    make(
        "past_audit",
        *words("public_id", "reference", "reference_key", "team_written"),
        sa.Column(
            "place_then",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            nullable=False,
        ),
        *words("auditor_written", "words", "source_sheet"),
        number("past_import_id"),
        number("place_id"),
        number("auditor_id", needed=False),
        number("source_row"),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("moderated", sa.Boolean(), nullable=False),
        grade("grade"),
        grade("moderated_grade"),
    )
    make(
        "past_section",
        number("past_audit_id"),
        *words("heading", "concept"),
        grade("grade", needed=True),
        has_address=False,
    )


def downgrade() -> None:
    for table in ("past_section", "past_audit", "past_import"):
        op.drop_table(table)
