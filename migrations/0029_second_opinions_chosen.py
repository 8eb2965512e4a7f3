"""Which audits are read a second time, and how far an audit that was handed in has come"""

from secrets import token_hex

import sqlalchemy as sa
from alembic import op

revision = "0029_second_opinions_chosen"
down_revision = "0028_promises_and_own_grades"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sealed", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("chosen", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("signed_off_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("signed_off_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("agreed_grade", sa.String(), nullable=True))
        batch_op.create_index(batch_op.f("ix_audit_sealed"), ["sealed"])
        batch_op.create_foreign_key(
            batch_op.f("fk_audit_signed_off_by_id"), "person", ["signed_off_by_id"], ["id"]
        )
    with op.batch_alter_table("section_reading", schema=None) as batch_op:
        batch_op.add_column(sa.Column("agreed_grade", sa.String(), nullable=True))
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.add_column(sa.Column("moderation_seed", sa.String(), nullable=True))

    # Nobody gave second opinions, so that what was handed in was agreed by it, and its actions are open.
    op.execute("UPDATE audit SET sealed = false, chosen = '[]'")
    op.execute(
        "UPDATE audit SET status = 'SIGNED_OFF', agreed_at = submitted_at,"
        " signed_off_at = submitted_at WHERE status = 'SUBMITTED'"
    )
    for (programme,) in op.get_bind().execute(sa.text("SELECT id FROM programme")).all():
        op.get_bind().execute(
            sa.text("UPDATE programme SET moderation_seed = :seed WHERE id = :id"),
            {"seed": token_hex(16), "id": programme},
        )

    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.alter_column("sealed", existing_type=sa.Boolean(), nullable=False)
        batch_op.alter_column("chosen", existing_type=sa.JSON(), nullable=False)
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.alter_column("moderation_seed", existing_type=sa.String(), nullable=False)


def downgrade() -> None:
    op.execute("UPDATE audit SET status = 'SUBMITTED' WHERE status IN ('AGREED', 'SIGNED_OFF')")
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.drop_column("moderation_seed")
    with op.batch_alter_table("section_reading", schema=None) as batch_op:
        batch_op.drop_column("agreed_grade")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_audit_signed_off_by_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_audit_sealed"))
        for name in (
            "agreed_grade",
            "signed_off_by_id",
            "signed_off_at",
            "agreed_at",
            "chosen",
            "sealed",
        ):
            batch_op.drop_column(name)
