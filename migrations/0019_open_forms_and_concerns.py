"""The forms that save as they are typed"""

import sqlalchemy as sa
from alembic import op

revision = "0019_open_forms_and_concerns"
down_revision = "0016_programmes_and_draws"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "open_form",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_form")),
        sa.UniqueConstraint("key", name=op.f("uq_open_form_key")),
    )
    with op.batch_alter_table("open_form", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_open_form_at"), ["at"], unique=False)


def downgrade() -> None:
    op.drop_table("open_form")
