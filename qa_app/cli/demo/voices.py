"""Two years of practitioners who were asked, and more and more of whom took part."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import joinedload, selectinload

from qa_app.audits import operations as audits
from qa_app.audits.models import Audit, Participation
from qa_app.audits.rules import Part, WhyNot
from qa_app.cli.demo.voice_words import (
    ANSWERS,
    DISPUTES,
    MORE,
    NOT_WANTED,
    NOTES,
    SAID,
    WHY_GRADED,
    WHY_NOT,
)
from qa_app.cli.demo.world import MONTHS, World
from qa_app.foundation.clock import london_day, start_of, working_days_after
from qa_app.foundation.database import db, new_public_id
from qa_app.organisation.models import Membership
from qa_app.organisation.queries.people import member_of
from qa_app.rounds.models import Allocation
from qa_app.rounds.rules import OPEN
from qa_app.trail.operations import record
from qa_app.voices.models import Conversation, OwnGrade, Reflection, Reply
from qa_app.voices.rules import Held, Outcome, ReplyKind
from qa_app.voices.rules.releases import first_moment, is_below_good

# Another invention than the rest of the demonstration, so that neither changes the other.
SEED = 5150
# Of those who were invited in the first month and in the latest, so many took part.
FIRST_SHARE, LAST_SHARE = 0.3, 0.78
DECLINES, TALKS, ANSWERS_IT, DISPUTES_IT = 0.5, 0.6, 0.12, 0.05
# Of those who did not prepare, so many talked with the auditor all the same; the others did not want to.
TALKS_UNPREPARED = 0.3
HELD = (Held.MET, Held.MET, Held.CALLED)
# An own grade is most often the auditor's, and sooner one higher than one lower.
OWN = {0: 60, -1: 26, 1: 14}
ASKED_BEFORE, TALK_AFTER, RELEASED_AFTER = timedelta(days=2), timedelta(days=6), timedelta(hours=1)


@dataclass
class Told:
    """What is kept of one audit, in rows by table."""

    audit: Audit
    practitioner: int
    reflection: dict[str, Any]
    grades: list[dict[str, Any]] = field(default_factory=list)
    part: dict[str, Any] = field(default_factory=dict)
    conversation: dict[str, Any] = field(default_factory=dict)
    replies: list[dict[str, Any]] = field(default_factory=list)
    events: list[tuple[str, int | None, datetime]] = field(default_factory=list)


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


def practitioner_of(audit: Audit) -> int | None:
    """As the audit keeps it; where the child has left the list since, as the draw knew it."""
    drawn = audit.allocation.drawn_record
    return audit.practitioner_then_id or (drawn.practitioner_id if drawn else None)


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


def invited(audit: Audit, at: datetime) -> Told:
    practitioner = practitioner_of(audit)
    assert practitioner is not None  # noqa: S101 – asked for
    reflection = {
        "council_id": audit.council_id,
        "public_id": new_public_id(),
        "allocation_id": audit.allocation_id,
        "practitioner_id": practitioner,
        "invited_at": at,
        "reminded_at": None,
        "words": {},
        "saves": 0,
        "saved_at": None,
        "noted_at": None,
        "sent_at": None,
        "declined_at": None,
        "why_not": None,
        "saying": "",
        "went_on_at": None,
        "released_at": None,
        "version": 1,
    }
    told = Told(audit, practitioner, reflection)
    told.events.append(("reflection:invited", None, at))
    return told


def sent(chance: Random, told: Told, at: datetime) -> None:
    prompts = chance.sample([*SAID], chance.randrange(2, len(SAID) + 1))
    words = {one: chance.choice(SAID[one]) for one in SAID if one in prompts}
    told.reflection |= {"words": words, "saves": 1, "saved_at": at, "noted_at": at, "sent_at": at}
    scale = [one.code for one in told.audit.template.scale]
    for section, grade in told.audit.grades.items():
        if grade in scale:
            step = chance.choices([*OWN], [*OWN.values()])[0]
            own = scale[min(max(scale.index(grade) + step, 0), len(scale) - 1)]
            told.grades.append(
                {"section": section, "grade": own, "words": chance.choice(WHY_GRADED)}
            )
    told.events.append(("reflection:sent", told.practitioner, at))


def declined(chance: Random, told: Told, at: datetime) -> None:
    why: WhyNot = chance.choices([*WHY_NOT], [*WHY_NOT.values()])[0]
    told.reflection |= {"declined_at": at, "why_not": why, "saying": chance.choice(MORE)}
    told.events.append(("reflection:declined", told.practitioner, at))


def part_of(told: Told, took_part: bool) -> None:
    why = told.reflection["why_not"] or WhyNot.NOT_REACHED
    told.part = {
        "council_id": told.audit.council_id,
        "audit_id": told.audit.id,
        "part": Part.PRACTITIONER,
        "took_part": took_part,
        "why_not": None if took_part else why,
        "saying": "",
    }


def talk_of(chance: Random, told: Told, at: datetime, *, wanted: bool) -> datetime:
    """On a working day, at an hour at which people talk; or that it was not wanted."""
    day = working_days_after(london_day(at), 1)
    held_at = start_of(day) + timedelta(hours=chance.choice((9, 10, 11, 13, 14)), minutes=30)
    told.conversation = booking(told.audit, held_at) | {
        "held": chance.choice(HELD) if wanted else Held.NOT_WANTED,
        "held_on": day,
        "note": chance.choice(NOTES if wanted else NOT_WANTED),
        "noted_at": held_at + timedelta(hours=1),
        "noted_by_id": told.audit.allocation.auditor_id,
    }
    told.events.append(
        ("conversation:noted", told.audit.allocation.auditor_id, held_at + timedelta(hours=1))
    )
    return held_at + timedelta(hours=1)


def booking(audit: Audit, at: datetime) -> dict[str, Any]:
    return {
        "council_id": audit.council_id,
        "public_id": new_public_id(),
        "audit_id": audit.id,
        "booked_for": at,
        "minutes": 45,
        "booked_by_id": audit.allocation.auditor_id,
        "bookings": 1,
        "held": None,
        "held_on": None,
        "also_there": "",
        "note": "",
        "noted_at": None,
        "noted_by_id": None,
        "version": 1,
    }


def release(world: World, told: Told, at: datetime) -> None:
    opened = first_moment(at)
    if opened and opened <= world.at:
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
    told.replies.append(said)


def a_reply(told: Told, at: datetime, **said: Any) -> dict[str, Any]:
    told.events.append(("reflection:answered", told.practitioner, at))
    return {
        "council_id": told.audit.council_id,
        "public_id": new_public_id(),
        "kind": ReplyKind.ANSWER,
        "section": "",
        "said_at": at,
        "said_by_id": told.practitioner,
        "outcome": None,
        "answer": "",
        "answered_at": None,
        "answered_by_id": None,
        "version": 1,
        **said,
    }


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
        .where(Allocation.place_id == place.id, Allocation.state.in_(OPEN))
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


def keep(world: World, told: list[Told]) -> None:
    """All at once: hundreds one by one would keep people waiting for the demonstration."""
    insert_all(Reflection, [one.reflection for one in told])
    rows = db.session.execute(select(Reflection.public_id, Reflection.id))
    ids: Mapping[str, int] = {public_id: number for public_id, number in rows}
    insert_all(OwnGrade, [about(ids, one) | row for one in told for row in one.grades])
    insert_all(Reply, [about(ids, one) | row for one in told for row in one.replies])
    said = [one.part for one in told if one.part]
    # What the auditor said of it before the practitioner was heard.
    db.session.execute(
        delete(Participation).where(
            Participation.part == Part.PRACTITIONER,
            Participation.audit_id.in_([one["audit_id"] for one in said]),
        )
    )
    insert_all(Participation, said)
    insert_all(Conversation, [one.conversation for one in told if one.conversation])
    for one in told:
        for name, by, at in one.events:
            child = one.audit.child_public_id
            named = Named(one.reflection["public_id"])
            council = one.audit.council_id
            record(name, None, named, council_id=council, by_id=by, child=child, at=at)


def about(ids: Mapping[str, int], told: Told) -> dict[str, Any]:
    number = ids[told.reflection["public_id"]]
    return {"council_id": told.audit.council_id, "reflection_id": number}


def insert_all(model: type, rows: list[dict[str, Any]]) -> None:
    if rows:
        db.session.execute(insert(model), rows)


@dataclass(frozen=True)
class Named:
    """What the trail needs of a practitioner’s part in an audit."""

    public_id: str
    __tablename__ = Reflection.__tablename__


STEPS = (hear_practitioners,)
