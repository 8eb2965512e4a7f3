"""Which audits each report that left has counted"""

import sqlalchemy as sa
from alembic import op

revision = "0045_releases"
down_revision = "0044_packs"
branch_labels = None
depends_on = None

LEVELS = ("INTERNAL", "COUNCIL", "PUBLIC")


def number(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=False)


def leads(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    level = sa.Enum(*LEVELS, name="level", native_enum=False, length=40)
    op.create_table(
        "report_release",
        number("council_id"),
        number("report_id"),
        sa.Column("level", level, nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("audits", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        number("id"),
        leads("report_release", "council_id", "place"),
        leads("report_release", "report_id", "report"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_release")),
    )
    with op.batch_alter_table("report_release", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_release_council_id"), ["council_id"])
        batch_op.create_index(batch_op.f("ix_report_release_report_id"), ["report_id"])


def downgrade() -> None:
    op.drop_table("report_release")
