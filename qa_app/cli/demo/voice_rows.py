"""What is kept of each practitioner’s part in an audit, in rows by table, all at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import delete, insert, select

from qa_app.audits.models import Audit, Participation
from qa_app.audits.rules import Part, WhyNot
from qa_app.cli.demo.voice_words import (
    MORE,
    NOT_WANTED,
    NOTES,
    SAID,
    WHY_GRADED,
    WHY_NOT,
)
from qa_app.cli.demo.world import World
from qa_app.foundation.clock import london_day, start_of, working_days_after
from qa_app.foundation.database import db, new_public_id
from qa_app.trail.operations import record
from qa_app.voices.models import Conversation, OwnGrade, Reflection, Reply
from qa_app.voices.rules import Held, ReplyKind
from qa_app.voices.rules.replies import last_day

HELD = (Held.MET, Held.MET, Held.CALLED)
# An own grade is most often the auditor's, and sooner one higher than one lower.
OWN = {0: 60, -1: 26, 1: 14}


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


def practitioner_of(audit: Audit) -> int | None:
    """As the audit keeps it; where the child has left the list since, as the draw knew it."""
    drawn = audit.allocation.drawn_record
    return audit.practitioner_then_id or (drawn.practitioner_id if drawn else None)


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


def a_reply(told: Told, at: datetime, **said: Any) -> dict[str, Any]:
    told.events.append(("reflection:answered", told.practitioner, at))
    return {
        "council_id": told.audit.council_id,
        "public_id": new_public_id(),
        "kind": ReplyKind.ANSWER,
        "answer_by": last_day(at),
        "section": "",
        "said_at": at,
        "said_by_id": told.practitioner,
        "outcome": None,
        "answer": "",
        "answered_at": None,
        "answered_by_id": None,
        "decision": None,
        "decided_words": "",
        "decided_at": None,
        "decided_by_id": None,
        "version": 1,
        **said,
    }


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
