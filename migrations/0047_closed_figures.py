"""Grades, completion, themes and voices of months that were closed, by what was given out"""

from collections import defaultdict

import sqlalchemy as sa
from alembic import op

revision = "0047_closed_figures"
down_revision = "0046_schedules"
branch_labels = None
depends_on = None

OF = {
    "council_id": "place",
    "round_id": "round",
    "allocation_id": "allocation",
    "template_version_id": "template_version",
    "practitioner_then_id": "person",
}
OF_GRADES = {"council_id": "place", "round_id": "round", "audit_id": "audit"}
TABLES = ("kept_allocation", "kept_reading")
WHOLE = ""

FACTS = (
    "allocation_id", "template_version_id", "place_then", "status_then", "age_then",
    "practitioner_then_id",
)  # fmt: skip
KEPT = sa.table("kept_grade", *map(sa.column, (*OF_GRADES, "concept", "grade")))
AUDITS = sa.table("audit", *map(sa.column, ("id", "council_id", "read_by_id", "begun_at", *FACTS)))
APPOINTMENTS = sa.table(
    "appointment", *map(sa.column, ("council_id", "person_id", "role", "starts_on", "ends_on"))
)
READINGS = sa.table(
    "kept_reading",
    *map(sa.column, ("council_id", "round_id", *FACTS, "auditor")),
    *(sa.column(one, sa.JSON()) for one in ("grades", "themes", "voices")),
)


def number(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def keys(table: str, *names: str) -> list[sa.Constraint]:
    leads = [
        sa.ForeignKeyConstraint([one], [f"{OF[one]}.id"], name=op.f(f"fk_{table}_{one}"))
        for one in names
    ]
    return [
        *leads,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("allocation_id", name=op.f(f"uq_{table}_allocation_id")),
    ]


def upgrade() -> None:
    op.create_table(
        "kept_allocation",
        number("council_id"),
        number("round_id"),
        number("allocation_id"),
        sa.Column("counted_as", sa.JSON(), nullable=False),
        number("id"),
        *keys("kept_allocation", "council_id", "round_id", "allocation_id"),
    )
    path = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    op.create_table(
        "kept_reading",
        number("council_id"),
        number("round_id"),
        number("allocation_id"),
        number("template_version_id"),
        sa.Column("place_then", path, nullable=False),
        sa.Column("status_then", sa.String(), nullable=False),
        number("age_then", nullable=True),
        sa.Column("auditor", sa.String(), nullable=False),
        number("practitioner_then_id", nullable=True),
        sa.Column("grades", sa.JSON(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("voices", sa.JSON(), nullable=False),
        number("id"),
        *keys("kept_reading", *OF),
    )
    for table in TABLES:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.create_index(batch_op.f(f"ix_{table}_council_id"), ["council_id"])
            batch_op.create_index(batch_op.f(f"ix_{table}_round_id"), ["round_id"])
    # Of what was closed until now grades are kept, and nothing else can be known any more.
    with op.batch_alter_table("kept_round", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("keeps_all", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("kept_round", schema=None) as batch_op:
        batch_op.alter_column("keeps_all", existing_type=sa.Boolean(), server_default=None)
    move_grades()
    op.drop_table("kept_grade")


def move_grades() -> None:
    """They hung on the audit, and would have gone with it."""
    grades: dict[int, dict[str, str | None]] = defaultdict(dict)
    rows = op.get_bind().execute(sa.select(KEPT.c.audit_id, KEPT.c.concept, KEPT.c.grade))
    for audit_id, concept, grade in rows:
        grades[audit_id][concept] = grade
    wanted = sa.select(
        AUDITS.c.id,
        KEPT.c.council_id,
        KEPT.c.round_id,
        *(AUDITS.c[one] for one in FACTS),
        sa.case(
            (held("EXTERNAL_AUDITOR"), "EXTERNAL"),
            (held("REVIEWING_OFFICER"), "REVIEWING_OFFICER"),
            else_="INTERNAL",
        ).label("auditor"),
    ).where(KEPT.c.audit_id == AUDITS.c.id, KEPT.c.concept == WHOLE)
    moved = [
        {**one._mapping, "grades": grades[one.id], "themes": {}, "voices": {}}
        for one in op.get_bind().execute(wanted)
    ]
    for one in moved:
        del one["id"]
    if moved:
        op.bulk_insert(READINGS, moved)


def move_back() -> None:
    """Of what was destroyed since there is no audit for them to hang on."""
    wanted = sa.select(
        READINGS.c.council_id, READINGS.c.round_id, AUDITS.c.id, READINGS.c.grades
    ).where(READINGS.c.allocation_id == AUDITS.c.allocation_id)
    moved = [
        {"council_id": council, "round_id": round_, "audit_id": audit, "concept": concept, "grade": grade}
        for council, round_, audit, grades in op.get_bind().execute(wanted)
        for concept, grade in grades.items()
    ]  # fmt: skip
    if moved:
        op.bulk_insert(KEPT, moved)


def held(role: str) -> sa.ColumnElement[bool]:
    day, ends = sa.func.date(AUDITS.c.begun_at), APPOINTMENTS.c.ends_on
    return sa.exists().where(
        APPOINTMENTS.c.council_id == AUDITS.c.council_id,
        APPOINTMENTS.c.person_id == AUDITS.c.read_by_id,
        APPOINTMENTS.c.role == role,
        sa.func.date(APPOINTMENTS.c.starts_on) <= day,
        sa.or_(ends.is_(None), sa.func.date(ends) >= day),
    )


def downgrade() -> None:
    op.create_table(
        "kept_grade",
        number("council_id"),
        number("round_id"),
        number("audit_id"),
        sa.Column("concept", sa.String(), nullable=False),
        sa.Column("grade", sa.String(), nullable=True),
        number("id"),
        *(
            sa.ForeignKeyConstraint([one], [f"{of}.id"], name=op.f(f"fk_kept_grade_{one}"))
            for one, of in OF_GRADES.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_grade")),
        sa.UniqueConstraint("audit_id", "concept", name=op.f("uq_kept_grade_audit_id_concept")),
    )
    with op.batch_alter_table("kept_grade", schema=None) as batch_op:
        for column in ("council_id", "round_id"):
            batch_op.create_index(batch_op.f(f"ix_kept_grade_{column}"), [column])
    move_back()
    with op.batch_alter_table("kept_round", schema=None) as batch_op:
        batch_op.drop_column("keeps_all")
    for table in reversed(TABLES):
        op.drop_table(table)
