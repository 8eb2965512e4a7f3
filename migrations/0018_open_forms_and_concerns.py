"""The forms that save as they are typed, and safety concerns"""

import sqlalchemy as sa
from alembic import op

revision = "0018_open_forms_and_concerns"
down_revision = "0017_digest_of_pools"
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

    op.create_table(
        "concern",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column(
            "about",
            sa.Enum("CHILD", "COLLEAGUE", "ADULT", name="about", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("child_id", sa.Integer(), nullable=True),
        sa.Column("allocation_id", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column(
            "place_then",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("seen", sa.String(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("raised_by_id", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_by_id", sa.Integer(), nullable=True),
        sa.Column("told_name", sa.String(), nullable=False),
        sa.Column("told_role", sa.String(), nullable=False),
        sa.Column("decided", sa.String(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("on_record_since", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["allocation_id"], ["allocation.id"], name=op.f("fk_concern_allocation_id")
        ),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_concern_child_id")),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["person.id"], name=op.f("fk_concern_closed_by_id")
        ),
        sa.ForeignKeyConstraint(["council_id"], ["place.id"], name=op.f("fk_concern_council_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_concern_place_id")),
        sa.ForeignKeyConstraint(
            ["raised_by_id"], ["person.id"], name=op.f("fk_concern_raised_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["received_by_id"], ["person.id"], name=op.f("fk_concern_received_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern")),
        sa.UniqueConstraint("public_id", name=op.f("uq_concern_public_id")),
    )
    with op.batch_alter_table("concern", schema=None) as batch_op:
        for column in (
            "allocation_id",
            "child_id",
            "council_id",
            "place_id",
            "raised_at",
            "raised_by_id",
        ):
            batch_op.create_index(batch_op.f(f"ix_concern_{column}"), [column], unique=False)

    op.create_table(
        "concern_told",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("concern_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column(
            "rung",
            sa.Enum(
                "MANAGER",
                "DEPUTY",
                "HEAD",
                "OFFICER",
                "ADULT",
                name="rung",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["concern_id"], ["concern.id"], name=op.f("fk_concern_told_concern_id")
        ),
        sa.ForeignKeyConstraint(
            ["council_id"], ["place.id"], name=op.f("fk_concern_told_council_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_concern_told_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern_told")),
        sa.UniqueConstraint(
            "concern_id",
            "rung",
            "person_id",
            name=op.f("uq_concern_told_concern_id_rung_person_id"),
        ),
    )
    with op.batch_alter_table("concern_told", schema=None) as batch_op:
        for column in ("concern_id", "council_id", "person_id"):
            batch_op.create_index(batch_op.f(f"ix_concern_told_{column}"), [column], unique=False)


def downgrade() -> None:
    op.drop_table("concern_told")
    op.drop_table("concern")
    op.drop_table("open_form")
