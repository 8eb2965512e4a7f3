"""Two years of practitioners who were asked, and more and more of whom took part."""

from datetime import datetime, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from qa_app.audits import operations as audits
from qa_app.audits.models import Audit
from qa_app.audits.rules import Status
from qa_app.cli.demo.voice_rows import (
    Told,
    a_reply,
    booking,
    declined,
    invited,
    keep,
    part_of,
    practitioner_of,
    sent,
    talk_of,
)
from qa_app.cli.demo.voice_words import (
    ANSWERS,
    DISPUTES,
    STOOD,
    WAS_RIGHT,
)
from qa_app.cli.demo.world import MONTHS, World
from qa_app.foundation.clock import london_day, start_of, working_days_after
from qa_app.foundation.database import db
from qa_app.organisation.models import Membership
from qa_app.organisation.queries.people import member_of
from qa_app.rounds.models import Allocation
from qa_app.rounds.rules import OPEN
from qa_app.voices.models import Reflection
from qa_app.voices.rules import Decision, Outcome, ReplyKind
from qa_app.voices.rules.releases import first_moment, is_below_good

# Another invention than the rest of the demonstration, so that neither changes the other.
SEED = 5150
# Of those who were invited in the first month and in the latest, so many took part.
FIRST_SHARE, LAST_SHARE = 0.3, 0.78
DECLINES, TALKS, ANSWERS_IT, DISPUTES_IT = 0.5, 0.6, 0.12, 0.05
RIGHT_TO_DISPUTE = 0.3
# Of those who did not prepare, so many talked with the auditor all the same; the others did not want to.
TALKS_UNPREPARED = 0.3
ASKED_BEFORE, TALK_AFTER, RELEASED_AFTER = timedelta(days=2), timedelta(days=6), timedelta(hours=1)


def hear_practitioners(world: World) -> None:
    chance = Random(SEED)  # noqa: S311 – invention
    there = practitioners_here(world)
    read = [one for one in submitted(world) if practitioner_of(one) in there]
    own = of_the_account(world)
    for audit in own:
        audit.practitioner_then_id = world.people["practitioner"].person_id
    waits = to_talk_about(world, read)
    told = [told_of(world, chance, one) for one in read if one not in (*own, waits)]
    if waits:
        told.append(a_waiting_one(chance, waits))
    if own:
        told.append(a_booked_one(world, chance, own[0]))
        read_by_them = [told_of(world, chance, one, sure=True) for one in own[1:]]
        for one in read_by_them[:1]:
            talk_lately(world, one)
        told += read_by_them
    keep(world, told)
    ask_the_account(world)


def practitioners_here(world: World) -> set[int]:
    wanted = select(Membership.person_id).where(Membership.council_id == world.council.id)
    return set(db.session.scalars(wanted))


def submitted(world: World) -> list[Audit]:
    wanted = (
        select(Audit)
        .where(Audit.council_id == world.council.id, Audit.submitted_at.is_not(None))
        .options(
            joinedload(Audit.template_version),
            joinedload(Audit.allocation).options(
                joinedload(Allocation.drawn_record), joinedload(Allocation.child)
            ),
            selectinload(Audit.readings),
        )
        .order_by(Audit.submitted_at, Audit.id)
    )
    return list(db.session.scalars(wanted))


def of_the_account(world: World) -> list[Audit]:
    """The latest of the practitioner’s own team: one to talk about, and some to read. The first is below good."""
    place = world.people["practitioner"].person.appointments[0].place
    found = [
        one
        for one in reversed(submitted(world))
        if one.allocation.place_id == place.id
        and one.allocation.child
        and not one.allocation.child.restricted
    ][:4]
    return sorted(found, key=lambda one: not is_low(one))


def to_talk_about(world: World, read: list[Audit]) -> Audit | None:
    """The latest that the team manager of the demonstration handed in, if it is below good."""
    own = world.people["team manager"].person_id
    return next(
        (one for one in reversed(read) if one.allocation.auditor_id == own and is_low(one)), None
    )


def is_low(audit: Audit) -> bool:
    return is_below_good(audit.template, [*audit.grades.values(), audit.grade])


def told_of(world: World, chance: Random, audit: Audit, *, sure: bool = False) -> Told:
    """One audit, from the invitation to the release; `sure` is of somebody who always takes part."""
    assert audit.submitted_at is not None  # noqa: S101 – asked for
    told = invited(audit, audit.begun_at - ASKED_BEFORE)
    months_ago = (world.at - audit.submitted_at).days / 31
    share = LAST_SHARE - (LAST_SHARE - FIRST_SHARE) * min(1.0, months_ago / MONTHS)
    if sure or chance.random() < share:
        sent(chance, told, audit.begun_at - timedelta(hours=22))
    elif chance.random() < DECLINES:
        declined(chance, told, audit.begun_at - timedelta(days=1))
    took_part = told.reflection["sent_at"] is not None
    noted_at = None
    if is_low(audit) or sure or (took_part and chance.random() < TALKS):
        wanted = took_part or sure or chance.random() < TALKS_UNPREPARED
        noted_at = talk_of(chance, told, audit.submitted_at + TALK_AFTER, wanted=wanted)
        took_part = took_part or wanted
    if noted_at and noted_at > world.at:
        told.conversation, noted_at = {}, None
        told.events = [one for one in told.events if one[2] <= world.at]
    part_of(told, took_part)
    if not is_low(audit) or noted_at:
        release(world, told, (noted_at or audit.submitted_at) + RELEASED_AFTER)
    if told.reflection["released_at"] and told.reflection["sent_at"]:
        reply_to(world, chance, told)
    return told


