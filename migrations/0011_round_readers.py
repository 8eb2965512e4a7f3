"""Rounds named for an inspector or adviser to read"""

import sqlalchemy as sa
from alembic import op

revision = "0011_round_readers"
down_revision = "0010_last_seen_by_a_council"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "round_reader",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointment.id"], name=op.f("fk_round_reader_appointment_id")
        ),
        sa.ForeignKeyConstraint(
            ["council_id"], ["place.id"], name=op.f("fk_round_reader_council_id")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_round_reader_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_reader")),
        sa.UniqueConstraint("public_id", name=op.f("uq_round_reader_public_id")),
        sa.UniqueConstraint(
            "round_id", "appointment_id", name=op.f("uq_round_reader_round_id_appointment_id")
        ),
    )
    with op.batch_alter_table("round_reader", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_round_reader_appointment_id"), ["appointment_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_round_reader_council_id"), ["council_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("round_reader", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_round_reader_council_id"))
        batch_op.drop_index(batch_op.f("ix_round_reader_appointment_id"))

    op.drop_table("round_reader")
