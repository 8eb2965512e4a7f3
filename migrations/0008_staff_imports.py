"""Staff lists that were taken in, and what each did"""

import sqlalchemy as sa
from alembic import op

revision = "0008_staff_imports"
down_revision = "0007_children"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "staff_import",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("done", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_staff_import_by_id")),
        sa.ForeignKeyConstraint(
            ["council_id"], ["place.id"], name=op.f("fk_staff_import_council_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_import")),
        sa.UniqueConstraint("public_id", name=op.f("uq_staff_import_public_id")),
    )
    with op.batch_alter_table("staff_import", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_staff_import_council_id"), ["council_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("staff_import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_staff_import_council_id"))

    op.drop_table("staff_import")
