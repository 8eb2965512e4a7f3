"""Three calibration exercises, the second narrower than the first and the third open; and auditors in the making."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import func, select

from qa_app.audit_templates.models import TemplateVersion
from qa_app.audits.models import Audit
from qa_app.cli.demo import calibration_words as words
from qa_app.cli.demo.audits import TEMPLATE
from qa_app.cli.demo.world import World
from qa_app.foundation.clock import london_day, start_of
from qa_app.foundation.database import db
from qa_app.moderation.models import (
    BecomingAuditor,
    Calibration,
    CalibrationGrade,
    CalibrationPart,
    CoachingNote,
    PracticeAudit,
)
from qa_app.moderation.queries.calibrations import people_to_ask, sections_of
from qa_app.moderation.rules.auditors import Practice
from qa_app.moderation.rules.calibrations import Names
from qa_app.organisation.models import Membership
from qa_app.trail.operations import record

MOST_PEOPLE, LASTS = 14, 10
# When each began, in days before today; how far grades spread, in grades; how many of a hundred had graded.
EXERCISES = ((430, 0.95, 1.0), (255, 0.4, 1.0), (6, 0.3, 0.5))
TRUE = (2, 1, 2)
# Signed off before the demonstration looks back, of each hundred who audit.
NOTED = 0.6
# Their training began so many days before the first record that they read; they were signed off within.
BEFORE_THE_FIRST, SIGNED_OFF_AFTER = (36, 90), timedelta(days=30)


def calibrate(world: World) -> None:
    chance = Random(world.chance.random())  # noqa: S311 – invention, not secrecy
    people = people_of(world, chance)
    for number, (ago, spread, share) in enumerate(EXERCISES):
        opened = start_of(world.today - timedelta(days=ago))
        made = exercise(world, number, opened, people)
        grade_it(made, chance, TRUE[number], spread, share, opened)
        if number < len(words.NOTES):
            conclude(world, made, number)
    db.session.flush()


def people_of(world: World, chance: Random) -> list[Membership]:
    """Those with an account among them, so that there is something to see for each."""
    able = people_to_ask(world.council.id, world.today)
    accounts = {one.person.id for one in world.accounts}
    first = [one for one in able if one.person_id in accounts]
    others = [one for one in able if one.person_id not in accounts]
    return [*first, *chance.sample(others, max(0, min(len(others), MOST_PEOPLE - len(first))))]


def exercise(world: World, number: int, opened: datetime, people: list[Membership]) -> Calibration:
    lead = world.people["qa lead"]
    wanted = select(TemplateVersion).where(
        TemplateVersion.council_id == world.council.id, TemplateVersion.code == TEMPLATE
    )
    version = db.session.scalars(wanted.order_by(TemplateVersion.number.desc())).first()
    assert version is not None  # noqa: S101 – the demonstration published it
    made = Calibration(
        council_id=world.council.id,
        name=words.NAMES[number],
        template_version=version,
        story=words.STORIES[number],
        opens_at=opened,
        closes_at=opened + timedelta(days=LASTS),
        names=Names.ALL if number == 1 else Names.LEAD,
        opened_by_id=lead.person_id,
        everybody=[
            CalibrationPart(council_id=world.council.id, person_id=one.person_id) for one in people
        ],
    )
    db.session.add(made)
    db.session.flush()
    at = opened + timedelta(hours=9)
    record("calibration:opened", world.viewer(lead), made, at=at, people=len(people))
    return made


def grade_it(
    made: Calibration, chance: Random, true: int, spread: float, share: float, opened: datetime
) -> None:
    """Everybody reads the same; how strictly they take the words differs, and less so later."""
    codes = [one.code for one in made.template.scale]
    for number, part in enumerate(made.parts):
        if number >= share * len(made.parts):
            continue
        leans = chance.gauss(0, spread)
        part.graded_at = opened + timedelta(days=chance.randrange(1, 6), hours=11)
        for section in sections_of(made.template):
            at = round(true + leans + chance.gauss(0, spread / 2))
            at = min(max(at, 0), len(codes) - 1)
            reading = chance.choice(words.RELIED_ON[at])
            part.grades.append(
                CalibrationGrade(
                    council_id=made.council_id, section=section, grade=codes[at], reading=reading
                )
            )


def conclude(world: World, made: Calibration, number: int) -> None:
    codes = [one.code for one in made.template.scale]
    made.notes = words.NOTES[number]
    made.agreed = dict.fromkeys(sections_of(made.template), codes[TRUE[number]])
    made.discussed_at = made.closes_at + timedelta(days=4, hours=14)
    lead = world.viewer(world.people["qa lead"])
    record("calibration:discussed", lead, made, at=made.discussed_at)


def make_auditors(world: World) -> None:
    """Some who audit were signed off here; and of practitioners who are to audit one stands at each stage."""
    chance = Random(world.chance.random())  # noqa: S311 – invention, not secrecy
    able, first_audits = people_to_ask(world.council.id, world.today), first_audits_of(world)
    for member in able:
        if chance.random() < NOTED:
            first = first_audits.get(member.person_id, world.at)
            began = first - timedelta(days=chance.randrange(*BEFORE_THE_FIRST))
            becoming(world, member, chance, began, shadows=1, practices=2, signed_off=True)
    known = {one.person_id for one in able}
    new = [one for team in world.teams for one in team.practitioners if one.person_id not in known]
    for number, member in enumerate(chance.sample(new[:40], 5)):
        began = world.at - timedelta(days=chance.randrange(30, 70))
        becoming(
            world, member, chance, began,
            trained=number > 0, shadows=min(max(number - 1, 0), 1), practices=max(number - 2, 0),
        )  # fmt: skip
    coach_some(world, chance)


def first_audits_of(world: World) -> Mapping[int, datetime]:
    """When everybody who reads records began with the first of them: nobody is trained after that."""
    begun = select(Audit.read_by_id, func.min(Audit.begun_at)).where(
        Audit.council_id == world.council.id
    )
    return {person: at for person, at in db.session.execute(begun.group_by(Audit.read_by_id))}


def becoming(
    world: World,
    member: Membership,
    chance: Random,
    began: datetime,
    *,
    trained: bool = True,
    shadows: int = 0,
    practices: int = 0,
    signed_off: bool = False,
) -> None:
    lead, kinds = world.people["qa lead"].person_id, [Practice.SHADOW] * shadows
    made = BecomingAuditor(
        council_id=world.council.id,
        person_id=member.person_id,
        trained_on=london_day(began) if trained else None,
        training=words.TRAINING if trained else "",
        signed_off_why="",
    )
    for number, kind in enumerate([*kinds, *[Practice.PRACTICE] * practices], 1):
        made.practised.append(
            PracticeAudit(
                council_id=world.council.id,
                kind=kind,
                done_on=london_day(began + timedelta(days=7 * number)),
                with_whom=world.people["qa lead"].name,
                words=chance.choice(words.WENT),
                noted_by_id=lead,
            )
        )
    if signed_off and member.person_id != lead:
        made.signed_off_at, made.signed_off_by_id = began + SIGNED_OFF_AFTER, lead
    elif signed_off:
        return
    db.session.add(made)


def coach_some(world: World, chance: Random) -> None:
    """Those with an account who audit, so that their own page says something."""
    lead = world.people["qa lead"]
    accounts = {one.person.id for one in world.accounts}
    able = people_to_ask(world.council.id, world.today)
    for member in [one for one in able if one.person_id in accounts - {lead.person_id}][:6]:
        db.session.add(
            CoachingNote(
                council_id=world.council.id,
                person_id=member.person_id,
                written_by_id=lead.person_id,
                at=world.at - timedelta(days=chance.randrange(10, 120), hours=3),
                words=chance.choice(words.COACHING),
            )
        )


STEPS = (calibrate, make_auditors)
