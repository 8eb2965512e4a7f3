"""A second opinion opened again, its draft, and whoever was taken out of a calibration exercise"""

import sqlalchemy as sa
from alembic import op

revision = "0034_opening_again"
down_revision = "0033_calibrations_and_auditors"
branch_labels = None
depends_on = None

SETTLED = ("BOTH_AGREE", "SENIOR", "QA_LEAD")


def references(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def number(name: str, *, needed: bool = True) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=not needed)


def moment(name: str) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=True)


def upgrade() -> None:
    op.create_table(
        "opened_again",
        number("council_id"),
        number("moderation_id"),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        number("by_id"),
        sa.Column(
            "settled",
            sa.Enum(*SETTLED, name="settled", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_why", sa.String(), nullable=False),
        sa.Column("agreed", sa.JSON(), nullable=False),
        number("id"),
        references("opened_again", "council_id", "place"),
        references("opened_again", "moderation_id", "moderation"),
        references("opened_again", "by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opened_again")),
    )
    with op.batch_alter_table("opened_again", schema=None) as batch_op:
        for column in ("council_id", "moderation_id"):
            batch_op.create_index(batch_op.f(f"ix_opened_again_{column}"), [column])
    with op.batch_alter_table("moderation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("draft", sa.JSON(), nullable=True))
        batch_op.add_column(number("saves", needed=False))
    op.execute("UPDATE moderation SET draft = '{}', saves = 0")
    with op.batch_alter_table("moderation", schema=None) as batch_op:
        batch_op.alter_column("draft", existing_type=sa.JSON(), nullable=False)
        batch_op.alter_column("saves", existing_type=sa.Integer(), nullable=False)
    with op.batch_alter_table("calibration_part", schema=None) as batch_op:
        batch_op.add_column(moment("left_at"))
        batch_op.add_column(number("taken_out_by_id", needed=False))
        batch_op.add_column(sa.Column("left_why", sa.String(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_calibration_part_taken_out_by_id"),
            "person",
            ["taken_out_by_id"],
            ["id"],
        )
    op.execute("UPDATE calibration_part SET left_why = ''")
    with op.batch_alter_table("calibration_part", schema=None) as batch_op:
        batch_op.alter_column("left_why", existing_type=sa.String(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("calibration_part", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_calibration_part_taken_out_by_id"), type_="foreignkey"
        )
        for name in ("left_why", "taken_out_by_id", "left_at"):
            batch_op.drop_column(name)
    with op.batch_alter_table("moderation", schema=None) as batch_op:
        batch_op.drop_column("saves")
        batch_op.drop_column("draft")
    op.drop_table("opened_again")
