"""Which records of a draw were restricted, and so were drawn on top of the number asked for"""

import sqlalchemy as sa
from alembic import op

revision = "0022_restricted_on_top"
down_revision = "0021_choices_of_allocations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Draws from before took them for any other, and have to come out alike when they are done again."""
    with op.batch_alter_table("drawn_record", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("on_top", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("drawn_record", schema=None) as batch_op:
        batch_op.alter_column("on_top", existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("drawn_record", schema=None) as batch_op:
        batch_op.drop_column("on_top")
