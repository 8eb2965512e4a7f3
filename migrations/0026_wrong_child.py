"""Audits that are shut because of a wrong child, and sections that partners answer"""

import sqlalchemy as sa
from alembic import op

revision = "0026_wrong_child"
down_revision = "0025_families"
branch_labels = None
depends_on = None

KIND = sa.Enum("OTHER_CHILD", "OTHER_REFERENCE", "OTHER", name="kind", native_enum=False, length=40)
OUTCOME = sa.Enum("MOVED", "DESTROYED", "OPENED", name="outcome", native_enum=False, length=40)


def upgrade() -> None:
    for table in ("audit", "action", "allocation"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("shut_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("moved_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("with_partners", sa.Boolean(), nullable=True))
    op.execute("UPDATE audit SET with_partners = false")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.alter_column("with_partners", existing_type=sa.Boolean(), nullable=False)
    add_shut_audits()
    add_proposals()
    add_given_sections()


def add_shut_audits() -> None:
    op.create_table(
        "shut_audit",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("audit_id", sa.String(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("allocation_id", sa.Integer(), nullable=False),
        sa.Column("auditor_id", sa.Integer(), nullable=False),
        sa.Column("was_submitted", sa.Boolean(), nullable=False),
        sa.Column("kind", KIND, nullable=False),
        sa.Column("believed", sa.String(), nullable=False),
        sa.Column("shut_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shut_by_id", sa.Integer(), nullable=False),
        sa.Column("outcome", OUTCOME, nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("now_read_id", sa.Integer(), nullable=True),
        sa.Column("destroyed", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["allocation_id"], ["allocation.id"], name=op.f("fk_shut_audit_allocation_id")
        ),
        sa.ForeignKeyConstraint(
            ["auditor_id"], ["person.id"], name=op.f("fk_shut_audit_auditor_id")
        ),
        sa.ForeignKeyConstraint(
            ["council_id"], ["place.id"], name=op.f("fk_shut_audit_council_id")
        ),
        sa.ForeignKeyConstraint(
            ["now_read_id"], ["allocation.id"], name=op.f("fk_shut_audit_now_read_id")
        ),
        sa.ForeignKeyConstraint(
            ["shut_by_id"], ["person.id"], name=op.f("fk_shut_audit_shut_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shut_audit")),
        sa.UniqueConstraint("public_id", name=op.f("uq_shut_audit_public_id")),
    )
    op.create_index(
        op.f("ix_shut_audit_allocation_id"), "shut_audit", ["allocation_id"], unique=False
    )
    op.create_index(op.f("ix_shut_audit_audit_id"), "shut_audit", ["audit_id"], unique=False)
    op.create_index(op.f("ix_shut_audit_council_id"), "shut_audit", ["council_id"], unique=False)


def add_proposals() -> None:
    op.create_table(
        "shut_proposal",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("shut_audit_id", sa.Integer(), nullable=False),
        sa.Column("outcome", OUTCOME, nullable=False),
        sa.Column("kind", KIND, nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("is_agreed", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["person.id"], name=op.f("fk_shut_proposal_answered_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["council_id"], ["place.id"], name=op.f("fk_shut_proposal_council_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["person.id"], name=op.f("fk_shut_proposal_proposed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["shut_audit_id"], ["shut_audit.id"], name=op.f("fk_shut_proposal_shut_audit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shut_proposal")),
    )
    op.create_index(
        op.f("ix_shut_proposal_council_id"), "shut_proposal", ["council_id"], unique=False
    )
    op.create_index(
        op.f("ix_shut_proposal_shut_audit_id"), "shut_proposal", ["shut_audit_id"], unique=False
    )


def add_given_sections() -> None:
    op.create_table(
        "given_section",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_by_id", sa.Integer(), nullable=True),
        sa.Column("released_why", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["audit_id"], ["audit.id"], name=op.f("fk_given_section_audit_id")),
        sa.ForeignKeyConstraint(
            ["council_id"], ["place.id"], name=op.f("fk_given_section_council_id")
        ),
        sa.ForeignKeyConstraint(
            ["given_by_id"], ["person.id"], name=op.f("fk_given_section_given_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["person.id"], name=op.f("fk_given_section_partner_id")
        ),
        sa.ForeignKeyConstraint(
            ["released_by_id"], ["person.id"], name=op.f("fk_given_section_released_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_given_section")),
        sa.UniqueConstraint("public_id", name=op.f("uq_given_section_public_id")),
    )
    op.create_index(
        op.f("ix_given_section_audit_id_section"),
        "given_section",
        ["audit_id", "section"],
        unique=False,
    )
    op.create_index(
        op.f("ix_given_section_council_id"), "given_section", ["council_id"], unique=False
    )
    op.create_index(
        op.f("ix_given_section_partner_id"), "given_section", ["partner_id"], unique=False
    )


def downgrade() -> None:
    for table in ("given_section", "shut_proposal", "shut_audit"):
        op.drop_table(table)
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_column("with_partners")
        batch_op.drop_column("moved_at")
    for table in ("audit", "action", "allocation"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("shut_at")
