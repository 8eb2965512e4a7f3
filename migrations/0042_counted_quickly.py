"""Audits that wait are found among few, and what figures ask of a section stands in one index"""

import sqlalchemy as sa
from alembic import op

revision = "0042_counted_quickly"
down_revision = "0041_papers"
branch_labels = None
depends_on = None

COUNTED = ["audit_id", "concept", "grade", "agreed_grade", "impact", "section"]


def upgrade() -> None:
    op.create_index(
        "ix_audit_waiting",
        "audit",
        ["council_id"],
        sqlite_where=sa.text("status = 'SUBMITTED'"),
        postgresql_where=sa.text("status = 'SUBMITTED'"),
    )
    op.create_index("ix_section_reading_counted", "section_reading", COUNTED)
    op.drop_index("ix_section_reading_audit_id", table_name="section_reading")


def downgrade() -> None:
    op.create_index("ix_section_reading_audit_id", "section_reading", ["audit_id"])
    op.drop_index("ix_section_reading_counted", table_name="section_reading")
    op.drop_index("ix_audit_waiting", table_name="audit")
