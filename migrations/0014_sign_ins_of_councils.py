"""Who asked for a council's own sign-in, and which sessions came by it"""

import sqlalchemy as sa
from alembic import op

revision = "0014_sign_ins_of_councils"
down_revision = "0013_child_restrictions"
branch_labels = None
depends_on = None

ASKED = "fk_identity_provider_asked_by_id"
CAME_BY = "fk_sign_in_session_provider_id"


def upgrade() -> None:
    with op.batch_alter_table("identity_provider", schema=None) as batch_op:
        batch_op.add_column(sa.Column("asked_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_foreign_key(batch_op.f(ASKED), "person", ["asked_by_id"], ["id"])

    with op.batch_alter_table("sign_in_session", schema=None) as batch_op:
        batch_op.add_column(sa.Column("provider_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f(CAME_BY), "identity_provider", ["provider_id"], ["id"]
        )
        batch_op.create_index(
            batch_op.f("ix_sign_in_session_provider_id"), ["provider_id"], unique=False
        )
    # What was sent may hold links that sign in, and nobody needs it any more.
    op.execute("UPDATE email SET text = '' WHERE sent_at IS NOT NULL")
    # By which of them a session came is not known, so those people sign in once more.
    op.execute(
        "UPDATE sign_in_session SET ended_at = last_seen_at, ending = 'CREDENTIALS_CHANGED'"
        " WHERE factor = 'SINGLE_SIGN_ON' AND ended_at IS NULL"
    )


def downgrade() -> None:
    with op.batch_alter_table("sign_in_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_session_provider_id"))
        batch_op.drop_constraint(batch_op.f(CAME_BY), type_="foreignkey")
        batch_op.drop_column("provider_id")

    with op.batch_alter_table("identity_provider", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f(ASKED), type_="foreignkey")
        batch_op.drop_column("asked_at")
        batch_op.drop_column("asked_by_id")
