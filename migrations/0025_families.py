"""Whether it is safe to ask a family, what they said, and what they were promised to hear"""

import sqlalchemy as sa
from alembic import op

revision = "0025_families"
down_revision = "0024_reflections"
branch_labels = None
depends_on = None


def one_of(name: str, *members: str) -> sa.Enum:
    return sa.Enum(*members, name=name, native_enum=False, length=40)


def references(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def why_not() -> sa.Enum:
    return one_of(
        "whynot",
        "DECLINED",
        "NOT_REACHED",
        "AWAY",
        "NOT_SAFE",
        "NOT_RIGHT_NOW",
        "LEGAL",
        "TOO_YOUNG",
        "NO_TIME",
        "NOT_INVOLVED",
        "ASKED_LATELY",
        "NOT_CHECKED",
    )


def upgrade() -> None:
    op.create_table(
        "safety_check",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_of_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("number", one_of("number", "CHECKED", "NOT_BY_PHONE"), nullable=True),
        sa.Column("near", one_of("near", "NOBODY", "SOMEBODY"), nullable=True),
        sa.Column("court", one_of("court", "NONE", "AGREED", "AGAINST"), nullable=True),
        sa.Column("interpreter", one_of("interpreter", "NOT_NEEDED", "NEEDED"), nullable=True),
        sa.Column("child_why_not", why_not(), nullable=True),
        sa.Column("family_why_not", why_not(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("for_the_caller", sa.String(), nullable=False),
        sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        references("safety_check", "council_id", "place"),
        references("safety_check", "audit_id", "audit"),
        references("safety_check", "asked_by_id", "person"),
        references("safety_check", "asked_of_id", "person"),
        references("safety_check", "answered_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safety_check")),
        sa.UniqueConstraint("public_id", name=op.f("uq_safety_check_public_id")),
        sa.UniqueConstraint("audit_id", name=op.f("uq_safety_check_audit_id")),
    )
    op.create_table(
        "family_voice",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column(
            "part",
            one_of(
                "part",
                "PRACTITIONER",
                "MANAGER",
                "CHILD",
                "FAMILY",
                "REVIEWING_OFFICER",
                "PARTNER",
            ),
            nullable=False,
        ),
        sa.Column(
            "outcome",
            one_of("outcome", "ASKED", "ANSWERED", "DECLINED", "NOT_ASKED"),
            nullable=False,
        ),
        sa.Column("why_not", why_not(), nullable=True),
        sa.Column("saying", sa.String(), nullable=False),
        sa.Column("who", one_of("who", "CHILD", "PARENT", "CARER", "OTHER"), nullable=True),
        sa.Column("how", one_of("how", "PHONE", "VISIT"), nullable=True),
        sa.Column("with_interpreter", sa.Boolean(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("better", one_of("better", "BETTER", "SAME", "WORSE", "NOT_SAID"), nullable=True),
        sa.Column("may_be_quoted", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        references("family_voice", "council_id", "place"),
        references("family_voice", "audit_id", "audit"),
        references("family_voice", "recorded_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family_voice")),
        sa.UniqueConstraint("public_id", name=op.f("uq_family_voice_public_id")),
        sa.UniqueConstraint("audit_id", "part", name=op.f("uq_family_voice_audit_id_part")),
    )
    op.create_table(
        "family_answer",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("family_voice_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        references("family_answer", "council_id", "place"),
        references("family_answer", "family_voice_id", "family_voice"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family_answer")),
        sa.UniqueConstraint(
            "family_voice_id", "question", name=op.f("uq_family_answer_family_voice_id_question")
        ),
    )
    op.create_table(
        "family_matter",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("family_voice_id", sa.Integer(), nullable=False),
        sa.Column("kind", one_of("kind", "WORRY", "COMPLAINT", "HEAR_BACK"), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column(
            "explained",
            one_of("explained", "TOLD", "SENT", "ALREADY", "NOT_WANTED"),
            nullable=True,
        ),
        sa.Column("passed_to", sa.String(), nullable=False),
        sa.Column("passed_on", sa.Date(), nullable=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by_id", sa.Integer(), nullable=False),
        sa.Column("promised_by_id", sa.Integer(), nullable=False),
        sa.Column("tell_back_by", sa.Date(), nullable=False),
        sa.Column("state", one_of("state", "TO_TELL", "TOLD", "NOT_TOLD"), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column(
            "told_how",
            one_of("toldhow", "PHONE", "VISIT", "LETTER", "PRACTITIONER"),
            nullable=True,
        ),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column(
            "not_told", one_of("nottold", "NOT_SAFE", "NOT_WANTED", "NOT_REACHED"), nullable=True
        ),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        references("family_matter", "council_id", "place"),
        references("family_matter", "family_voice_id", "family_voice"),
        references("family_matter", "noted_by_id", "person"),
        references("family_matter", "promised_by_id", "person"),
        references("family_matter", "settled_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family_matter")),
        sa.UniqueConstraint("public_id", name=op.f("uq_family_matter_public_id")),
    )
    for table, columns in INDEXED.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            for each in columns:
                batch_op.create_index(batch_op.f(f"ix_{table}_{'_'.join(each)}"), [*each])


INDEXED = {
    "safety_check": (("council_id",), ("asked_by_id",), ("asked_of_id",)),
    "family_voice": (("council_id",), ("audit_id",), ("asked_on",), ("recorded_by_id",)),
    "family_answer": (("council_id",), ("family_voice_id",)),
    "family_matter": (
        ("council_id",),
        ("council_id", "state", "tell_back_by"),
        ("family_voice_id",),
        ("noted_by_id",),
        ("promised_by_id",),
    ),
}


def downgrade() -> None:
    op.drop_table("family_matter")
    op.drop_table("family_answer")
    op.drop_table("family_voice")
    op.drop_table("safety_check")
