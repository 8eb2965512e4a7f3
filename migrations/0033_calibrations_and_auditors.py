"""Calibration exercises, and how somebody becomes an auditor"""

import sqlalchemy as sa
from alembic import op

revision = "0033_calibrations_and_auditors"
down_revision = "0032_second_audits"
branch_labels = None
depends_on = None


def one_of(name: str, *members: str) -> sa.Enum:
    return sa.Enum(*members, name=name, native_enum=False, length=40)


def moment(name: str, *, needed: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not needed)


def number(name: str, *, needed: bool = True) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=not needed)


def words(name: str, *, needed: bool = True) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=not needed)


def references(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def keys(table: str, *unique: str) -> list[sa.Constraint]:
    return [
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        *(sa.UniqueConstraint(one, name=op.f(f"uq_{table}_{one}")) for one in unique),
    ]


def index(table: str, *columns: str) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        for column in columns:
            batch_op.create_index(batch_op.f(f"ix_{table}_{column}"), [column])


def day(name: str, *, needed: bool = False) -> sa.Column:
    return sa.Column(name, sa.Date(), nullable=not needed)


def upgrade() -> None:
    upgrade_calibrations()
    upgrade_auditors()


def upgrade_calibrations() -> None:
    op.create_table(
        "calibration",
        number("council_id"),
        words("public_id"),
        words("name"),
        number("template_version_id"),
        number("child_id", needed=False),
        words("story"),
        moment("opens_at", needed=True),
        moment("closes_at", needed=True),
        sa.Column("names", one_of("names", "LEAD", "ALL"), nullable=False),
        number("opened_by_id"),
        moment("withdrawn_at"),
        moment("reminded_at"),
        words("notes"),
        sa.Column("agreed", sa.JSON(), nullable=False),
        moment("discussed_at"),
        number("version"),
        number("id"),
        references("calibration", "council_id", "place"),
        references("calibration", "template_version_id", "template_version"),
        references("calibration", "child_id", "child"),
        references("calibration", "opened_by_id", "person"),
        *keys("calibration", "public_id"),
    )
    index("calibration", "child_id", "council_id")
    op.create_table(
        "calibration_part",
        number("council_id"),
        number("calibration_id"),
        number("person_id"),
        moment("graded_at"),
        number("id"),
        references("calibration_part", "council_id", "place"),
        references("calibration_part", "calibration_id", "calibration"),
        references("calibration_part", "person_id", "person"),
        *keys("calibration_part"),
        sa.UniqueConstraint(
            "calibration_id", "person_id", name=op.f("uq_calibration_part_calibration_id_person_id")
        ),
    )
    index("calibration_part", "calibration_id", "council_id", "person_id")
    op.create_table(
        "calibration_grade",
        number("council_id"),
        number("part_id"),
        words("section"),
        words("grade"),
        words("reading"),
        number("id"),
        references("calibration_grade", "council_id", "place"),
        references("calibration_grade", "part_id", "calibration_part"),
        *keys("calibration_grade"),
        sa.UniqueConstraint(
            "part_id", "section", name=op.f("uq_calibration_grade_part_id_section")
        ),
    )
    index("calibration_grade", "council_id", "part_id")


def upgrade_auditors() -> None:
    op.create_table(
        "becoming_auditor",
        number("council_id"),
        words("public_id"),
        number("person_id"),
        day("trained_on"),
        words("training"),
        moment("signed_off_at"),
        number("signed_off_by_id", needed=False),
        words("signed_off_why"),
        number("version"),
        number("id"),
        references("becoming_auditor", "council_id", "place"),
        references("becoming_auditor", "person_id", "person"),
        references("becoming_auditor", "signed_off_by_id", "person"),
        *keys("becoming_auditor", "public_id"),
        sa.UniqueConstraint(
            "council_id", "person_id", name=op.f("uq_becoming_auditor_council_id_person_id")
        ),
    )
    index("becoming_auditor", "council_id", "person_id")
    op.create_table(
        "practice_audit",
        number("council_id"),
        number("becoming_id"),
        sa.Column("kind", one_of("practice", "SHADOW", "PRACTICE"), nullable=False),
        day("done_on", needed=True),
        words("with_whom"),
        words("words"),
        number("noted_by_id"),
        number("id"),
        references("practice_audit", "council_id", "place"),
        references("practice_audit", "becoming_id", "becoming_auditor"),
        references("practice_audit", "noted_by_id", "person"),
        *keys("practice_audit"),
    )
    index("practice_audit", "becoming_id", "council_id")
    op.create_table(
        "coaching_note",
        number("council_id"),
        number("person_id"),
        number("written_by_id"),
        moment("at", needed=True),
        words("words"),
        number("id"),
        references("coaching_note", "council_id", "place"),
        references("coaching_note", "person_id", "person"),
        references("coaching_note", "written_by_id", "person"),
        *keys("coaching_note"),
    )
    index("coaching_note", "council_id", "person_id")


def downgrade() -> None:
    for table in (
        "coaching_note",
        "practice_audit",
        "becoming_auditor",
        "calibration_grade",
        "calibration_part",
        "calibration",
    ):
        op.drop_table(table)
