"""Everybody who edited a draft, and who left it unpublished"""

import sqlalchemy as sa
from alembic import op

revision = "0015_editors_of_drafts"
down_revision = "0014_sign_ins_of_councils"
branch_labels = None
depends_on = None

LEFT_BY = "fk_template_draft_left_by_id"


def upgrade() -> None:
    with op.batch_alter_table("template_draft", schema=None) as batch_op:
        batch_op.add_column(sa.Column("editor_ids", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("left_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("left_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_foreign_key(batch_op.f(LEFT_BY), "person", ["left_by_id"], ["id"])
    # Of a draft that was begun before, the last editor is the one who is known.
    draft = sa.table(
        "template_draft",
        sa.column("id", sa.Integer()),
        sa.column("edited_by_id", sa.Integer()),
        sa.column("editor_ids", sa.JSON()),
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(draft.c.id, draft.c.edited_by_id)).all():
        known = draft.update().where(draft.c.id == row.id)
        connection.execute(known.values(editor_ids=[row.edited_by_id]))
    with op.batch_alter_table("template_draft", schema=None) as batch_op:
        batch_op.alter_column("editor_ids", existing_type=sa.JSON(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("template_draft", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f(LEFT_BY), type_="foreignkey")
        batch_op.drop_column("left_at")
        batch_op.drop_column("left_by_id")
        batch_op.drop_column("editor_ids")
