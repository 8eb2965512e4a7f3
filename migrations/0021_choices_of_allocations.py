"""Who was chosen against which rule, what took whose place, and what was paused with its round"""

import sqlalchemy as sa
from alembic import op

revision = "0021_choices_of_allocations"
down_revision = "0020_actions"
branch_labels = None
depends_on = None

BARS = (
    "OWN_WORK",
    "OWN_TEAM",
    "LINE_MANAGEMENT",
    "OTHER_SERVICE",
    "NOT_CLEARED",
    "DECLINED",
    "READ_IT_LAST",
)


def upgrade() -> None:
    rule = sa.Enum(*BARS, name="bar", native_enum=False, length=40)
    with op.batch_alter_table("allocation_change", schema=None) as batch_op:
        batch_op.add_column(sa.Column("with_round", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("auditor_after_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("against", rule, nullable=True))
        batch_op.add_column(sa.Column("against_why", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("other_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_allocation_change_auditor_after_id"),
            "person",
            ["auditor_after_id"],
            ["id"],
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_allocation_change_other_id"), "allocation", ["other_id"], ["id"]
        )
    # What was paused at one moment was paused with its round: one by one, each has its own.
    op.execute(
        "UPDATE allocation_change SET against_why = '', with_round = (act = 'PAUSED' AND EXISTS ("
        "SELECT 1 FROM allocation_change AS other WHERE other.act = 'PAUSED'"
        " AND other.council_id = allocation_change.council_id AND other.at = allocation_change.at"
        " AND other.id <> allocation_change.id))"
    )
    with op.batch_alter_table("allocation_change", schema=None) as batch_op:
        batch_op.alter_column("with_round", existing_type=sa.Boolean(), nullable=False)
        batch_op.alter_column("against_why", existing_type=sa.String(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("allocation_change", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_allocation_change_other_id"), type_="foreignkey")
        batch_op.drop_constraint(
            batch_op.f("fk_allocation_change_auditor_after_id"), type_="foreignkey"
        )
        batch_op.drop_column("other_id")
        batch_op.drop_column("against_why")
        batch_op.drop_column("against")
        batch_op.drop_column("auditor_after_id")
        batch_op.drop_column("with_round")
