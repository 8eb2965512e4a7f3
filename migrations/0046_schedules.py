"""Schedules of reports, who gets them, and each time they ran"""

import sqlalchemy as sa
from alembic import op

revision = "0046_schedules"
down_revision = "0045_releases"
branch_labels = None
depends_on = None

KINDS = (
    "WORKBOOK",
    "SERVICE",
    "SCRUTINY",
    "BOARD",
    "ANNUAL",
    "TEAM",
    "LEARNING",
    "REQUEST",
    "MEMBER",
    "AUDITS",
    "PACK",
    "ROUND",
)
LEVELS = ("INTERNAL", "COUNCIL", "PUBLIC")
COVERS = ("MONTH", "QUARTER", "YEAR", "SIX", "TWELVE")
EVERY = ("MONTH", "QUARTER", "YEAR", "WEEKS")
STOPS = ("OWNER_GONE", "OWNER_MAY_NOT", "PLACE_CLOSED", "NOBODY")
DROPPED = ("REMOVED", "THEMSELVES", "GONE", "MAY_NOT")
SENT = ("MAKING", "SENT", "NOT_SENT")


def number(name: str, *, needed: bool = True) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=not needed)


def words(name: str) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=False)


def day(name: str, *, needed: bool = True) -> sa.Column:
    return sa.Column(name, sa.Date(), nullable=not needed)


def moment(name: str, *, needed: bool = True) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not needed)


def one_of(name: str, kind: str, of: tuple[str, ...], *, needed: bool = True) -> sa.Column:
    listed = sa.Enum(*of, name=kind, native_enum=False, length=40)
    return sa.Column(name, listed, nullable=not needed)


def listed(name: str) -> sa.Column:
    return sa.Column(name, sa.JSON(), nullable=False)


def leads(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def ends(table: str, *unique: tuple[str, ...]) -> list[sa.Constraint]:
    return [
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        *(sa.UniqueConstraint(*one, name=op.f(f"uq_{table}_{'_'.join(one)}")) for one in unique),
    ]


def find_by(table: str, *columns: str) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        for one in columns:
            batch_op.create_index(batch_op.f(f"ix_{table}_{one}"), [one])


def upgrade() -> None:
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.add_column(number("same_as_id", needed=False))
        batch_op.create_foreign_key(
            batch_op.f("fk_report_same_as_id"), "report", ["same_as_id"], ["id"]
        )
    op.create_table(
        "report_schedule",
        number("council_id"),
        words("public_id"),
        number("owner_id"),
        moment("made_at"),
        one_of("kind", "reportkind", KINDS),
        one_of("level", "level", LEVELS),
        number("place_id"),
        listed("narrowed"),
        listed("said"),
        listed("front"),
        one_of("covers", "covers", COVERS),
        one_of("every", "every", EVERY),
        number("nth"),
        number("month"),
        number("weeks"),
        day("first_on", needed=False),
        day("begins_on"),
        day("last_slot", needed=False),
        moment("paused_at", needed=False),
        moment("stopped_at", needed=False),
        one_of("stop", "stop", STOPS, needed=False),
        moment("ended_at", needed=False),
        number("version"),
        number("id"),
        leads("report_schedule", "council_id", "place"),
        leads("report_schedule", "owner_id", "person"),
        leads("report_schedule", "place_id", "place"),
        *ends("report_schedule", ("public_id",)),
    )
    find_by("report_schedule", "council_id", "owner_id", "place_id")
    op.create_table(
        "report_recipient",
        number("council_id"),
        words("public_id"),
        number("schedule_id"),
        number("person_id"),
        moment("added_at"),
        moment("dropped_at", needed=False),
        one_of("dropped", "dropped", DROPPED, needed=False),
        number("id"),
        leads("report_recipient", "council_id", "place"),
        leads("report_recipient", "schedule_id", "report_schedule"),
        leads("report_recipient", "person_id", "person"),
        *ends("report_recipient", ("public_id",), ("schedule_id", "person_id")),
    )
    find_by("report_recipient", "person_id")
    op.create_table(
        "report_run",
        number("council_id"),
        words("public_id"),
        number("schedule_id"),
        day("slot"),
        day("due_on"),
        day("first"),
        day("last"),
        moment("begun_at"),
        moment("settled_at", needed=False),
        number("id"),
        leads("report_run", "council_id", "place"),
        leads("report_run", "schedule_id", "report_schedule"),
        *ends("report_run", ("public_id",), ("schedule_id", "slot")),
    )
    find_by("report_run", "council_id", "settled_at")
    op.create_table(
        "report_sending",
        number("council_id"),
        number("run_id"),
        number("person_id"),
        number("report_id", needed=False),
        one_of("state", "sent", SENT),
        words("trouble"),
        number("tries"),
        moment("next_try_at", needed=False),
        moment("sent_at", needed=False),
        number("id"),
        leads("report_sending", "council_id", "place"),
        leads("report_sending", "run_id", "report_run"),
        leads("report_sending", "person_id", "person"),
        leads("report_sending", "report_id", "report"),
        *ends("report_sending", ("run_id", "person_id"), ("report_id",)),
    )
    find_by("report_sending", "person_id")


def downgrade() -> None:
    op.drop_table("report_sending")
    op.drop_table("report_run")
    op.drop_table("report_recipient")
    op.drop_table("report_schedule")
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_report_same_as_id"), type_="foreignkey")
        batch_op.drop_column("same_as_id")
