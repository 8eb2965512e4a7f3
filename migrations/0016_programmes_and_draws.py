"""What programmes plan, how rounds are drawn, and what happens to what was given out"""

import sqlalchemy as sa
from alembic import op

revision = "0016_programmes_and_draws"
down_revision = "0015_editors_of_drafts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "draw",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("case_list_id", sa.Integer(), nullable=True),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("planned", sa.JSON(), nullable=False),
        sa.Column("unchecked", sa.JSON(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("drawn_by_id", sa.Integer(), nullable=True),
        sa.Column("why_again", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_list_id"], ["case_list.id"], name=op.f("fk_draw_case_list_id")
        ),
        sa.ForeignKeyConstraint(["council_id"], ["place.id"], name=op.f("fk_draw_council_id")),
        sa.ForeignKeyConstraint(["drawn_by_id"], ["person.id"], name=op.f("fk_draw_drawn_by_id")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_draw_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draw")),
        sa.UniqueConstraint("public_id", name=op.f("uq_draw_public_id")),
        sa.UniqueConstraint("round_id", "number", name=op.f("uq_draw_round_id_number")),
    )
    with op.batch_alter_table("draw", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draw_council_id"), ["council_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_draw_round_id"), ["round_id"], unique=False)

    op.create_table(
        "draw_hold",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column(
            "why",
            sa.Enum(
                "DIED",
                "ADOPTED",
                "RAPID_REVIEW",
                "POLICE",
                "COURT",
                "OTHER",
                name="hold",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("held_by_id", sa.Integer(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_draw_hold_child_id")),
        sa.ForeignKeyConstraint(["council_id"], ["place.id"], name=op.f("fk_draw_hold_council_id")),
        sa.ForeignKeyConstraint(
            ["held_by_id"], ["person.id"], name=op.f("fk_draw_hold_held_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["lifted_by_id"], ["person.id"], name=op.f("fk_draw_hold_lifted_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draw_hold")),
        sa.UniqueConstraint("public_id", name=op.f("uq_draw_hold_public_id")),
    )
    with op.batch_alter_table("draw_hold", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draw_hold_child_id"), ["child_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_draw_hold_council_id"), ["council_id"], unique=False)

    op.create_table(
        "drawn_record",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("draw_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum("PICKED", "RESERVE", "OUT", name="outcome", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "why",
            sa.Enum(
                "HELD",
                "CLOSED",
                "OTHER_STATUS",
                "OTHER_AGE",
                "NOT_SUITED",
                "OTHER_PLACE",
                "TOO_NEW",
                "OPEN_AUDIT",
                "AUDITED",
                "IN_CONVERSATION",
                "SIBLING",
                "SAME_PRACTITIONER",
                name="out",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("stratum", sa.JSON(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("practitioner_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_drawn_record_child_id")),
        sa.ForeignKeyConstraint(
            ["council_id"], ["place.id"], name=op.f("fk_drawn_record_council_id")
        ),
        sa.ForeignKeyConstraint(["draw_id"], ["draw.id"], name=op.f("fk_drawn_record_draw_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_drawn_record_place_id")),
        sa.ForeignKeyConstraint(
            ["practitioner_id"], ["person.id"], name=op.f("fk_drawn_record_practitioner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drawn_record")),
    )
    with op.batch_alter_table("drawn_record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_drawn_record_child_id"), ["child_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_drawn_record_council_id"), ["council_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_drawn_record_draw_id_outcome_position"),
            ["draw_id", "outcome", "position"],
            unique=False,
        )

    op.create_table(
        "allocation_change",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("allocation_id", sa.Integer(), nullable=False),
        sa.Column(
            "act",
            sa.Enum(
                "GIVEN",
                "DECLINED",
                "REPLACED",
                "PUT_OFF",
                "PAUSED",
                "GONE_ON",
                "EXEMPTED",
                "DUE_AGAIN",
                "WITHDRAWN",
                name="act",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("auditor_before_id", sa.Integer(), nullable=True),
        sa.Column("due_before", sa.Date(), nullable=True),
        sa.Column(
            "state_before",
            sa.Enum(
                "TO_DO",
                "STARTED",
                "DONE",
                "PAUSED",
                "EXEMPT",
                "WITHDRAWN",
                name="state",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["allocation_id"], ["allocation.id"], name=op.f("fk_allocation_change_allocation_id")
        ),
        sa.ForeignKeyConstraint(
            ["auditor_before_id"],
            ["person.id"],
            name=op.f("fk_allocation_change_auditor_before_id"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_allocation_change_by_id")),
        sa.ForeignKeyConstraint(
            ["council_id"], ["place.id"], name=op.f("fk_allocation_change_council_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allocation_change")),
    )
    with op.batch_alter_table("allocation_change", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_allocation_change_allocation_id"), ["allocation_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_allocation_change_council_id"), ["council_id"], unique=False
        )

    with op.batch_alter_table("allocation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("practitioner_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("drawn_record_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("weighed", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("due_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_allocation_drawn_record_id"), ["drawn_record_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_allocation_practitioner_id"), ["practitioner_id"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_allocation_drawn_record_id"), "drawn_record", ["drawn_record_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_allocation_practitioner_id"), "person", ["practitioner_id"], ["id"]
        )

    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.add_column(sa.Column("planned", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.add_column(sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))

    # Programmes of before are the monthly audits of everybody who audits; their rounds are open.
    plan = {"kind": "MONTHLY", "auditors": {"holds": ["TEAM_MANAGER", "AUDITOR"]}}
    op.execute(
        sa.text("UPDATE programme SET planned = :plan").bindparams(
            sa.bindparam("plan", plan, type_=sa.JSON())
        )
    )
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    first_moment = (
        "month || ' 00:00:00.000000'" if is_sqlite else "month::timestamp AT TIME ZONE 'UTC'"
    )
    op.execute(f"UPDATE round SET opened_at = {first_moment}")
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.alter_column("planned", existing_type=sa.JSON(), nullable=False)


def downgrade() -> None:

    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.drop_column("closed_at")
        batch_op.drop_column("opened_at")

    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.drop_column("ended_at")
        batch_op.drop_column("planned")

    with op.batch_alter_table("allocation", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_allocation_practitioner_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_allocation_drawn_record_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_allocation_practitioner_id"))
        batch_op.drop_index(batch_op.f("ix_allocation_drawn_record_id"))
        batch_op.drop_column("due_at")
        batch_op.drop_column("weighed")
        batch_op.drop_column("drawn_record_id")
        batch_op.drop_column("practitioner_id")

    with op.batch_alter_table("allocation_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_allocation_change_council_id"))
        batch_op.drop_index(batch_op.f("ix_allocation_change_allocation_id"))

    op.drop_table("allocation_change")
    with op.batch_alter_table("drawn_record", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_drawn_record_draw_id_outcome_position"))
        batch_op.drop_index(batch_op.f("ix_drawn_record_council_id"))
        batch_op.drop_index(batch_op.f("ix_drawn_record_child_id"))

    op.drop_table("drawn_record")
    with op.batch_alter_table("draw_hold", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_draw_hold_council_id"))
        batch_op.drop_index(batch_op.f("ix_draw_hold_child_id"))

    op.drop_table("draw_hold")
    with op.batch_alter_table("draw", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_draw_round_id"))
        batch_op.drop_index(batch_op.f("ix_draw_council_id"))

    op.drop_table("draw")
