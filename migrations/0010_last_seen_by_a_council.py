"""When somebody was last seen is each council's own to know"""

import sqlalchemy as sa
from alembic import op

revision = "0010_last_seen_by_a_council"
down_revision = "0009_children_of_allocations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Without a batch, which would make SQLite's table anew: the column has no index and no check.
    op.drop_column("person", "last_seen_at")


def downgrade() -> None:
    op.add_column("person", sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE person SET last_seen_at = (SELECT max(membership.last_seen_at) FROM membership"
        " WHERE membership.person_id = person.id)"
    )
