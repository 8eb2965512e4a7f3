"""Audits whole, packs for inspectors and who was given them, and what is said of a round"""

import sqlalchemy as sa
from alembic import op

revision = "0044_packs"
down_revision = "0043_past_audits"
branch_labels = None
depends_on = None

STATES = ("DRAFT", "PROPOSED", "DECLINED", "APPROVED")
LEVELS = ("INTERNAL", "COUNCIL", "PUBLIC")


def number(name: str, *, needed: bool = True) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=not needed)


def words(name: str) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=False)


def moment(name: str, *, needed: bool = True) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not needed)


def one_of(name: str, kind: str, of: tuple[str, ...]) -> sa.Column:
    return sa.Column(name, sa.Enum(*of, name=kind, native_enum=False, length=40), nullable=False)


def listed(name: str) -> sa.Column:
    return sa.Column(name, sa.JSON(), nullable=False)


def leads(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def ends(table: str, *unique: str) -> list[sa.Constraint]:
    return [
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        *(sa.UniqueConstraint(one, name=op.f(f"uq_{table}_{one}")) for one in unique),
    ]


def find_by(table: str, *columns: str) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        for one in columns:
            batch_op.create_index(batch_op.f(f"ix_{table}_{one}"), [one])


def upgrade() -> None:
    with op.batch_alter_table("report", schema=None) as batch_op:
        # Of what was asked for until now no audit was chosen by itself.
        batch_op.add_column(sa.Column("chosen", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("quotes", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("digests", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.alter_column("chosen", server_default=None)
        batch_op.alter_column("quotes", server_default=None)
        batch_op.alter_column("digests", server_default=None)
    op.create_table(
        "pack_giving",
        number("council_id"),
        words("public_id"),
        number("report_id"),
        words("given_to"),
        words("why"),
        moment("given_at"),
        number("given_by_id"),
        one_of("level", "level", LEVELS),
        sa.Column("with_references", sa.Boolean(), nullable=False),
        words("counted"),
        listed("files"),
        number("id"),
        leads("pack_giving", "council_id", "place"),
        leads("pack_giving", "report_id", "report"),
        leads("pack_giving", "given_by_id", "person"),
        *ends("pack_giving", "public_id"),
    )
    find_by("pack_giving", "council_id", "report_id")
    op.create_table(
        "round_narrative",
        number("council_id"),
        words("public_id"),
        number("round_id"),
        words("found"),
        words("doing"),
        one_of("state", "narrativestate", STATES),
        number("written_by_id"),
        moment("written_at"),
        number("decided_by_id", needed=False),
        moment("decided_at", needed=False),
        words("why"),
        listed("writer_ids"),
        listed("figures"),
        number("version"),
        number("id"),
        leads("round_narrative", "council_id", "place"),
        leads("round_narrative", "round_id", "round"),
        leads("round_narrative", "written_by_id", "person"),
        leads("round_narrative", "decided_by_id", "person"),
        *ends("round_narrative", "public_id"),
    )
    find_by("round_narrative", "council_id", "round_id")


def downgrade() -> None:
    op.drop_table("round_narrative")
    op.drop_table("pack_giving")
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.drop_column("digests")
        batch_op.drop_column("quotes")
        batch_op.drop_column("chosen")
