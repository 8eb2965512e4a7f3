"""Audits on children’s records, talked through and thanked for; notes of growth; actions in supervision"""

import sqlalchemy as sa
from alembic import op

revision = "0031_closing_the_loop"
down_revision = "0030_second_opinions"
branch_labels = None
depends_on = None


def moment(name: str, *, needed: bool = True) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not needed)


def number(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=False)


def words(name: str) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=False)


def day(name: str, *, needed: bool = True) -> sa.Column:
    return sa.Column(name, sa.Date(), nullable=not needed)


def references(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def keys(table: str, *unique: str) -> list[sa.Constraint]:
    return [
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        *(sa.UniqueConstraint(one, name=op.f(f"uq_{table}_{one}")) for one in unique),
    ]


def index(table: str, *columns: str) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        for column in columns:
            batch_op.create_index(batch_op.f(f"ix_{table}_{column}"), [column])


def upgrade() -> None:
    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.add_column(day("supervision_on", needed=False))
    op.create_table(
        "record_note",
        number("council_id"),
        number("audit_id"),
        day("put_on"),
        moment("said_at"),
        number("said_by_id"),
        number("id"),
        references("record_note", "audit_id", "audit"),
        references("record_note", "council_id", "place"),
        references("record_note", "said_by_id", "person"),
        *keys("record_note", "audit_id"),
    )
    index("record_note", "council_id")
    op.create_table(
        "supervision_talk",
        number("council_id"),
        number("audit_id"),
        number("practitioner_id"),
        day("talked_on"),
        words("note"),
        moment("noted_at"),
        number("noted_by_id"),
        number("id"),
        references("supervision_talk", "audit_id", "audit"),
        references("supervision_talk", "council_id", "place"),
        references("supervision_talk", "noted_by_id", "person"),
        references("supervision_talk", "practitioner_id", "person"),
        *keys("supervision_talk", "audit_id"),
    )
    index("supervision_talk", "council_id", "practitioner_id")
    op.create_table(
        "thanks",
        number("council_id"),
        number("audit_id"),
        number("practitioner_id"),
        number("from_id"),
        moment("thanked_at"),
        number("id"),
        references("thanks", "audit_id", "audit"),
        references("thanks", "council_id", "place"),
        references("thanks", "from_id", "person"),
        references("thanks", "practitioner_id", "person"),
        *keys("thanks"),
        sa.UniqueConstraint("audit_id", "from_id", name=op.f("uq_thanks_audit_id_from_id")),
    )
    index("thanks", "audit_id", "council_id", "practitioner_id")
    op.create_table(
        "growth_note",
        number("council_id"),
        words("public_id"),
        number("person_id"),
        words("text"),
        moment("written_at"),
        moment("changed_at", needed=False),
        number("version"),
        number("id"),
        references("growth_note", "council_id", "place"),
        references("growth_note", "person_id", "person"),
        *keys("growth_note", "public_id"),
    )
    index("growth_note", "council_id", "person_id")


def downgrade() -> None:
    for table in ("growth_note", "thanks", "supervision_talk", "record_note"):
        op.drop_table(table)
    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.drop_column("supervision_on")
