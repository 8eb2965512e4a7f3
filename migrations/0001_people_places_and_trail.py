"""The tree, its people, the trail, the outbox and runs of timed work"""

import sqlalchemy as sa
from alembic import op

revision = "0001_people_places_and_trail"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "event_tail",
        sa.Column("chain", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_tail")),
        sa.UniqueConstraint("chain", name=op.f("uq_event_tail_chain")),
    )
    op.create_table(
        "job_run",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("well", sa.Boolean(), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("trouble", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_run")),
    )
    with op.batch_alter_table("job_run", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_run_name"), ["name"], unique=False)

    op.create_table(
        "person",
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("job_title", sa.String(), nullable=False),
        sa.Column("line_manager_id", sa.Integer(), nullable=True),
        sa.Column("hours", sa.Double(), nullable=False),
        sa.Column("leaves_on", sa.Date(), nullable=True),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_person_email_is_lower_case")),
        sa.ForeignKeyConstraint(
            ["line_manager_id"], ["person.id"], name=op.f("fk_person_line_manager_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
        sa.UniqueConstraint("public_id", name=op.f("uq_person_public_id")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_person_line_manager_id"), ["line_manager_id"], unique=False
        )

    op.create_table(
        "place",
        sa.Column("council_id", sa.Integer(), nullable=True),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column(
            "path", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "COUNCIL", "SERVICE", "LOCALITY", "TEAM", name="kind", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("path = lower(path)", name=op.f("ck_place_path_is_lower_case")),
        sa.ForeignKeyConstraint(["council_id"], ["place.id"], name=op.f("fk_place_council_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint("path", name=op.f("uq_place_path")),
        sa.UniqueConstraint("public_id", name=op.f("uq_place_public_id")),
    )
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_place_council_id"), ["council_id"], unique=False)

    op.create_table(
        "absence",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["place.id"], name=op.f("fk_absence_council_id")),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f("fk_absence_deputy_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_absence_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
        sa.UniqueConstraint("public_id", name=op.f("uq_absence_public_id")),
    )
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_absence_council_id"), ["council_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_absence_deputy_id"), ["deputy_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_absence_person_id"), ["person_id"], unique=False)

    op.create_table(
        "access_review",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("quarter", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_off_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_off_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["council_id"], ["place.id"], name=op.f("fk_access_review_council_id")
        ),
        sa.ForeignKeyConstraint(
            ["signed_off_by_id"], ["person.id"], name=op.f("fk_access_review_signed_off_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_review")),
        sa.UniqueConstraint(
            "council_id", "quarter", name=op.f("uq_access_review_council_id_quarter")
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_access_review_public_id")),
    )
    op.create_table(
        "appointment",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "PRACTITIONER",
                "TEAM_MANAGER",
                "SERVICE_MANAGER",
                "HEAD_OF_SERVICE",
                "REVIEWING_OFFICER",
                "QA_LEAD",
                "QA_OFFICER",
                "PRINCIPAL_SOCIAL_WORKER",
                "DATA_OFFICER",
                "DIRECTOR",
                "INSPECTOR",
                "INFORMATION_GOVERNANCE",
                "EXTERNAL_AUDITOR",
                "ADMINISTRATOR",
                name="role",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "duty",
            sa.Enum("AUDITOR", "MODERATOR", name="duty", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(role IS NULL) <> (duty IS NULL)", name=op.f("ck_appointment_role_or_duty")
        ),
        sa.ForeignKeyConstraint(
            ["council_id"], ["place.id"], name=op.f("fk_appointment_council_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_appointment_person_id")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_appointment_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
        sa.UniqueConstraint("public_id", name=op.f("uq_appointment_public_id")),
    )
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appointment_council_id"), ["council_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appointment_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appointment_place_id"), ["place_id"], unique=False)

    op.create_table(
        "council_setting",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["council_id"], ["place.id"], name=op.f("fk_council_setting_council_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council_setting")),
        sa.UniqueConstraint("council_id", "name", name=op.f("uq_council_setting_council_id_name")),
    )
    op.create_table(
        "email",
        sa.Column("council_id", sa.Integer(), nullable=True),
        sa.Column("once", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("to", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("given_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trouble", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["place.id"], name=op.f("fk_email_council_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_email")),
        sa.UniqueConstraint("message_id", name=op.f("uq_email_message_id")),
        sa.UniqueConstraint("once", name=op.f("uq_email_once")),
    )
    with op.batch_alter_table("email", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_email_council_id"), ["council_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_email_next_try_at"), ["next_try_at"], unique=False)

    op.create_table(
        "event",
        sa.Column("chain", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("about_kind", sa.String(), nullable=True),
        sa.Column("about_id", sa.String(), nullable=True),
        sa.Column("child", sa.String(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_event_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("chain", "number", name=op.f("uq_event_chain_number")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_about_id"), ["about_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_child"), ["child"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_name"), ["name"], unique=False)

    op.create_table(
        "place_change",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column(
            "path_before",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("name_before", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_place_change_by_id")),
        sa.ForeignKeyConstraint(
            ["council_id"], ["place.id"], name=op.f("fk_place_change_council_id")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_place_change_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_change")),
    )
    with op.batch_alter_table("place_change", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_place_change_council_id"), ["council_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_place_change_place_id"), ["place_id"], unique=False)

    op.create_table(
        "practitioner_alias",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("written", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["council_id"], ["place.id"], name=op.f("fk_practitioner_alias_council_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_practitioner_alias_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practitioner_alias")),
        sa.UniqueConstraint(
            "council_id", "written", name=op.f("uq_practitioner_alias_council_id_written")
        ),
    )
    with op.batch_alter_table("practitioner_alias", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_practitioner_alias_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "access_review_line",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column(
            "decision",
            sa.Enum("KEEP", "END", name="decision", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["appointment_id"],
            ["appointment.id"],
            name=op.f("fk_access_review_line_appointment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["council_id"], ["place.id"], name=op.f("fk_access_review_line_council_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_access_review_line_decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["access_review.id"], name=op.f("fk_access_review_line_review_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_review_line")),
        sa.UniqueConstraint("public_id", name=op.f("uq_access_review_line_public_id")),
        sa.UniqueConstraint(
            "review_id",
            "appointment_id",
            name=op.f("uq_access_review_line_review_id_appointment_id"),
        ),
    )
    with op.batch_alter_table("access_review_line", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_access_review_line_council_id"), ["council_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_access_review_line_review_id"), ["review_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("access_review_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_access_review_line_review_id"))
        batch_op.drop_index(batch_op.f("ix_access_review_line_council_id"))

    op.drop_table("access_review_line")
    with op.batch_alter_table("practitioner_alias", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_practitioner_alias_person_id"))

    op.drop_table("practitioner_alias")
    with op.batch_alter_table("place_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_place_change_place_id"))
        batch_op.drop_index(batch_op.f("ix_place_change_council_id"))

    op.drop_table("place_change")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_name"))
        batch_op.drop_index(batch_op.f("ix_event_child"))
        batch_op.drop_index(batch_op.f("ix_event_by_id"))
        batch_op.drop_index(batch_op.f("ix_event_at"))
        batch_op.drop_index(batch_op.f("ix_event_about_id"))

    op.drop_table("event")
    with op.batch_alter_table("email", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_email_next_try_at"))
        batch_op.drop_index(batch_op.f("ix_email_council_id"))

    op.drop_table("email")
    op.drop_table("council_setting")
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appointment_place_id"))
        batch_op.drop_index(batch_op.f("ix_appointment_person_id"))
        batch_op.drop_index(batch_op.f("ix_appointment_council_id"))

    op.drop_table("appointment")
    op.drop_table("access_review")
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_absence_person_id"))
        batch_op.drop_index(batch_op.f("ix_absence_deputy_id"))
        batch_op.drop_index(batch_op.f("ix_absence_council_id"))

    op.drop_table("absence")
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_place_council_id"))

    op.drop_table("place")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_line_manager_id"))

    op.drop_table("person")
    with op.batch_alter_table("job_run", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_job_run_name"))

    op.drop_table("job_run")
    op.drop_table("event_tail")
