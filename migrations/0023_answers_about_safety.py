"""What was said to the question about safety, when an audit is opened and when it is handed in"""

import sqlalchemy as sa
from alembic import op

revision = "0023_answers_about_safety"
down_revision = "0022_restricted_on_top"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody was asked in audits of before, so nothing is said for them."""
    safe = sa.Enum("YES", "NO", name="safe", native_enum=False, length=40)
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("safe_at_first", safe, nullable=True))
        batch_op.add_column(sa.Column("safe_at_last", safe, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_column("safe_at_last")
        batch_op.drop_column("safe_at_first")
