"""Templates, rounds and audits"""

import sqlalchemy as sa
from alembic import op

revision = "0003_templates_rounds_and_audits"
down_revision = "0002_form_receipts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "programme",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("template_code", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["place.id"], name=op.f("fk_programme_council_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
        sa.UniqueConstraint("public_id", name=op.f("uq_programme_public_id")),
    )
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_programme_council_id"), ["council_id"], unique=False)

    op.create_table(
        "template_version",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["council_id"], ["place.id"], name=op.f("fk_template_version_council_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template_version")),
        sa.UniqueConstraint(
            "council_id", "code", "number", name=op.f("uq_template_version_council_id_code_number")
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_template_version_public_id")),
    )
    op.create_table(
        "round",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("template_version_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["place.id"], name=op.f("fk_round_council_id")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_round_programme_id")
        ),
        sa.ForeignKeyConstraint(
            ["template_version_id"],
            ["template_version.id"],
            name=op.f("fk_round_template_version_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
        sa.UniqueConstraint("programme_id", "month", name=op.f("uq_round_programme_id_month")),
        sa.UniqueConstraint("public_id", name=op.f("uq_round_public_id")),
    )
    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_round_council_id"), ["council_id"], unique=False)

    op.create_table(
        "allocation",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column(
            "place_then",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("auditor_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "TO_DO", "STARTED", "DONE", "WITHDRAWN", name="state", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["auditor_id"], ["person.id"], name=op.f("fk_allocation_auditor_id")
        ),
        sa.ForeignKeyConstraint(
            ["council_id"], ["place.id"], name=op.f("fk_allocation_council_id")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_allocation_place_id")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_allocation_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allocation")),
        sa.UniqueConstraint("public_id", name=op.f("uq_allocation_public_id")),
    )
    with op.batch_alter_table("allocation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_allocation_auditor_id"), ["auditor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_allocation_council_id"), ["council_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_allocation_place_id"), ["place_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_allocation_round_id"), ["round_id"], unique=False)

    op.create_table(
        "audit",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("allocation_id", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum("DRAFT", "SUBMITTED", name="status", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["allocation_id"], ["allocation.id"], name=op.f("fk_audit_allocation_id")
        ),
        sa.ForeignKeyConstraint(["council_id"], ["place.id"], name=op.f("fk_audit_council_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sa.UniqueConstraint("allocation_id", name=op.f("uq_audit_allocation_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_audit_public_id")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_council_id"), ["council_id"], unique=False)

    op.create_table(
        "section_reading",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("concept", sa.String(), nullable=False),
        sa.Column("grade", sa.String(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audit_id"], ["audit.id"], name=op.f("fk_section_reading_audit_id")
        ),
        sa.ForeignKeyConstraint(
            ["council_id"], ["place.id"], name=op.f("fk_section_reading_council_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section_reading")),
        sa.UniqueConstraint(
            "audit_id", "section", name=op.f("uq_section_reading_audit_id_section")
        ),
    )
    with op.batch_alter_table("section_reading", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_section_reading_audit_id"), ["audit_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_section_reading_concept"), ["concept"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_section_reading_council_id"), ["council_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("section_reading", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_section_reading_council_id"))
        batch_op.drop_index(batch_op.f("ix_section_reading_concept"))
        batch_op.drop_index(batch_op.f("ix_section_reading_audit_id"))

    op.drop_table("section_reading")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_council_id"))

    op.drop_table("audit")
    with op.batch_alter_table("allocation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_allocation_round_id"))
        batch_op.drop_index(batch_op.f("ix_allocation_place_id"))
        batch_op.drop_index(batch_op.f("ix_allocation_council_id"))
        batch_op.drop_index(batch_op.f("ix_allocation_auditor_id"))

    op.drop_table("allocation")
    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_round_council_id"))

    op.drop_table("round")
    op.drop_table("template_version")
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_programme_council_id"))

    op.drop_table("programme")
