"""Actions and their history"""

import sqlalchemy as sa
from alembic import op

revision = "0020_actions"
down_revision = "0019_answers_and_findings"
branch_labels = None
depends_on = None


def one_of(name: str, *members: str) -> sa.Enum:
    return sa.Enum(*members, name=name, native_enum=False, length=40)


def helped() -> sa.Enum:
    return one_of("helped", "YES", "PARTLY", "NO", "TOO_EARLY")


def state() -> sa.Enum:
    return one_of("state", "PROPOSED", "OWED", "DONE", "CONFIRMED", "REOPENED", "NO_LONGER_RIGHT")


def references(table: str, column: str, to: str, **how: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"), **how)


def upgrade() -> None:
    op.create_table(
        "action",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column(
            "source_kind",
            one_of("sourcekind", "AUDIT", "MODERATION", "LEARNING", "PLAN"),
            nullable=False,
        ),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("source_title", sa.String(), nullable=False),
        sa.Column(
            "for_whom",
            one_of("forwhom", "CHILD", "PRACTITIONER", "TEAM", "SERVICE", "PARTNER"),
            nullable=False,
        ),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("how_we_will_know", sa.String(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column(
            "place_then",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("offered_to_id", sa.Integer(), nullable=True),
        sa.Column("within", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_first_on", sa.Date(), nullable=True),
        sa.Column("state", state(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("helped", helped(), nullable=True),
        sa.Column("helped_words", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        references("action", "child_id", "child"),
        references("action", "council_id", "place"),
        references("action", "done_by_id", "person"),
        references("action", "offered_to_id", "person"),
        references("action", "owner_id", "person"),
        references("action", "place_id", "place"),
        references("action", "proposed_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
        sa.UniqueConstraint("public_id", name=op.f("uq_action_public_id")),
    )
    with op.batch_alter_table("action", schema=None) as batch_op:
        for columns in INDEXED:
            batch_op.create_index(batch_op.f(f"ix_action_{'_'.join(columns)}"), [*columns])

    op.create_table(
        "action_change",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column(
            "act",
            one_of(
                "act",
                "PROPOSED",
                "OWED",
                "DONE",
                "HELPED",
                "CONFIRMED",
                "REOPENED",
                "SET_ASIDE",
                "PUT_OFF",
                "GIVEN",
                "OFFERED",
                "TAKEN_ON",
                "LEFT",
                "MOVED",
            ),
            nullable=False,
        ),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("state_before", state(), nullable=True),
        sa.Column("owner_before_id", sa.Integer(), nullable=True),
        sa.Column("due_before", sa.Date(), nullable=True),
        sa.Column("helped", helped(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        references("action_change", "action_id", "action", ondelete="CASCADE"),
        references("action_change", "by_id", "person"),
        references("action_change", "council_id", "place"),
        references("action_change", "owner_before_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_change")),
    )
    with op.batch_alter_table("action_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_change_action_id"), ["action_id"])
        batch_op.create_index(batch_op.f("ix_action_change_council_id"), ["council_id"])


INDEXED = (
    ("source_kind", "source_id"),
    ("council_id", "state", "due_on"),
    ("child_id",),
    ("place_id",),
    ("owner_id",),
    ("offered_to_id",),
    ("proposed_by_id",),
)


def downgrade() -> None:
    op.drop_table("action_change")
    op.drop_table("action")
