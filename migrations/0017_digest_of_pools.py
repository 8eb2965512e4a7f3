"""The digest of what a draw was made from, which anybody can make again from its download"""

import sqlalchemy as sa
from alembic import op

revision = "0017_digest_of_pools"
down_revision = "0016_programmes_and_draws"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Of draws made before, nobody took it: what is written now would prove nothing.
    with op.batch_alter_table("draw", schema=None) as batch_op:
        batch_op.add_column(sa.Column("pool_digest", sa.String(), nullable=True))
    op.execute("UPDATE draw SET pool_digest = ''")
    with op.batch_alter_table("draw", schema=None) as batch_op:
        batch_op.alter_column("pool_digest", existing_type=sa.String(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("draw", schema=None) as batch_op:
        batch_op.drop_column("pool_digest")
