"""Papers in Word: what they said, and the council's own style"""

import sqlalchemy as sa
from alembic import op

revision = "0041_papers"
down_revision = "0040_closed_months"
branch_labels = None
depends_on = None

TEXTS = ("FOUND", "YOU_SAID")
TEXT_STATES = ("PROPOSED", "APPROVED", "DECLINED", "WITHDRAWN")
KINDS = (
    "WORKBOOK", "SERVICE", "SCRUTINY", "BOARD", "ANNUAL", "TEAM", "LEARNING", "REQUEST", "MEMBER",
)  # fmt: skip


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
    kind = sa.Enum(*KINDS, name="reportkind", native_enum=False, length=40)
    with op.batch_alter_table("report", schema=None) as batch_op:
        # What was asked for until now is a workbook, without a meeting.
        batch_op.add_column(sa.Column("kind", kind, nullable=False, server_default="WORKBOOK"))
        batch_op.add_column(sa.Column("front", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.alter_column("kind", server_default=None)
        batch_op.alter_column("front", server_default=None)
    op.create_table(
        "report_style",
        number("council_id"),
        words("public_id"),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        number("added_by_id"),
        moment("added_at"),
        moment("ended_at", needed=False),
        number("id"),
        leads("report_style", "council_id", "place"),
        leads("report_style", "added_by_id", "person"),
        *ends("report_style", "public_id"),
    )
    find_by("report_style", "council_id")
    op.create_table(
        "kept_paper",
        number("council_id"),
        number("report_id"),
        number("style_id", needed=False),
        listed("content"),
        words("reach"),
        listed("children"),
        listed("audits"),
        listed("quotes"),
        moment("made_at"),
        number("id"),
        leads("kept_paper", "council_id", "place"),
        leads("kept_paper", "report_id", "report"),
        leads("kept_paper", "style_id", "report_style"),
        *ends("kept_paper", "report_id"),
    )
    find_by("kept_paper", "council_id")
    op.create_table(
        "team_month",
        number("council_id"),
        number("place_id"),
        sa.Column("month", sa.Date(), nullable=False),
        number("due", needed=False),
        number("held", needed=False),
        words("went"),
        words("improvements"),
        moment("saved_at"),
        number("saved_by_id"),
        number("version"),
        number("id"),
        leads("team_month", "council_id", "place"),
        leads("team_month", "place_id", "place"),
        leads("team_month", "saved_by_id", "person"),
        *ends("team_month"),
        sa.UniqueConstraint("place_id", "month", name=op.f("uq_team_month_place_id_month")),
    )
    find_by("team_month", "council_id")
    op.create_table(
        "approved_text",
        number("council_id"),
        words("public_id"),
        one_of("kind", "quotekind", TEXTS),
        number("finding_id", needed=False),
        words("words"),
        words("answer"),
        one_of("state", "quotestate", TEXT_STATES),
        number("written_by_id"),
        moment("written_at"),
        number("decided_by_id", needed=False),
        moment("decided_at", needed=False),
        words("why"),
        number("version"),
        number("id"),
        leads("approved_text", "council_id", "place"),
        leads("approved_text", "finding_id", "finding"),
        leads("approved_text", "written_by_id", "person"),
        leads("approved_text", "decided_by_id", "person"),
        *ends("approved_text", "public_id", "finding_id"),
    )
    find_by("approved_text", "council_id")


def downgrade() -> None:
    op.drop_table("approved_text")
    op.drop_table("team_month")
    op.drop_table("kept_paper")
    op.drop_table("report_style")
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.drop_column("front")
        batch_op.drop_column("kind")
