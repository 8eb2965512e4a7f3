"""Receipts of forms that were answered"""

import sqlalchemy as sa
from alembic import op

revision = "0002_form_receipts"
down_revision = "0001_people_places_and_trail"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "form_receipt",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("endpoint", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("location", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_receipt")),
        sa.UniqueConstraint("key", name=op.f("uq_form_receipt_key")),
    )
    with op.batch_alter_table("form_receipt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_form_receipt_at"), ["at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("form_receipt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_form_receipt_at"))

    op.drop_table("form_receipt")
