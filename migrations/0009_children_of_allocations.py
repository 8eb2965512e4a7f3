"""The child whom an allocation is about"""

import sqlalchemy as sa
from alembic import op

revision = "0009_children_of_allocations"
down_revision = "0008_staff_imports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("allocation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("child_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_allocation_child_id"), ["child_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_allocation_child_id"), "child", ["child_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("allocation", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_allocation_child_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_allocation_child_id"))
        batch_op.drop_column("child_id")
