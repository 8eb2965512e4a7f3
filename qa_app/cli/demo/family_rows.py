"""What is known of an audit before its family is asked, and the rows that come of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select

from qa_app.audits.models import Audit, Participation
from qa_app.audits.rules import Part
from qa_app.cli.demo.world import MONTHS, World
from qa_app.foundation.database import db
from qa_app.trail.operations import record
from qa_app.voices.models.asking import SafetyCheck
from qa_app.voices.models.complaints import FamilyMatter
from qa_app.voices.models.families import FamilyAnswer, FamilyVoice
from qa_app.voices.rules.asking import (
    Outcome,
)


@dataclass
class Said:
    """What is known of one audit before it is told: who took part, as far as that was invented before."""

    audit: Audit
    parts: Mapping[Part, Participation]

    @property
    def at(self) -> datetime:
        return self.audit.submitted_at or self.audit.begun_at + timedelta(hours=2)


@dataclass
class Teller:
    """The rows to be kept, all at once, because there are thousands."""

    world: World
    # When each family was asked, so that none is asked twice.
    asked: dict[tuple[str, object], list[date]] = field(default_factory=dict)
    checks: list[dict[str, Any]] = field(default_factory=list)
    voices: list[dict[str, Any]] = field(default_factory=list)
    answers: dict[str, dict[str, str]] = field(default_factory=dict)
    matters: dict[str, dict[str, Any]] = field(default_factory=dict)
    parts: list[dict[str, Any]] = field(default_factory=list)
    children: dict[str, str | None] = field(default_factory=dict)

    def through(self, at: datetime) -> float:
        """How far the two years are, from 0 to 1."""
        return min(1.0, max(0.0, 1 - (self.world.at - at).days / (31 * MONTHS)))

    def drawn(self, weights: Mapping[Any, int]) -> Any:
        return self.world.chance.choices([*weights], [*weights.values()])[0]

    def is_one_of(self, share: float) -> bool:
        return self.world.chance.random() < share


@dataclass(frozen=True)
class Named:
    """What the trail needs of it."""

    public_id: str
    __tablename__: str


def keep(teller: Teller) -> None:
    if teller.parts:
        db.session.execute(insert(Participation), teller.parts)
    if teller.checks:
        db.session.execute(insert(SafetyCheck), teller.checks)
    if not teller.voices:
        return
    db.session.execute(insert(FamilyVoice), teller.voices)
    rows = select(FamilyVoice.public_id, FamilyVoice.id)
    ids = {public_id: number for public_id, number in db.session.execute(rows)}
    council = teller.world.council.id
    answers = [
        {"council_id": council, "family_voice_id": ids[of], "question": code, "words": said}
        for of, there in teller.answers.items()
        for code, said in there.items()
    ]
    matters = [{**one, "family_voice_id": ids[of]} for of, one in teller.matters.items()]
    for model, made in ((FamilyAnswer, answers), (FamilyMatter, matters)):
        if made:
            db.session.execute(insert(model), made)
    db.session.expire_all()
    for one in teller.voices:
        note(teller, one)


def note(teller: Teller, voice: Mapping[str, Any]) -> None:
    """As the service notes it, by whoever recorded it and when."""
    part, public_id = voice["part"].name, voice["public_id"]
    about = {
        "council_id": voice["council_id"],
        "by_id": voice["recorded_by_id"],
        "child": teller.children[public_id],
        "at": voice["recorded_at"],
        "part": part,
    }
    named = Named(public_id, FamilyVoice.__tablename__)
    if voice["outcome"] is Outcome.NOT_ASKED:
        record("family:not-asked", None, named, why=voice["why_not"].name, **about)
        return
    is_answered = voice["outcome"] is Outcome.ANSWERED
    record("family:asked", None, named, answered=is_answered, **about)
    if is_answered:
        record("family:heard", None, named, **about)
