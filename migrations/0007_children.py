"""Lists of children, the references on them, and merges"""

import sqlalchemy as sa
from alembic import op

revision = "0007_children"
down_revision = "0006_uploads"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_list",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_by_id", sa.Integer(), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_for", sa.String(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["place.id"], name=op.f("fk_case_list_council_id")),
        sa.ForeignKeyConstraint(
            ["imported_by_id"], ["person.id"], name=op.f("fk_case_list_imported_by_id")
        ),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_case_list_upload_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_list")),
        sa.UniqueConstraint("public_id", name=op.f("uq_case_list_public_id")),
    )
    with op.batch_alter_table("case_list", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_list_council_id"), ["council_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_list_digest"), ["digest"], unique=False)

    op.create_table(
        "child",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("reference_key", sa.String(), nullable=False),
        sa.Column("family_reference", sa.String(), nullable=False),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("restricted_reason", sa.String(), nullable=False),
        sa.Column("restricted_review_on", sa.Date(), nullable=True),
        sa.Column("restricted_by_id", sa.Integer(), nullable=True),
        sa.Column("restricted_by_list_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("merged_into_id <> id", name=op.f("ck_child_not_merged_into_itself")),
        sa.ForeignKeyConstraint(["council_id"], ["place.id"], name=op.f("fk_child_council_id")),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["child.id"], name=op.f("fk_child_merged_into_id")
        ),
        sa.ForeignKeyConstraint(
            ["restricted_by_id"], ["person.id"], name=op.f("fk_child_restricted_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["restricted_by_list_id"], ["case_list.id"], name=op.f("fk_child_restricted_by_list_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child")),
        sa.UniqueConstraint(
            "council_id", "reference_key", name=op.f("uq_child_council_id_reference_key")
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_child_public_id")),
    )
    with op.batch_alter_table("child", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_child_council_id"), ["council_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_child_merged_into_id"), ["merged_into_id"], unique=False
        )

    op.create_table(
        "child_on_list",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("case_list_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("also_on_plan", sa.Boolean(), nullable=False),
        sa.Column("status_since", sa.Date(), nullable=True),
        sa.Column("legal_status", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("plan_start", sa.Date(), nullable=True),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("birth_month", sa.Integer(), nullable=True),
        sa.Column("age", sa.Integer(), nullable=True),
        sa.Column("gender", sa.String(), nullable=False),
        sa.Column("ethnic_group", sa.String(), nullable=False),
        sa.Column("disability", sa.Boolean(), nullable=True),
        sa.Column("last_seen", sa.Date(), nullable=True),
        sa.Column("last_review", sa.Date(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("team_written", sa.String(), nullable=False),
        sa.Column("practitioner_id", sa.Integer(), nullable=True),
        sa.Column("practitioner_written", sa.String(), nullable=False),
        sa.Column("second_practitioner_id", sa.Integer(), nullable=True),
        sa.Column("second_practitioner_written", sa.String(), nullable=False),
        sa.Column("source_list", sa.String(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_list_id"], ["case_list.id"], name=op.f("fk_child_on_list_case_list_id")
        ),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_child_on_list_child_id")),
        sa.ForeignKeyConstraint(
            ["council_id"], ["place.id"], name=op.f("fk_child_on_list_council_id")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_child_on_list_place_id")),
        sa.ForeignKeyConstraint(
            ["practitioner_id"], ["person.id"], name=op.f("fk_child_on_list_practitioner_id")
        ),
        sa.ForeignKeyConstraint(
            ["second_practitioner_id"],
            ["person.id"],
            name=op.f("fk_child_on_list_second_practitioner_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child_on_list")),
        sa.UniqueConstraint(
            "case_list_id", "child_id", name=op.f("uq_child_on_list_case_list_id_child_id")
        ),
    )
    with op.batch_alter_table("child_on_list", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_child_on_list_case_list_id_place_id"),
            ["case_list_id", "place_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_child_on_list_case_list_id_status"),
            ["case_list_id", "status"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_child_on_list_child_id"), ["child_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_child_on_list_council_id"), ["council_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_child_on_list_place_id"), ["place_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_child_on_list_practitioner_id"), ["practitioner_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_child_on_list_second_practitioner_id"),
            ["second_practitioner_id"],
            unique=False,
        )

    op.create_table(
        "child_merge",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("merged_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("row_id", sa.Integer(), nullable=True),
        sa.Column("parted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("parted_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_child_merge_by_id")),
        sa.ForeignKeyConstraint(
            ["council_id"], ["place.id"], name=op.f("fk_child_merge_council_id")
        ),
        sa.ForeignKeyConstraint(["kept_id"], ["child.id"], name=op.f("fk_child_merge_kept_id")),
        sa.ForeignKeyConstraint(["merged_id"], ["child.id"], name=op.f("fk_child_merge_merged_id")),
        sa.ForeignKeyConstraint(
            ["parted_by_id"], ["person.id"], name=op.f("fk_child_merge_parted_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["row_id"],
            ["child_on_list.id"],
            name=op.f("fk_child_merge_row_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child_merge")),
        sa.UniqueConstraint("public_id", name=op.f("uq_child_merge_public_id")),
    )
    with op.batch_alter_table("child_merge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_child_merge_council_id"), ["council_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_child_merge_kept_id"), ["kept_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_child_merge_merged_id"), ["merged_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("child_merge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_child_merge_merged_id"))
        batch_op.drop_index(batch_op.f("ix_child_merge_kept_id"))
        batch_op.drop_index(batch_op.f("ix_child_merge_council_id"))

    op.drop_table("child_merge")
    with op.batch_alter_table("child_on_list", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_child_on_list_second_practitioner_id"))
        batch_op.drop_index(batch_op.f("ix_child_on_list_practitioner_id"))
        batch_op.drop_index(batch_op.f("ix_child_on_list_place_id"))
        batch_op.drop_index(batch_op.f("ix_child_on_list_council_id"))
        batch_op.drop_index(batch_op.f("ix_child_on_list_child_id"))
        batch_op.drop_index(batch_op.f("ix_child_on_list_case_list_id_status"))
        batch_op.drop_index(batch_op.f("ix_child_on_list_case_list_id_place_id"))

    op.drop_table("child_on_list")
    with op.batch_alter_table("child", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_child_merged_into_id"))
        batch_op.drop_index(batch_op.f("ix_child_council_id"))

    op.drop_table("child")
    with op.batch_alter_table("case_list", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_list_digest"))
        batch_op.drop_index(batch_op.f("ix_case_list_council_id"))

    op.drop_table("case_list")
