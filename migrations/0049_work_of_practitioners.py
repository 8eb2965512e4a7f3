"""Audits of practitioners’ work are found by an index that holds no other"""

import sqlalchemy as sa
from alembic import op

revision = "0049_work_of_practitioners"
down_revision = "0048_councils_by_path"
branch_labels = None
depends_on = None

NAME, COLUMNS = "ix_allocation_practitioner_id", ["practitioner_id"]
OF_THEIRS = sa.text("practitioner_id IS NOT NULL")


def upgrade() -> None:
    op.drop_index(NAME, table_name="allocation")
    op.create_index(NAME, "allocation", COLUMNS, sqlite_where=OF_THEIRS, postgresql_where=OF_THEIRS)


def downgrade() -> None:
    op.drop_index(NAME, table_name="allocation")
    op.create_index(NAME, "allocation", COLUMNS)
