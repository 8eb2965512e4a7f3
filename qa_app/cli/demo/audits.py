"""Two years of monthly rounds: a third of the first is read, nearly all of the latest, and half of this one."""

from datetime import datetime, timedelta

from qa_app.audit_templates.operations import publish_library
from qa_app.audits import operations
from qa_app.cli.demo.lives import first_of
from qa_app.cli.demo.world import MONTHS, World
from qa_app.foundation.clock import start_of
from qa_app.organisation.models import Membership
from qa_app.rounds import operations as rounds
from qa_app.rounds.models import Allocation, Programme

TEMPLATE = "management-oversight"
A_MONTH_EACH = 2
# No records are drawn in August, when families and half the managers are away.
PAUSE = 8
FIRST_SHARE, LAST_SHARE = 0.34, 0.96
GRADES = {"outstanding": 8, "good": 52, "requires-improvement": 33, "inadequate": 7}
EVIDENCE = (
    "The manager’s decision is there within a day and says why. The plan changed because of it.",
    "Supervision was monthly, apart from August. Actions from one session are looked at in the next.",
    "The visits slipped in spring. It was noticed in supervision and put right within two weeks.",
    "Decisions are recorded, mostly in a line. A practitioner standing in would have to ask why.",
    "The review recommended a family group meeting. Nothing shows that it was offered.",
    "The child’s own words are quoted in supervision, and the next step follows from them.",
    "A gap of eleven weeks between sessions is not explained. The core group was late twice.",
)


def open_programme(world: World) -> None:
    publish_library(world.council, by=None, at=world.began)
    programme = rounds.add_programme(
        world.council, "Monthly audits", TEMPLATE, by=None, at=world.began
    )
    for months_ago in range(MONTHS - 1, -1, -1):
        if first_of(world.today, months_ago).month != PAUSE:
            hold_month(world, programme, months_ago)


def hold_month(world: World, programme: Programme, months_ago: int) -> None:
    first_day = first_of(world.today, months_ago)
    opened_at = start_of(first_day) + timedelta(hours=9)
    opened = rounds.open_round(programme, first_day, by=None, at=opened_at)
    listed = world.lists[-1 - months_ago]
    for auditor in auditors(world, months_ago):
        others = [life for life in listed if life.team.manager is not auditor]
        for number, life in enumerate(world.chance.sample(others, A_MONTH_EACH)):
            given = rounds.allocate(
                opened, life.reference, life.team.place, auditor.person, by=None, at=opened_at
            )
            read(world, given, auditor, how_far(world, auditor, months_ago, number), opened_at)


def auditors(world: World, months_ago: int) -> list[Membership]:
    """Every team manager, and some of those who audit by role; a visitor audits while they are here."""
    managers = [team.manager for team in world.teams if team.manager]
    visitors = [] if months_ago else [world.people["External auditor"]]
    return [*managers, world.people["reviewing officer"], *visitors]


def how_far(world: World, auditor: Membership, months_ago: int, number: int) -> str:
    """Whoever has an account to look at is up to date; the others have got better over the two years."""
    if months_ago:
        share = LAST_SHARE - (LAST_SHARE - FIRST_SHARE) * (months_ago - 1) / (MONTHS - 2)
        kept_up = any(account.person is auditor.person for account in world.accounts)
        return "submitted" if kept_up or world.chance.random() < share else "to do"
    # Of this month the first of somebody's two records is read before the second.
    if number:
        return "to do"
    return world.chance.choices(("submitted", "begun", "to do"), (60, 30, 10))[0]


def read(world: World, given: Allocation, auditor: Membership, far: str, at: datetime) -> None:
    if far == "to do":
        return
    by = world.viewer(auditor)
    begun_at = min(at + timedelta(days=world.chance.randrange(3, 20), hours=2), world.at)
    audit = operations.begin(given, by, begun_at)
    template = given.round.template_version.template
    graded = template.graded_sections
    sections = graded if far == "submitted" else graded[:1]
    for section in sections:
        grade = world.chance.choices(list(GRADES), list(GRADES.values()))[0]
        operations.grade_section(audit, section, grade, world.chance.choice(EVIDENCE), by, begun_at)
    if far == "submitted":
        operations.submit(audit, template, by, min(begun_at + timedelta(hours=3), world.at))


STEPS = (open_programme,)
