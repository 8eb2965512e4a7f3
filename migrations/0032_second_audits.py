"""Records audited a second time, what became of earlier actions, why grades moved; themes that are checked"""

import sqlalchemy as sa
from alembic import op

revision = "0032_second_audits"
down_revision = "0031_closing_the_loop"
branch_labels = None
depends_on = None


def one_of(name: str, *members: str) -> sa.Enum:
    return sa.Enum(*members, name=name, native_enum=False, length=40)


def moment(name: str) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def number(name: str, *, needed: bool = True) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=not needed)


def words(name: str) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=False)


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
    op.create_table(
        "second_audit",
        number("council_id"),
        words("public_id"),
        number("audit_id"),
        sa.Column("why", one_of("why", "LOW", "SAMPLED", "ASKED"), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        number("allocation_id", needed=False),
        words("why_not"),
        moment("decided_at"),
        number("decided_by_id"),
        number("version"),
        number("id"),
        references("second_audit", "allocation_id", "allocation"),
        references("second_audit", "audit_id", "audit"),
        references("second_audit", "council_id", "place"),
        references("second_audit", "decided_by_id", "person"),
        *keys("second_audit", "allocation_id", "audit_id", "public_id"),
    )
    index("second_audit", "council_id")
    op.create_table(
        "earlier_action",
        number("council_id"),
        number("second_audit_id"),
        number("action_id"),
        sa.Column(
            "outcome",
            one_of("outcome", "DONE", "PARTLY", "NOT_DONE", "NO_LONGER_RIGHT"),
            nullable=False,
        ),
        sa.Column("helped", one_of("helped", "YES", "PARTLY", "NO", "TOO_EARLY"), nullable=False),
        words("words"),
        number("id"),
        references("earlier_action", "action_id", "action"),
        references("earlier_action", "council_id", "place"),
        references("earlier_action", "second_audit_id", "second_audit"),
        *keys("earlier_action"),
        sa.UniqueConstraint(
            "second_audit_id",
            "action_id",
            name=op.f("uq_earlier_action_second_audit_id_action_id"),
        ),
    )
    index("earlier_action", "action_id", "council_id", "second_audit_id")
    op.create_table(
        "why_moved",
        number("council_id"),
        number("second_audit_id"),
        words("section"),
        words("why"),
        number("id"),
        references("why_moved", "council_id", "place"),
        references("why_moved", "second_audit_id", "second_audit"),
        *keys("why_moved"),
        sa.UniqueConstraint(
            "second_audit_id", "section", name=op.f("uq_why_moved_second_audit_id_section")
        ),
    )
    index("why_moved", "council_id", "second_audit_id")
    op.create_table(
        "finding_check",
        number("council_id"),
        number("finding_id"),
        moment("checked_at"),
        number("checked_by_id"),
        number("version"),
        number("id"),
        references("finding_check", "checked_by_id", "person"),
        references("finding_check", "council_id", "place"),
        references("finding_check", "finding_id", "finding"),
        *keys("finding_check", "finding_id"),
    )
    index("finding_check", "council_id")
    op.create_table(
        "checked_theme",
        number("council_id"),
        number("finding_id"),
        words("theme"),
        number("id"),
        references("checked_theme", "council_id", "place"),
        references("checked_theme", "finding_id", "finding"),
        *keys("checked_theme"),
        sa.UniqueConstraint("finding_id", "theme", name=op.f("uq_checked_theme_finding_id_theme")),
    )
    index("checked_theme", "council_id", "finding_id", "theme")


def downgrade() -> None:
    for table in ("checked_theme", "finding_check", "why_moved", "earlier_action", "second_audit"):
        op.drop_table(table)
