"""Second opinions of two years: those by chance blind, those by a rule openly, and each other way a reading goes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random

from sqlalchemy import select

from qa_app.access.rules import Viewer
from qa_app.audits.models import Audit
from qa_app.audits.queries.sealing import is_sealed_from
from qa_app.audits.rules import Status
from qa_app.audits.rules.choosing import Chosen, is_graded, is_inadequate
from qa_app.cli.demo import moderation_words as words
from qa_app.cli.demo.moderators import Known, Reader, handed_in, may_read, readers_of
from qa_app.cli.demo.second_grades import keep, ratings, written
from qa_app.cli.demo.world import World
from qa_app.foundation.database import db
from qa_app.moderation import operations
from qa_app.moderation.operations import Compare, Graded
from qa_app.moderation.queries.independence import besides_of
from qa_app.moderation.queries.sections import WHOLE, sections_to_grade
from qa_app.organisation.models import Membership
from qa_app.rounds.models import Programme
from qa_app.rounds.operations.programmes import change_programme
from qa_app.rounds.queries.auditors import managers_of
from qa_app.rounds.rules.plans import SignsOff

ADDRESS = "http://localhost"
SHARE, NEW_SHARE, RULE_SHARE = 0.5, 0.4, 0.7
# What was handed in since is looked at by whoever opens the demonstration.
NEW_FOR = timedelta(days=21)
IN_PROGRESS = ("taken", "comparing", "to settle", "sent back")
# Of the accounts to sign in with, this one finds a second opinion to answer.
ANSWERS_ONE = "reviewing officer"


def plan_second_opinions(world: World) -> None:
    """In the programmes whose audits are read a second time the QA lead signs off."""
    programmes = select(Programme).where(Programme.council_id == world.council.id)
    lead = world.viewer(world.people["qa lead"])
    for programme in list(db.session.scalars(programmes)):
        plan = programme.plan
        if not plan.is_of_own_work and plan.moderation_share:
            changed = {**programme.planned, "signs_off": SignsOff.QA_LEAD.name}
            programme.planned = changed
            change_programme(
                programme, programme.name, programme.template_code, programme.plan, lead, world.at
            )


def give_second_opinions(world: World) -> None:
    chance = Random(world.chance.random())  # noqa: S311 – invention, not secrecy
    audits = [one for one in handed_in(world) if is_graded(one.template)]
    readers, known = readers_of(world), Known(managers_of(world.council.id), besides_of(audits))
    new_since, to_answer = world.at - NEW_FOR, latest_of_the_account(world, audits)
    past: list[tuple[Audit, Reader, bool, Chosen]] = []
    new: list[tuple[Audit, bool, Chosen | None]] = []
    for audit in audits:
        is_new = audit.submitted_at is not None and audit.submitted_at >= new_since
        by_chance = chance.random() < (NEW_SHARE if is_new else SHARE)
        lowest = is_inadequate(audit.template, audit.grades, audit.grade)
        reason = Chosen.BY_CHANCE if by_chance else Chosen.INADEQUATE if lowest else None
        if audit is to_answer:
            continue
        if is_new:
            new.append((audit, by_chance, reason))
        elif reason and (by_chance or chance.random() < RULE_SHARE):
            able = [one for one in readers if may_read(one, audit, known)]
            if able:
                past.append((audit, chance.choice(able), by_chance, reason))
    keep(world, [written(world, chance, *one) for one in past])
    leave_waiting(world, chance, new, readers, known)
    if to_answer:
        ask_the_account(world, chance, to_answer, readers, known)


def latest_of_the_account(world: World, audits: Sequence[Audit]) -> Audit | None:
    account = world.people[ANSWERS_ONE].person_id
    return next((one for one in reversed(audits) if one.read_by_id == account), None)


def ask_the_account(
    world: World, chance: Random, audit: Audit, readers: Sequence[Reader], known: Known
) -> None:
    """Read again blind, and compared; whoever signs in as its auditor has to answer."""
    able = [one for one in readers if may_read(one, audit, known)]
    if able:
        wait(audit, Chosen.BY_CHANCE)
        go_on_with([(audit, "with auditor")], readers, known, world, chance)


def leave_waiting(
    world: World,
    chance: Random,
    new: Sequence[tuple[Audit, bool, Chosen | None]],
    readers: Sequence[Reader],
    known: Known,
) -> None:
    """The latest: sealed, or to be looked at openly, or agreed and to be signed off; and one in each other state."""
    waiting = []
    for audit, _, reason in new:
        audit.signed_off_at = None
        audit.status, audit.agreed_at = Status.AGREED, audit.submitted_at
        if reason:
            wait(audit, reason)
            waiting.append(audit)
    go_on_with(list(zip(waiting, IN_PROGRESS, strict=False)), readers, known, world, chance)


def go_on_with(
    steps: Sequence[tuple[Audit, str]],
    readers: Sequence[Reader],
    known: Known,
    world: World,
    chance: Random,
) -> None:
    """What is sealed now was not before: who has read the same child, or may not yet, is asked again."""
    db.session.flush()
    known = replace(known, besides=besides_of([audit for audit, _ in steps]))
    for audit, step in steps:
        able = [
            one
            for one in readers
            if may_read(one, audit, known)
            and (audit.sealed or not is_sealed_from(audit.public_id, one.viewer))
        ]
        if able:
            go_on(audit, step, able[0], world, chance)


def wait(audit: Audit, reason: Chosen) -> None:
    audit.status, audit.agreed_at, audit.signed_off_at = Status.SUBMITTED, None, None
    audit.chosen, audit.sealed = [reason.name], reason is Chosen.BY_CHANCE


def go_on(audit: Audit, step: str, reader: Reader, world: World, chance: Random) -> None:
    """As far as this step, as people would."""
    by, at = reader.viewer, world.at - timedelta(hours=6)
    found = operations.take(audit, by, at)
    if step == "taken":
        return
    scale = [one.code for one in audit.template.scale]
    lower = {
        one.id: Graded(
            scale[min(scale.index(code) + 1, len(scale) - 1)], chance.choice(words.REASONS)
        )
        for one in sections_to_grade(audit)
        if (code := {**audit.grades, WHOLE: audit.grade}.get(one.id))
    }
    operations.commit_grades(found, lower, by, at)
    if step == "sent back":
        operations.send_back(found, words.SENT_BACK_WHY, by, at, address=ADDRESS)
    if step in ("comparing", "sent back"):
        return
    sections = [one.section for one in found.grades]
    said = Compare(
        {one.section: one.moderator_grade for one in found.grades},
        dict.fromkeys(sections, words.WHY_LOWER[0]),
        ratings(chance, 1.0),
        "",
        words.FEEDBACK[0],
    )
    operations.compare(found, said, by, at, address=ADDRESS)
    if step == "to settle" and not found.settled_at:
        auditor = auditor_of(audit, world)
        operations.reply(found, False, words.WAITS_TO_BE_SETTLED, auditor, at, address=ADDRESS)


def auditor_of(audit: Audit, world: World) -> Viewer:
    return world.viewer(
        db.session.scalars(
            select(Membership).where(
                Membership.person_id == audit.allocation.auditor_id,
                Membership.council_id == world.council.id,
            )
        ).one()
    )


STEPS = (plan_second_opinions, give_second_opinions)
