"""Two years of monthly rounds: a third of the first is read, all of the latest, and half of this one."""

from dataclasses import replace
from datetime import datetime, timedelta

from qa_app.access.rules import Role
from qa_app.audit_templates.rules import Section
from qa_app.audits import operations
from qa_app.audits.operations import bringing_in
from qa_app.audits.operations.bringing_in import WrittenAudit
from qa_app.audits.rules.written import WrittenSection
from qa_app.cli.demo import draws, left_out
from qa_app.cli.demo.answers import with_answers
from qa_app.cli.demo.lives import first_of
from qa_app.cli.demo.world import MONTHS, World
from qa_app.foundation.clock import start_of
from qa_app.organisation.models import Membership
from qa_app.rounds import operations as rounds
from qa_app.rounds.models import Allocation, Programme
from qa_app.rounds.rules import OPEN
from qa_app.rounds.rules.plans import BEGINNINGS, Auditors, Kind

TEMPLATE = "management-oversight"
# No records are drawn in August, when families and half the managers are away.
MONTHS_OFF = (8,)
# Of the last rounds the so-manieth was drawn twice.
DRAWN_AGAIN = 3
FIRST_SHARE, LAST_SHARE = 0.34, 1.0
# Of what is sent, so much in the first month and in the latest comes in the last days before it is due.
FIRST_AT_THE_END, LAST_AT_THE_END = 0.55, 0.2
AFTER_THE_DAY = 0.06
ANSWERS_SINCE = timedelta(days=240)
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
    plan = replace(
        BEGINNINGS[Kind.MONTHLY],
        first_month=first_of(world.today, MONTHS - 1),
        months_off=MONTHS_OFF,
        auditors=Auditors(
            (Role.TEAM_MANAGER.name,),
            people=tuple(world.people[one].person.public_id for one in draws.BY_NAME),
        ),
    )
    programme = rounds.add_programme(
        world.council, "Monthly audits", TEMPLATE, by=None, at=world.began, plan=plan
    )
    held = [
        months_ago
        for months_ago in range(MONTHS - 1, -1, -1)
        if first_of(world.today, months_ago).month not in MONTHS_OFF
    ]
    for months_ago in held:
        hold_month(world, programme, months_ago, again=months_ago == held[-DRAWN_AGAIN])


def hold_month(world: World, programme: Programme, months_ago: int, again: bool) -> None:
    first_day = first_of(world.today, months_ago)
    opened_at = draws.opened_at(world, programme, first_day)
    drawn = draws.draw_month(world, programme, months_ago, again)
    given = draws.give_out(world, drawn, opened_at)
    if left_out.is_inspected_in(world, first_day):
        hold_the_inspected_month(world, given, months_ago, opened_at)
        return
    left_out.change_some(world, [one for one, _, _ in given], first_day, months_ago)
    for one, auditor, number in given:
        if one.state in OPEN:
            far = how_far(world, auditor, months_ago, number)
            read(world, one, auditor, far, when(world, one, months_ago, opened_at))


def hold_the_inspected_month(
    world: World,
    given: list[tuple[Allocation, Membership, int]],
    months_ago: int,
    opened_at: datetime,
) -> None:
    """What was not read before the inspectors came waits until they are gone, or is left out."""
    share = share_read(months_ago)
    for one, auditor, _ in given:
        begun_at = opened_at + timedelta(days=world.chance.randrange(3, 12), hours=2)
        if world.chance.random() < share / 2:
            read(world, one, auditor, "submitted", begun_at)
    waiting = [one for one, _, _ in given if one.state in OPEN]
    goes_on_at = left_out.pause_for_the_inspection(world, waiting, opened_at)
    for one, auditor, _ in given:
        if one.state in OPEN and world.chance.random() < share_read(months_ago - 2):
            begun_at = goes_on_at + timedelta(days=world.chance.randrange(2, 30), hours=3)
            read(world, one, auditor, "submitted", begun_at)


def share_read(months_ago: int) -> float:
    return LAST_SHARE - (LAST_SHARE - FIRST_SHARE) * (months_ago - 1) / (MONTHS - 2)


def how_far(world: World, auditor: Membership, months_ago: int, number: int) -> str:
    """Whoever has an account to look at is up to date; the others have got better over the two years."""
    if months_ago:
        kept_up = any(account.person is auditor.person for account in world.accounts)
        read_it = kept_up or world.chance.random() < share_read(months_ago)
        return "submitted" if read_it else "to do"
    # Of this month the first of somebody's two records is read before the second.
    if number:
        return "to do"
    return world.chance.choices(("submitted", "begun", "to do"), (60, 30, 10))[0]


def when(world: World, one: Allocation, months_ago: int, opened_at: datetime) -> datetime:
    """When it is begun: in the course of the month, in its last days, or a few days late."""
    through = (months_ago - 1) / (MONTHS - 2)
    at_the_end = LAST_AT_THE_END + (FIRST_AT_THE_END - LAST_AT_THE_END) * through
    last_morning = start_of(one.due_on) + timedelta(hours=10)
    drawn = world.chance.random()
    if months_ago and drawn < AFTER_THE_DAY:
        return last_morning + timedelta(days=world.chance.randrange(1, 7))
    if months_ago and drawn < AFTER_THE_DAY + at_the_end:
        return last_morning - timedelta(days=world.chance.randrange(3))
    return opened_at + timedelta(days=world.chance.randrange(3, 20), hours=2)


def read(world: World, given: Allocation, auditor: Membership, far: str, at: datetime) -> None:
    if far == "to do":
        return
    by = world.viewer(auditor)
    begun_at = min(at, world.at)
    audit = operations.begin(given, by, begun_at)
    graded = audit.template.graded_sections
    read_so_far = graded if far == "submitted" else graded[:1]
    sections = {section.id: invented(world, section) for section in read_so_far}
    # Only the later ones kept their answers: before, an audit was a grade and a text for each section.
    if begun_at >= world.at - ANSWERS_SINCE:
        sections = with_answers(world, audit, sections) if far == "submitted" else sections
    written = WrittenAudit(sections)
    if far == "submitted":
        done_at = min(begun_at + timedelta(hours=3), world.at)
        bringing_in.bring_in_finished(audit, written, by, done_at)
    else:
        bringing_in.bring_in(audit, written, by, begun_at)


def invented(world: World, section: Section) -> WrittenSection:
    grade = world.chance.choices(list(GRADES), list(GRADES.values()))[0]
    return WrittenSection(evidence=world.chance.choice(EVIDENCE), grade=grade)


STEPS = (open_programme,)
