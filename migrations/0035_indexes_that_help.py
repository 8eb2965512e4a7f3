"""Sealed audits are found among few; answers and sections only below their audit, never by what they are about"""

import sqlalchemy as sa
from alembic import op

revision = "0035_indexes_that_help"
down_revision = "0034_opening_again"
branch_labels = None
depends_on = None

NEVER_ALONE = (("answer", "question"), ("section_reading", "concept"))


def upgrade() -> None:
    for table, column in NEVER_ALONE:
        op.drop_index(f"ix_{table}_{column}", table_name=table)
    op.drop_index("ix_audit_sealed", table_name="audit")
    op.create_index(
        "ix_audit_sealed",
        "audit",
        ["council_id"],
        sqlite_where=sa.text("sealed = 1"),
        postgresql_where=sa.text("sealed"),
    )


def downgrade() -> None:
    op.drop_index("ix_audit_sealed", table_name="audit")
    op.create_index("ix_audit_sealed", "audit", ["sealed"])
    for table, column in NEVER_ALONE:
        op.create_index(f"ix_{table}_{column}", table, [column])
