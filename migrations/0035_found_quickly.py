"""Sealed audits are found among few, answers and sections below their audit, and what a template looks at unopened"""

import sqlalchemy as sa
from alembic import op

revision = "0035_found_quickly"
down_revision = "0034_opening_again"
branch_labels = None
depends_on = None

NEVER_ALONE = (("answer", "question"), ("section_reading", "concept"))
SUBJECTS = ("CHILD", "REFERENCE", "PRACTITIONER", "HOUSEHOLD", "AUDIT")


def upgrade() -> None:
    subject = sa.Enum(*SUBJECTS, name="subject", native_enum=False, length=40)
    with op.batch_alter_table("template_version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("subject", subject, nullable=True))
    inside = "content ->> 'subject'"
    op.execute(f"UPDATE template_version SET subject = upper(coalesce({inside}, 'child'))")
    with op.batch_alter_table("template_version", schema=None) as batch_op:
        batch_op.alter_column("subject", existing_type=subject, nullable=False)
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
    with op.batch_alter_table("template_version", schema=None) as batch_op:
        batch_op.drop_column("subject")
