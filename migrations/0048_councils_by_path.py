"""Every council's places known to PostgreSQL by themselves, and no previews that were kept otherwise"""

from alembic import op

revision = "0048_councils_by_path"
down_revision = "0047_closed_figures"
branch_labels = None
depends_on = None

# Who may see is a range of paths. Of many councils PostgreSQL must know how many places lie in one: from its
# usual sample it takes that for none, and reads a council's records in a way that is right for a handful.
AS_MANY_AS_IT_COULD_KNOW, AS_USUAL = 10_000, -1


def upgrade() -> None:
    # They live for an hour, and the preview of a staff list is kept in other words since.
    op.execute("DELETE FROM upload_preview")
    _know_paths(AS_MANY_AS_IT_COULD_KNOW)


def downgrade() -> None:
    op.execute("DELETE FROM upload_preview")
    _know_paths(AS_USUAL)


def _know_paths(how_many: int) -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute(f"ALTER TABLE place ALTER COLUMN path SET STATISTICS {how_many}")
    op.execute("ANALYZE place")
