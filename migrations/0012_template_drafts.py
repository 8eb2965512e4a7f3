"""Templates as their authors write them, and drafts"""

import sqlalchemy as sa
from alembic import op

revision = "0012_template_drafts"
down_revision = "0011_round_readers"
branch_labels = None
depends_on = None

WHOLE = {
    "minutes": sa.Integer(),
    "questions": sa.Integer(),
    "written": sa.JSON(),
    "in_use_from": sa.Date(),
}


def upgrade() -> None:
    op.create_table(
        "template_draft",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("written", sa.JSON(), nullable=False),
        sa.Column("edited_by_id", sa.Integer(), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("use_from", sa.Date(), nullable=True),
        sa.Column("left_saying", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["person.id"], name=op.f("fk_template_draft_asked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["council_id"], ["place.id"], name=op.f("fk_template_draft_council_id")
        ),
        sa.ForeignKeyConstraint(
            ["edited_by_id"], ["person.id"], name=op.f("fk_template_draft_edited_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template_draft")),
        sa.UniqueConstraint("council_id", "code", name=op.f("uq_template_draft_council_id_code")),
        sa.UniqueConstraint("public_id", name=op.f("uq_template_draft_public_id")),
    )
    with op.batch_alter_table("template_draft", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_template_draft_council_id"), ["council_id"], unique=False
        )

    with op.batch_alter_table("template_version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("minutes", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("questions", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("written", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("in_use_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("retired_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("asked_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("published_by_id", sa.Integer(), nullable=True))
    # Until now a version was published as its author wrote it, for use at once.
    version = sa.table(
        "template_version",
        *(
            sa.column(name)
            for name in (
                "minutes",
                "questions",
                "written",
                "content",
                "in_use_from",
                "published_at",
            )
        ),
    )
    op.execute(
        version.update().values(
            minutes=45,
            questions=0,
            written=version.c.content,
            in_use_from=sa.func.date(version.c.published_at),
        )
    )
    with op.batch_alter_table("template_version", schema=None) as batch_op:
        for name, kind in WHOLE.items():
            batch_op.alter_column(name, existing_type=kind, nullable=False)
        for name in ("asked_by_id", "published_by_id"):
            batch_op.create_foreign_key(
                batch_op.f(f"fk_template_version_{name}"), "person", [name], ["id"]
            )


def downgrade() -> None:
    with op.batch_alter_table("template_version", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_template_version_published_by_id"), type_="foreignkey"
        )
        batch_op.drop_constraint(batch_op.f("fk_template_version_asked_by_id"), type_="foreignkey")
        batch_op.drop_column("published_by_id")
        batch_op.drop_column("asked_by_id")
        batch_op.drop_column("retired_on")
        batch_op.drop_column("in_use_from")
        batch_op.drop_column("written")
        batch_op.drop_column("questions")
        batch_op.drop_column("minutes")

    with op.batch_alter_table("template_draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_template_draft_council_id"))

    op.drop_table("template_draft")
