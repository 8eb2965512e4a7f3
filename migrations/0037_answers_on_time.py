"""The day by which a challenge is to be answered is kept as it was told, with the council's own days off left out"""

import sqlalchemy as sa
from alembic import op

from qa_app.foundation.clock import london_day, working_days_after
from qa_app.foundation.database import UtcDateTime

revision = "0037_answers_on_time"
down_revision = "0036_reports"
branch_labels = None
depends_on = None

WORKING_DAYS = 5


def upgrade() -> None:
    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.add_column(sa.Column("answer_by", sa.Date(), nullable=True))
    reply = sa.table(
        "reply",
        sa.column("id", sa.Integer()),
        sa.column("said_at", UtcDateTime()),
        sa.column("answer_by", sa.Date()),
    )
    bind = op.get_bind()
    for number, said_at in bind.execute(sa.select(reply.c.id, reply.c.said_at)).all():
        day = working_days_after(london_day(said_at), WORKING_DAYS)
        bind.execute(reply.update().where(reply.c.id == number).values(answer_by=day))
    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.alter_column("answer_by", existing_type=sa.Date(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.drop_column("answer_by")
