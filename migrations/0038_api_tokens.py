"""Tokens by which programs read figures"""

import sqlalchemy as sa
from alembic import op

revision = "0038_api_tokens"
down_revision = "0037_answers_on_time"
branch_labels = None
depends_on = None

READS = ("COUNTS", "IN_FULL", "TEXT", "REFERENCES")
PEOPLE = ("owner_id", "made_by_id", "lent_by_id", "ended_by_id")


def number(name: str, *, needed: bool = True) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=not needed)


def words(name: str, *, needed: bool = True) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=not needed)


def moment(name: str, *, needed: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not needed)


def to(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_api_token_{column}"))


def upgrade() -> None:
    op.create_table(
        "api_token",
        number("council_id"),
        words("public_id"),
        words("purpose"),
        number("place_id"),
        number("owner_id"),
        number("made_by_id", needed=False),
        moment("made_at", needed=True),
        sa.Column("ends_on", sa.Date(), nullable=False),
        words("digest", needed=False),
        moment("secret_made_at"),
        sa.Column(
            "lent", sa.Enum(*READS, name="reads", native_enum=False, length=40), nullable=False
        ),
        sa.Column("lent_until", sa.Date(), nullable=True),
        words("lent_why"),
        number("lent_by_id", needed=False),
        moment("lent_at"),
        moment("ended_at"),
        number("ended_by_id", needed=False),
        moment("last_minute"),
        number("asked_in_it"),
        number("version"),
        number("id"),
        *(to(column, "place") for column in ("council_id", "place_id")),
        *(to(column, "person") for column in PEOPLE),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        *(
            sa.UniqueConstraint(column, name=op.f(f"uq_api_token_{column}"))
            for column in ("public_id", "digest")
        ),
    )
    with op.batch_alter_table("api_token", schema=None) as batch_op:
        for column in ("council_id", "place_id", "owner_id"):
            batch_op.create_index(batch_op.f(f"ix_api_token_{column}"), [column])


def downgrade() -> None:
    op.drop_table("api_token")
