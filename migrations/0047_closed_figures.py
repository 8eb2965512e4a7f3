"""Completion, themes and voices of months that were closed"""

import sqlalchemy as sa
from alembic import op

revision = "0047_closed_figures"
down_revision = "0046_schedules"
branch_labels = None
depends_on = None

OF = {
    "council_id": "place",
    "round_id": "round",
    "allocation_id": "allocation",
    "template_version_id": "template_version",
    "practitioner_then_id": "person",
}
TABLES = ("kept_allocation", "kept_reading")


def number(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def keys(table: str, *names: str) -> list[sa.Constraint]:
    leads = [
        sa.ForeignKeyConstraint([one], [f"{OF[one]}.id"], name=op.f(f"fk_{table}_{one}"))
        for one in names
    ]
    return [
        *leads,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("allocation_id", name=op.f(f"uq_{table}_allocation_id")),
    ]


def upgrade() -> None:
    op.create_table(
        "kept_allocation",
        number("council_id"),
        number("round_id"),
        number("allocation_id"),
        sa.Column("counted_as", sa.JSON(), nullable=False),
        number("id"),
        *keys("kept_allocation", "council_id", "round_id", "allocation_id"),
    )
    path = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    op.create_table(
        "kept_reading",
        number("council_id"),
        number("round_id"),
        number("allocation_id"),
        number("template_version_id"),
        sa.Column("place_then", path, nullable=False),
        sa.Column("status_then", sa.String(), nullable=False),
        number("age_then", nullable=True),
        sa.Column("auditor", sa.String(), nullable=False),
        number("practitioner_then_id", nullable=True),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("voices", sa.JSON(), nullable=False),
        number("id"),
        *keys("kept_reading", *OF),
    )
    for table in TABLES:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.create_index(batch_op.f(f"ix_{table}_council_id"), ["council_id"])
            batch_op.create_index(batch_op.f(f"ix_{table}_round_id"), ["round_id"])
    # Of what was closed until now grades are kept, and nothing else can be known any more.
    with op.batch_alter_table("kept_round", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("keeps_all", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("kept_round", schema=None) as batch_op:
        batch_op.alter_column("keeps_all", existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("kept_round", schema=None) as batch_op:
        batch_op.drop_column("keeps_all")
    for table in reversed(TABLES):
        op.drop_table(table)
