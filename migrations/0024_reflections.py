"""What practitioners said about audits of their work, the conversations, and their replies"""

import sqlalchemy as sa
from alembic import op

revision = "0024_reflections"
down_revision = "0023_answers_about_safety"
branch_labels = None
depends_on = None

WHY_NOT = (
    "DECLINED",
    "NOT_REACHED",
    "AWAY",
    "NOT_SAFE",
    "NOT_RIGHT_NOW",
    "LEGAL",
    "TOO_YOUNG",
    "NO_TIME",
    "NOT_INVOLVED",
)


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


def upgrade() -> None:
    op.create_table(
        "reflection",
        number("council_id"),
        words("public_id"),
        number("allocation_id"),
        number("practitioner_id"),
        moment("invited_at"),
        moment("reminded_at"),
        sa.Column("words", sa.JSON(), nullable=False),
        number("saves"),
        moment("saved_at"),
        moment("noted_at"),
        moment("sent_at"),
        moment("declined_at"),
        sa.Column("why_not", one_of("whynot", *WHY_NOT), nullable=True),
        words("saying"),
        moment("went_on_at"),
        moment("released_at"),
        number("version"),
        number("id"),
        references("reflection", "allocation_id", "allocation"),
        references("reflection", "council_id", "place"),
        references("reflection", "practitioner_id", "person"),
        *keys("reflection", "allocation_id", "public_id"),
    )
    index("reflection", "council_id", "practitioner_id", "released_at")
    op.create_table(
        "own_grade",
        number("council_id"),
        number("reflection_id"),
        words("section"),
        words("grade", needed=False),
        words("words"),
        number("id"),
        references("own_grade", "council_id", "place"),
        references("own_grade", "reflection_id", "reflection"),
        *keys("own_grade"),
        sa.UniqueConstraint(
            "reflection_id", "section", name=op.f("uq_own_grade_reflection_id_section")
        ),
    )
    index("own_grade", "council_id", "reflection_id")
    op.create_table(
        "conversation",
        number("council_id"),
        words("public_id"),
        number("audit_id"),
        moment("booked_for"),
        number("minutes", needed=False),
        number("booked_by_id", needed=False),
        number("bookings"),
        sa.Column("held", one_of("held", "MET", "CALLED", "NOT_WANTED"), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        words("also_there"),
        words("note"),
        moment("noted_at"),
        number("noted_by_id", needed=False),
        number("version"),
        number("id"),
        references("conversation", "audit_id", "audit"),
        references("conversation", "booked_by_id", "person"),
        references("conversation", "council_id", "place"),
        references("conversation", "noted_by_id", "person"),
        *keys("conversation", "audit_id", "public_id"),
    )
    index("conversation", "council_id")
    op.create_table(
        "reply",
        number("council_id"),
        words("public_id"),
        number("reflection_id"),
        sa.Column("kind", one_of("replykind", "ANSWER", "DISPUTE"), nullable=False),
        words("section"),
        words("text"),
        moment("said_at", needed=True),
        number("said_by_id"),
        sa.Column("outcome", one_of("outcome", "CORRECTED", "STANDS"), nullable=True),
        words("answer"),
        moment("answered_at"),
        number("answered_by_id", needed=False),
        number("version"),
        number("id"),
        references("reply", "answered_by_id", "person"),
        references("reply", "council_id", "place"),
        references("reply", "reflection_id", "reflection"),
        references("reply", "said_by_id", "person"),
        *keys("reply", "public_id"),
    )
    index("reply", "council_id", "reflection_id")


def downgrade() -> None:
    for table in ("reply", "conversation", "own_grade", "reflection"):
        op.drop_table(table)
