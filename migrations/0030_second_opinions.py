"""Second opinions with their grades, what follows an inadequate audit, and decisions about challenges"""

import sqlalchemy as sa
from alembic import op

revision = "0030_second_opinions"
down_revision = "0029_second_opinions_chosen"
branch_labels = None
depends_on = None

SETTLED = ("BOTH_AGREE", "SENIOR", "QA_LEAD")
SIBLINGS = ("NONE", "NO", "LOOKED", "TO_LOOK")
DECISIONS = ("STANDS", "UPHELD")
CLOSED = ("RE_AUDITED", "NOT_BETTER", "NOT_AGREED", "NO_LONGER_OPEN")


def one_of(name: str, *members: str) -> sa.Enum:
    return sa.Enum(*members, name=name, native_enum=False, length=40)


def moment(name: str, *, needed: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not needed)


def number(name: str, *, needed: bool = True) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=not needed)


def words(name: str, *, needed: bool = True) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=not needed)


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
        "moderation",
        number("council_id"),
        words("public_id"),
        number("audit_id"),
        number("moderator_id"),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        moment("taken_at", needed=True),
        moment("committed_at"),
        sa.Column("quality", sa.JSON(), nullable=False),
        words("quality_words"),
        words("feedback"),
        moment("compared_at"),
        sa.Column("agrees", sa.Boolean(), nullable=True),
        words("reply"),
        moment("replied_at"),
        sa.Column("settled", one_of("settled", *SETTLED), nullable=True),
        moment("settled_at"),
        number("settled_by_id", needed=False),
        words("settled_why"),
        number("version"),
        number("id"),
        references("moderation", "council_id", "place"),
        references("moderation", "audit_id", "audit"),
        references("moderation", "moderator_id", "person"),
        references("moderation", "settled_by_id", "person"),
        *keys("moderation", "audit_id", "public_id"),
    )
    index("moderation", "council_id", "moderator_id", "committed_at")
    op.create_table(
        "moderated_grade",
        number("council_id"),
        number("moderation_id"),
        words("section"),
        words("auditor_grade", needed=False),
        words("moderator_grade"),
        words("reason"),
        words("why"),
        words("proposed_grade", needed=False),
        words("agreed_grade", needed=False),
        number("id"),
        references("moderated_grade", "council_id", "place"),
        references("moderated_grade", "moderation_id", "moderation"),
        *keys("moderated_grade"),
        sa.UniqueConstraint(
            "moderation_id", "section", name=op.f("uq_moderated_grade_moderation_id_section")
        ),
    )
    index("moderated_grade", "council_id", "moderation_id")
    op.create_table(
        "sent_back",
        number("council_id"),
        number("moderation_id"),
        words("why"),
        moment("at", needed=True),
        number("by_id"),
        number("id"),
        references("sent_back", "council_id", "place"),
        references("sent_back", "moderation_id", "moderation"),
        references("sent_back", "by_id", "person"),
        *keys("sent_back"),
    )
    index("sent_back", "council_id", "moderation_id")
    op.create_table(
        "inadequate",
        number("council_id"),
        words("public_id"),
        number("audit_id"),
        moment("found_at", needed=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        words("put_right"),
        sa.Column("siblings", one_of("siblings", *SIBLINGS), nullable=True),
        words("siblings_words"),
        words("support"),
        moment("said_at"),
        number("said_by_id", needed=False),
        sa.Column("closed", one_of("closed", *CLOSED), nullable=True),
        words("closed_words"),
        moment("closed_at"),
        number("closed_by_id", needed=False),
        words("re_audit"),
        number("version"),
        number("id"),
        references("inadequate", "council_id", "place"),
        references("inadequate", "audit_id", "audit"),
        references("inadequate", "said_by_id", "person"),
        references("inadequate", "closed_by_id", "person"),
        *keys("inadequate", "audit_id", "public_id"),
    )
    index("inadequate", "council_id", "due_on")
    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.add_column(sa.Column("decision", one_of("decision", *DECISIONS), nullable=True))
        batch_op.add_column(words("decided_words", needed=False))
        batch_op.add_column(words("decided_grade", needed=False))
        batch_op.add_column(moment("decided_at"))
        batch_op.add_column(number("decided_by_id", needed=False))
        batch_op.create_foreign_key(
            batch_op.f("fk_reply_decided_by_id"), "person", ["decided_by_id"], ["id"]
        )
    op.execute("UPDATE reply SET decided_words = ''")
    # No moderator decided until now: where an auditor said that it stands, it stood.
    op.execute(
        "UPDATE reply SET decision = 'STANDS', decided_at = answered_at, decided_by_id = answered_by_id,"
        " decided_words = 'The auditor’s answer stood: no moderator decided such things then.'"
        " WHERE kind = 'DISPUTE' AND outcome = 'STANDS'"
    )
    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.alter_column("decided_words", existing_type=sa.String(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_reply_decided_by_id"), type_="foreignkey")
        for name in (
            "decided_by_id",
            "decided_at",
            "decided_grade",
            "decided_words",
            "decision",
        ):
            batch_op.drop_column(name)
    for table in ("inadequate", "sent_back", "moderated_grade", "moderation"):
        op.drop_table(table)
