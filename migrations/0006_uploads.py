"""Uploads, their previews, and the columns a council chose"""

import sqlalchemy as sa
from alembic import op

revision = "0006_uploads"
down_revision = "0005_sign_in"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "column_mapping",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["council_id"], ["place.id"], name=op.f("fk_column_mapping_council_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_column_mapping")),
        sa.UniqueConstraint("council_id", "kind", name=op.f("uq_column_mapping_council_id_kind")),
    )
    op.create_table(
        "upload",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "PREVIEWED",
                "CONFIRMED",
                "LEFT",
                "UNDONE",
                name="state",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_upload_by_id")),
        sa.ForeignKeyConstraint(["council_id"], ["place.id"], name=op.f("fk_upload_council_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
        sa.UniqueConstraint("public_id", name=op.f("uq_upload_public_id")),
    )
    with op.batch_alter_table("upload", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_upload_council_id"), ["council_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_upload_digest"), ["digest"], unique=False)
        batch_op.create_index(batch_op.f("ix_upload_kind"), ["kind"], unique=False)

    op.create_table(
        "upload_preview",
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("contents", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["upload_id"], ["upload.id"], name=op.f("fk_upload_preview_upload_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload_preview")),
        sa.UniqueConstraint("upload_id", name=op.f("uq_upload_preview_upload_id")),
    )
    with op.batch_alter_table("upload_preview", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_upload_preview_expires_at"), ["expires_at"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("upload_preview", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_upload_preview_expires_at"))

    op.drop_table("upload_preview")
    with op.batch_alter_table("upload", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_upload_kind"))
        batch_op.drop_index(batch_op.f("ix_upload_digest"))
        batch_op.drop_index(batch_op.f("ix_upload_council_id"))

    op.drop_table("upload")
    op.drop_table("column_mapping")
