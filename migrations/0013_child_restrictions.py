"""The history of the restrictions of children's records"""

import sqlalchemy as sa
from alembic import op

revision = "0013_child_restrictions"
down_revision = "0012_template_drafts"
branch_labels = None
depends_on = None

# Restrictions that hold by hand begin their history when the trail says that they were last set.
HELD = """
    INSERT INTO child_restriction
        (council_id, child_id, at, by_id, lifted, reason, review_on)
    SELECT child.council_id, child.id, MAX(event.at), child.restricted_by_id, :no,
        child.restricted_reason, child.restricted_review_on
    FROM child JOIN event ON event.child = child.public_id
    WHERE child.restricted AND child.restricted_by_list_id IS NULL
        AND event.name = 'child:restricted'
    GROUP BY child.council_id, child.id, child.restricted_by_id,
        child.restricted_reason, child.restricted_review_on
"""


def upgrade() -> None:
    op.create_table(
        "child_restriction",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("lifted", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_child_restriction_by_id")),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_child_restriction_child_id")
        ),
        sa.ForeignKeyConstraint(
            ["council_id"], ["place.id"], name=op.f("fk_child_restriction_council_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child_restriction")),
    )
    with op.batch_alter_table("child_restriction", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_child_restriction_child_id"), ["child_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_child_restriction_council_id"), ["council_id"], unique=False
        )
    op.execute(sa.text(HELD).bindparams(no=False))


def downgrade() -> None:
    with op.batch_alter_table("child_restriction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_child_restriction_council_id"))
        batch_op.drop_index(batch_op.f("ix_child_restriction_child_id"))
    op.drop_table("child_restriction")
