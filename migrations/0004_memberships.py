"""What a council holds about a person, apart from the person; and the roles that job titles mean"""

import sqlalchemy as sa
from alembic import op

revision = "0004_memberships"
down_revision = "0003_templates_rounds_and_audits"
branch_labels = None
depends_on = None

ROLES = (
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
)
MOVED = ("job_title", "line_manager_id", "hours", "leaves_on", "disabled_at")


def upgrade() -> None:
    op.create_table(
        "membership",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("staff_number", sa.String(), nullable=False),
        sa.Column("job_title", sa.String(), nullable=False),
        sa.Column("line_manager_id", sa.Integer(), nullable=True),
        sa.Column("hours", sa.Double(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("leaves_on", sa.Date(), nullable=True),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["council_id"], ["place.id"], name=op.f("fk_membership_council_id")
        ),
        sa.ForeignKeyConstraint(
            ["line_manager_id"], ["person.id"], name=op.f("fk_membership_line_manager_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_membership_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint(
            "council_id", "person_id", name=op.f("uq_membership_council_id_person_id")
        ),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        for column in ("council_id", "line_manager_id", "person_id"):
            batch_op.create_index(batch_op.f(f"ix_membership_{column}"), [column], unique=False)

    op.create_table(
        "job_title_role",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("written", sa.String(), nullable=False),
        sa.Column(
            "role", sa.Enum(*ROLES, name="role", native_enum=False, length=40), nullable=True
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["council_id"], ["place.id"], name=op.f("fk_job_title_role_council_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_title_role")),
        sa.UniqueConstraint(
            "council_id", "written", name=op.f("uq_job_title_role_council_id_written")
        ),
    )
    op.execute(
        """
        INSERT INTO membership (council_id, person_id, name, staff_number, job_title,
            line_manager_id, hours, added_at, last_seen_at, leaves_on, disabled_at, version)
        SELECT DISTINCT appointment.council_id, person.id, person.name, '', person.job_title,
            person.line_manager_id, person.hours, CURRENT_TIMESTAMP, person.last_seen_at,
            person.leaves_on, person.disabled_at, 1
        FROM appointment JOIN person ON person.id = appointment.person_id
        """
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_person_line_manager_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_person_line_manager_id"))
        for column in MOVED:
            batch_op.drop_column(column)


def downgrade() -> None:
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("job_title", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("line_manager_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("hours", sa.Double(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("leaves_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_person_line_manager_id"), ["line_manager_id"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_person_line_manager_id"), "person", ["line_manager_id"], ["id"]
        )
    for column in MOVED:
        # Somebody with two councils gets back what the first of them held.
        op.execute(
            f"""
            UPDATE person SET {column} = (
                SELECT membership.{column} FROM membership
                WHERE membership.person_id = person.id ORDER BY membership.id LIMIT 1
            ) WHERE EXISTS (SELECT 1 FROM membership WHERE membership.person_id = person.id)
            """
        )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.alter_column("job_title", server_default=None)
        batch_op.alter_column("hours", server_default=None)
    op.drop_table("job_title_role")
    op.drop_table("membership")
