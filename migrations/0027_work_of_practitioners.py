"""Whose own work an action was found in, and what a practitioner was when it was looked at"""

import sqlalchemy as sa
from alembic import op

revision = "0027_work_of_practitioners"
down_revision = "0026_wrong_child"
branch_labels = None
depends_on = None

OF_AN_AUDIT = (
    "SELECT allocation.practitioner_id FROM allocation"
    " JOIN audit ON audit.allocation_id = allocation.id"
    " WHERE audit.public_id = action.source_id"
)


def upgrade() -> None:
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("role_then", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("manager_then_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_audit_manager_then_id"), "person", ["manager_then_id"], ["id"]
        )
    # Nobody noted what they were then.
    op.execute("UPDATE audit SET role_then = ''")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.alter_column("role_then", existing_type=sa.String(), nullable=False)

    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.add_column(sa.Column("practitioner_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_action_practitioner_id"), ["practitioner_id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_action_practitioner_id"), "person", ["practitioner_id"], ["id"]
        )
    op.execute(f"UPDATE action SET practitioner_id = ({OF_AN_AUDIT}) WHERE source_kind = 'AUDIT'")


def downgrade() -> None:
    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_action_practitioner_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_action_practitioner_id"))
        batch_op.drop_column("practitioner_id")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_audit_manager_then_id"), type_="foreignkey")
        batch_op.drop_column("manager_then_id")
        batch_op.drop_column("role_then")
