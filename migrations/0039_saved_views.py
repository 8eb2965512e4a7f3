"""Filters of pages of figures, kept under a name"""

import sqlalchemy as sa
from alembic import op

revision = "0039_saved_views"
down_revision = "0038_api_tokens"
branch_labels = None
depends_on = None

PLACES = ("council_id", "shared_with_id")


def upgrade() -> None:
    op.create_table(
        "saved_view",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("shared_with_id", sa.Integer(), nullable=True),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        *(
            sa.ForeignKeyConstraint([one], ["place.id"], name=op.f(f"fk_saved_view_{one}"))
            for one in PLACES
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_saved_view_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("public_id", name=op.f("uq_saved_view_public_id")),
    )
    with op.batch_alter_table("saved_view", schema=None) as batch_op:
        for column in (*PLACES, "owner_id"):
            batch_op.create_index(batch_op.f(f"ix_saved_view_{column}"), [column])


def downgrade() -> None:
    op.drop_table("saved_view")
