"""Grades of months that were closed"""

import sqlalchemy as sa
from alembic import op

revision = "0040_closed_months"
down_revision = "0039_saved_views"
branch_labels = None
depends_on = None

OF = {"council_id": "place", "round_id": "round", "audit_id": "audit"}


def number(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=False)


def keys(table: str, *names: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([one], [f"{OF[one]}.id"], name=op.f(f"fk_{table}_{one}"))
        for one in names
    ]


def upgrade() -> None:
    op.create_table(
        "kept_round",
        number("council_id"),
        number("round_id"),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        number("waiting"),
        number("id"),
        *keys("kept_round", "council_id", "round_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_round")),
        sa.UniqueConstraint("round_id", name=op.f("uq_kept_round_round_id")),
    )
    op.create_table(
        "kept_grade",
        number("council_id"),
        number("round_id"),
        number("audit_id"),
        sa.Column("concept", sa.String(), nullable=False),
        sa.Column("grade", sa.String(), nullable=True),
        number("id"),
        *keys("kept_grade", "council_id", "round_id", "audit_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_grade")),
        sa.UniqueConstraint("audit_id", "concept", name=op.f("uq_kept_grade_audit_id_concept")),
    )
    for table, column in (
        ("kept_round", "council_id"),
        ("kept_grade", "council_id"),
        ("kept_grade", "round_id"),
    ):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.create_index(batch_op.f(f"ix_{table}_{column}"), [column])


def downgrade() -> None:
    op.drop_table("kept_grade")
    op.drop_table("kept_round")