def release(world: World, told: Told, at: datetime) -> None:
    opened = first_moment(at)
    # What waits for a second opinion, or to be signed off, is not released yet.
    is_finished = told.audit.status is Status.SIGNED_OFF
    if is_finished and opened and opened <= world.at:
        told.reflection["released_at"] = opened
        told.events.append(("audit:released", None, opened))


def reply_to(world: World, chance: Random, told: Told) -> None:
    at = told.reflection["released_at"] + timedelta(days=chance.randrange(1, 5), hours=2)
    drawn = chance.random()
    if at > world.at or drawn > ANSWERS_IT + DISPUTES_IT:
        return
    if drawn < ANSWERS_IT:
        told.replies.append(a_reply(told, at, text=chance.choice(ANSWERS)))
        return
    text, answer = chance.choice(DISPUTES)
    section = chance.choice([*told.audit.grades])
    said = a_reply(told, at, kind=ReplyKind.DISPUTE, section=section, text=text)
    answered_at = at + timedelta(days=2)
    if answered_at <= world.at:
        by = told.audit.allocation.auditor_id
        said |= {"outcome": Outcome.STANDS, "answer": answer}
        said |= {"answered_at": answered_at, "answered_by_id": by}
    decided_at = answered_at + timedelta(days=3)
    if decided_at <= world.at:
        right = chance.random() < RIGHT_TO_DISPUTE
        decision = Decision.UPHELD if right else Decision.STANDS
        said |= {"decision": decision, "decided_words": WAS_RIGHT if right else STOOD}
        said |= {"decided_at": decided_at}
        said |= {"decided_by_id": world.people["qa lead"].person_id}
    told.replies.append(said)


def a_waiting_one(chance: Random, audit: Audit) -> Told:
    """The practitioner has prepared, and nobody has booked the conversation yet."""
    told = invited(audit, audit.begun_at - ASKED_BEFORE)
    sent(chance, told, audit.begun_at - timedelta(hours=22))
    part_of(told, True)
    return told


def a_booked_one(world: World, chance: Random, audit: Audit) -> Told:
    """The practitioner of the demonstration has prepared, and talks with the auditor in a few days."""
    told = invited(audit, audit.begun_at - ASKED_BEFORE)
    sent(chance, told, audit.begun_at - timedelta(hours=22))
    day = working_days_after(world.today, 3)
    told.conversation = booking(audit, start_of(day) + timedelta(hours=10))
    told.events.append(
        ("conversation:booked", audit.allocation.auditor_id, world.at - timedelta(hours=20))
    )
    part_of(told, True)
    return told


def talk_lately(world: World, told: Told) -> None:
    """So that the practitioner of the demonstration finds an audit that is new to them."""
    opened = first_moment(world.at - timedelta(days=6))
    if opened is None or not told.conversation:
        return
    told.conversation |= {"held_on": london_day(opened), "noted_at": opened - timedelta(hours=1)}
    told.conversation["booked_for"] = opened - timedelta(hours=2)
    told.reflection["released_at"] = opened
    audit = told.audit
    if audit.status is not Status.SIGNED_OFF:
        audit.status, audit.agreed_at, audit.signed_off_at = Status.SIGNED_OFF, opened, opened
        audit.chosen, audit.sealed = [], False
    told.replies = []
    kept = ("reflection:invited", "reflection:sent")
    told.events = [one for one in told.events if one[0] in kept]
    told.events.append(("audit:released", None, opened))


def ask_the_account(world: World) -> None:
    """An audit that was just begun, for which the practitioner of the demonstration has yet to prepare."""
    practitioner = world.people["practitioner"]
    place = practitioner.person.appointments[0].place
    wanted = (
        select(Allocation)
        .where(
            Allocation.place_id == place.id,
            Allocation.state.in_(OPEN),
            Allocation.id.not_in(select(Reflection.allocation_id)),
        )
        .options(joinedload(Allocation.child))
        .order_by(Allocation.due_on.desc(), Allocation.id)
    )
    for one in db.session.scalars(wanted):
        auditor = member_of(one.auditor_id, one.council_id)
        if auditor and one.child and not one.child.restricted:
            at = world.at - timedelta(days=2)
            audit = audits.begin(one, world.viewer(auditor), at)
            audit.practitioner_then_id = practitioner.person_id
            keep(world, [invited(audit, at)])
            return


STEPS = (hear_practitioners,)
