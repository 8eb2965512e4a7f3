"""What is answered and found in an audit, and what was true on the day it was begun"""

import sqlalchemy as sa
from alembic import op

revision = "0019_answers_and_findings"
down_revision = "0018_open_forms_and_concerns"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "finding",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("STRENGTH", "DEVELOPMENT", name="findingkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("good_practice", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["audit_id"], ["audit.id"], name=op.f("fk_finding_audit_id")),
        sa.ForeignKeyConstraint(["council_id"], ["place.id"], name=op.f("fk_finding_council_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
        sa.UniqueConstraint("public_id", name=op.f("uq_finding_public_id")),
    )
    with op.batch_alter_table("finding") as batch_op:
        batch_op.create_index(batch_op.f("ix_finding_audit_id"), ["audit_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_finding_council_id"), ["council_id"], unique=False)

    op.create_table(
        "participation",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "PRACTITIONER",
                "MANAGER",
                "CHILD",
                "FAMILY",
                "REVIEWING_OFFICER",
                "PARTNER",
                name="part",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("took_part", sa.Boolean(), nullable=False),
        sa.Column(
            "why_not",
            sa.Enum(
                "DECLINED",
                "NOT_REACHED",
                "AWAY",
                "NOT_SAFE",
                "NOT_RIGHT_NOW",
                "LEGAL",
                "TOO_YOUNG",
                "NO_TIME",
                "NOT_INVOLVED",
                name="whynot",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("saying", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["audit_id"], ["audit.id"], name=op.f("fk_participation_audit_id")),
        sa.ForeignKeyConstraint(
            ["council_id"], ["place.id"], name=op.f("fk_participation_council_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation")),
        sa.UniqueConstraint("audit_id", "part", name=op.f("uq_participation_audit_id_part")),
    )
    with op.batch_alter_table("participation") as batch_op:
        batch_op.create_index(batch_op.f("ix_participation_audit_id"), ["audit_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_participation_council_id"), ["council_id"], unique=False
        )

    op.create_table(
        "section_note",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["audit_id"], ["audit.id"], name=op.f("fk_section_note_audit_id")),
        sa.ForeignKeyConstraint(
            ["council_id"], ["place.id"], name=op.f("fk_section_note_council_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_section_note_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section_note")),
        sa.UniqueConstraint(
            "audit_id",
            "section",
            "person_id",
            name=op.f("uq_section_note_audit_id_section_person_id"),
        ),
    )
    with op.batch_alter_table("section_note") as batch_op:
        batch_op.create_index(batch_op.f("ix_section_note_audit_id"), ["audit_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_section_note_council_id"), ["council_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_section_note_person_id"), ["person_id"], unique=False)

    op.create_table(
        "answer",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("section_reading_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column(
            "source",
            sa.Enum("SEEN", "TOLD", "NOT_FOUND", name="source", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["place.id"], name=op.f("fk_answer_council_id")),
        sa.ForeignKeyConstraint(
            ["section_reading_id"],
            ["section_reading.id"],
            name=op.f("fk_answer_section_reading_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint(
            "section_reading_id", "question", name=op.f("uq_answer_section_reading_id_question")
        ),
    )
    with op.batch_alter_table("answer") as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_question"), ["question"], unique=False)

    op.create_table(
        "earlier_section",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("section_reading_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["council_id"], ["place.id"], name=op.f("fk_earlier_section_council_id")
        ),
        sa.ForeignKeyConstraint(
            ["replaced_by_id"], ["person.id"], name=op.f("fk_earlier_section_replaced_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["section_reading_id"],
            ["section_reading.id"],
            name=op.f("fk_earlier_section_section_reading_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_earlier_section")),
        sa.UniqueConstraint(
            "section_reading_id",
            "number",
            name=op.f("uq_earlier_section_section_reading_id_number"),
        ),
    )
    with op.batch_alter_table("earlier_section") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_earlier_section_council_id"), ["council_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_earlier_section_section_reading_id"),
            ["section_reading_id"],
            unique=False,
        )

    op.create_table(
        "finding_theme",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["council_id"], ["place.id"], name=op.f("fk_finding_theme_council_id")
        ),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["finding.id"], name=op.f("fk_finding_theme_finding_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding_theme")),
        sa.UniqueConstraint("finding_id", "theme", name=op.f("uq_finding_theme_finding_id_theme")),
    )
    with op.batch_alter_table("finding_theme") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_finding_theme_council_id"), ["council_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_finding_theme_finding_id"), ["finding_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_finding_theme_theme"), ["theme"], unique=False)

    with op.batch_alter_table("audit") as batch_op:
        batch_op.add_column(sa.Column("template_version_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("read_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column(
                "place_then",
                sa.String().with_variant(sa.String(collation="C"), "postgresql"),
                nullable=True,
            )
        )
        batch_op.add_column(sa.Column("status_then", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("on_plan_then", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("status_since_then", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("category_then", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("age_then", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("practitioner_then_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("difference", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("impact", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("grade", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("reasons", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("noted_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("section_reading") as batch_op:
        batch_op.add_column(sa.Column("difference", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("impact", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("reasons", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("saved_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("noted_at", sa.DateTime(timezone=True), nullable=True))

    fill_in()

    with op.batch_alter_table("audit") as batch_op:
        batch_op.alter_column("template_version_id", existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column("read_by_id", existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column("begun_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        batch_op.alter_column(
            "place_then",
            existing_type=sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            nullable=False,
        )
        batch_op.alter_column("status_then", existing_type=sa.String(), nullable=False)
        batch_op.alter_column("on_plan_then", existing_type=sa.Boolean(), nullable=False)
        batch_op.alter_column("category_then", existing_type=sa.String(), nullable=False)
        batch_op.alter_column("difference", existing_type=sa.String(), nullable=False)
        batch_op.alter_column("reasons", existing_type=sa.JSON(), nullable=False)
        batch_op.create_index(batch_op.f("ix_audit_place_then"), ["place_then"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_audit_practitioner_then_id"), ["practitioner_then_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_audit_read_by_id"), ["read_by_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_audit_template_version_id"), ["template_version_id"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_audit_practitioner_then_id"), "person", ["practitioner_then_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_audit_template_version_id"),
            "template_version",
            ["template_version_id"],
            ["id"],
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_audit_read_by_id"), "person", ["read_by_id"], ["id"]
        )

    with op.batch_alter_table("section_reading") as batch_op:
        batch_op.alter_column("difference", existing_type=sa.String(), nullable=False)
        batch_op.alter_column("reasons", existing_type=sa.JSON(), nullable=False)


def fill_in() -> None:
    """Audits of before are on the version of their round; nobody kept what the list said on their day."""
    given = "FROM allocation WHERE allocation.id = audit.allocation_id"
    of_round = (
        "FROM allocation JOIN round ON round.id = allocation.round_id "
        "WHERE allocation.id = audit.allocation_id"
    )
    # A round’s first moment stands in where nobody kept when an audit was begun.
    op.execute(
        f"""
        UPDATE audit SET
            template_version_id = (SELECT round.template_version_id {of_round}),
            read_by_id = (SELECT allocation.auditor_id {given}),
            place_then = (SELECT allocation.place_then {given}),
            begun_at = COALESCE(
                (SELECT allocation.started_at {given}),
                submitted_at,
                (SELECT round.opened_at {of_round})
            ),
            status_then = '', category_then = '', difference = '',
            on_plan_then = {false()}
        """
    )
    op.execute("UPDATE section_reading SET difference = ''")
    for table in ("audit", "section_reading"):
        op.execute(
            sa.text(f"UPDATE {table} SET reasons = :none").bindparams(
                sa.bindparam("none", {}, type_=sa.JSON())
            )
        )


def false() -> str:
    return "0" if op.get_bind().dialect.name == "sqlite" else "false"


def downgrade() -> None:
    op.execute(
        "UPDATE audit SET status = CASE WHEN submitted_at IS NULL THEN 'DRAFT' ELSE 'SUBMITTED' END "
        "WHERE status = 'WITHDRAWN'"
    )
    with op.batch_alter_table("section_reading") as batch_op:
        batch_op.drop_column("noted_at")
        batch_op.drop_column("saved_at")
        batch_op.drop_column("reasons")
        batch_op.drop_column("impact")
        batch_op.drop_column("difference")

    with op.batch_alter_table("audit") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_audit_read_by_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_audit_template_version_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_audit_practitioner_then_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_audit_template_version_id"))
        batch_op.drop_index(batch_op.f("ix_audit_read_by_id"))
        batch_op.drop_index(batch_op.f("ix_audit_practitioner_then_id"))
        batch_op.drop_index(batch_op.f("ix_audit_place_then"))
        batch_op.drop_column("noted_at")
        batch_op.drop_column("reasons")
        batch_op.drop_column("grade")
        batch_op.drop_column("impact")
        batch_op.drop_column("difference")
        batch_op.drop_column("practitioner_then_id")
        batch_op.drop_column("age_then")
        batch_op.drop_column("category_then")
        batch_op.drop_column("status_since_then")
        batch_op.drop_column("on_plan_then")
        batch_op.drop_column("status_then")
        batch_op.drop_column("place_then")
        batch_op.drop_column("withdrawn_at")
        batch_op.drop_column("begun_at")
        batch_op.drop_column("read_by_id")
        batch_op.drop_column("template_version_id")

    with op.batch_alter_table("finding_theme") as batch_op:
        batch_op.drop_index(batch_op.f("ix_finding_theme_theme"))
        batch_op.drop_index(batch_op.f("ix_finding_theme_finding_id"))
        batch_op.drop_index(batch_op.f("ix_finding_theme_council_id"))

    op.drop_table("finding_theme")
    with op.batch_alter_table("earlier_section") as batch_op:
        batch_op.drop_index(batch_op.f("ix_earlier_section_section_reading_id"))
        batch_op.drop_index(batch_op.f("ix_earlier_section_council_id"))

    op.drop_table("earlier_section")
    with op.batch_alter_table("answer") as batch_op:
        batch_op.drop_index(batch_op.f("ix_answer_question"))

    op.drop_table("answer")
    with op.batch_alter_table("section_note") as batch_op:
        batch_op.drop_index(batch_op.f("ix_section_note_person_id"))
        batch_op.drop_index(batch_op.f("ix_section_note_council_id"))
        batch_op.drop_index(batch_op.f("ix_section_note_audit_id"))

    op.drop_table("section_note")
    with op.batch_alter_table("participation") as batch_op:
        batch_op.drop_index(batch_op.f("ix_participation_council_id"))
        batch_op.drop_index(batch_op.f("ix_participation_audit_id"))

    op.drop_table("participation")
    with op.batch_alter_table("finding") as batch_op:
        batch_op.drop_index(batch_op.f("ix_finding_council_id"))
        batch_op.drop_index(batch_op.f("ix_finding_audit_id"))

    op.drop_table("finding")
