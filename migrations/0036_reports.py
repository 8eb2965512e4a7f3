"""Reports that are made in the background"""

import sqlalchemy as sa
from alembic import op

revision = "0036_reports"
down_revision = "0035_found_quickly"
branch_labels = None
depends_on = None

LEVELS = ("INTERNAL", "COUNCIL", "PUBLIC")
STATES = ("QUEUED", "MAKING", "READY", "FAILED", "CANCELLED", "EXPIRED")


def one_of(name: str, words: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, length=40)


def number(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=False)


def words(name: str) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=False)


def moment(name: str, *, needed: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not needed)


def listed(name: str) -> sa.Column:
    return sa.Column(name, sa.JSON(), nullable=False)


def upgrade() -> None:
    op.create_table(
        "report",
        number("council_id"),
        words("public_id"),
        number("asked_by_id"),
        moment("asked_at", needed=True),
        sa.Column("level", one_of("level", LEVELS), nullable=False),
        sa.Column("with_references", sa.Boolean(), nullable=False),
        words("why"),
        listed("filters"),
        listed("said"),
        sa.Column("state", one_of("state", STATES), nullable=False),
        words("worker"),
        moment("heard_at"),
        number("tries"),
        words("step"),
        number("steps_done"),
        number("steps"),
        number("rows"),
        number("size"),
        words("reach"),
        listed("children"),
        listed("audits"),
        moment("made_at"),
        moment("expires_at"),
        words("trouble"),
        number("id"),
        sa.ForeignKeyConstraint(["council_id"], ["place.id"], name=op.f("fk_report_council_id")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_report_asked_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("public_id", name=op.f("uq_report_public_id")),
    )
    with op.batch_alter_table("report", schema=None) as batch_op:
        for columns in (["council_id"], ["asked_by_id"], ["state", "asked_at"]):
            batch_op.create_index(batch_op.f(f"ix_report_{'_'.join(columns)}"), columns)


def downgrade() -> None:
    op.drop_table("report")
