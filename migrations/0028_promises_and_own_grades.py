"""What a family was promised for an audit that is destroyed, and grades changed after the practitioner's was read"""

import sqlalchemy as sa
from alembic import op

revision = "0028_promises_and_own_grades"
down_revision = "0027_work_of_practitioners"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("shut_audit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("promises", sa.JSON(), nullable=True))
    # Of those that were destroyed nobody noted it.
    op.execute("UPDATE shut_audit SET promises = '{}'")
    with op.batch_alter_table("shut_audit", schema=None) as batch_op:
        batch_op.alter_column("promises", existing_type=sa.JSON(), nullable=False)

    with op.batch_alter_table("section_reading", schema=None) as batch_op:
        batch_op.add_column(sa.Column("grade_before", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("regraded_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("section_reading", schema=None) as batch_op:
        batch_op.drop_column("regraded_at")
        batch_op.drop_column("grade_before")
    with op.batch_alter_table("shut_audit", schema=None) as batch_op:
        batch_op.drop_column("promises")
