"""Two years of asking children and families: few at first, more as the council learns; never twice in six months."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import joinedload

from qa_app.audits.models import Audit, Participation
from qa_app.audits.rules import HEARD, Part, WhyNot
from qa_app.audits.rules.people import heard_in
from qa_app.cli.demo import family_words as words
from qa_app.cli.demo.world import MONTHS, World
from qa_app.foundation.clock import london_day, working_days_after
from qa_app.foundation.database import db, new_public_id
from qa_app.rounds.models import Allocation
from qa_app.trail.operations import record
from qa_app.voices.models.asking import SafetyCheck
from qa_app.voices.models.complaints import FamilyMatter
from qa_app.voices.models.families import FamilyAnswer, FamilyVoice
from qa_app.voices.rules.asking import (
    AskedBefore,
    Court,
    How,
    Interpreter,
    Near,
    Number,
    Outcome,
    Who,
    why_not_again,
)
from qa_app.voices.rules.complaints import USUAL_DAYS, Explained, Kind, NotTold, State, ToldHow

# Of those who can be asked, so many were heard in the first month and in the latest.
FIRST_SHARE = {Part.CHILD: 0.10, Part.FAMILY: 0.18}
LAST_SHARE = {Part.CHILD: 0.42, Part.FAMILY: 0.60}
MAY_BE_QUOTED = 0.55
NEEDS_AN_INTERPRETER = 0.08
VOICED_SOMETHING = 0.14
ON_A_VISIT = {Part.CHILD: 0.65, Part.FAMILY: 0.25}
WHO = {Who.PARENT: 76, Who.CARER: 17, Who.OTHER: 7}
KINDS = {Kind.WORRY: 45, Kind.COMPLAINT: 20, Kind.HEAR_BACK: 35}
TOLD_IN_TIME_FIRST, TOLD_IN_TIME_LAST = 0.4, 0.85
NEVER_TOLD = 0.06


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


def ask_families(world: World) -> None:
    teller = Teller(world)
    for one in told_so_far(world):
        if one.audit.submitted_at or one.parts:
            tell(teller, one)
        elif one.audit.is_open and heard_in(one.audit.template):
            teller.checks.append(check_of(teller, one, is_answered=teller.is_one_of(0.4)))
    let_the_practitioner_answer(teller)
    keep(teller)


def told_so_far(world: World) -> Iterable[Said]:
    """In the order of time, because a family that was asked is not asked again."""
    wanted = (
        select(Audit)
        .where(Audit.council_id == world.council.id)
        .options(
            joinedload(Audit.allocation).joinedload(Allocation.child),
            joinedload(Audit.template_version),
        )
        .order_by(Audit.begun_at, Audit.id)
    )
    audits = list(db.session.scalars(wanted))
    rows = select(Participation).where(
        Participation.council_id == world.council.id, Participation.part.in_(HEARD)
    )
    parts: dict[int, dict[Part, Participation]] = {}
    for row in db.session.scalars(rows):
        parts.setdefault(row.audit_id, {})[row.part] = row
    return [Said(one, parts.get(one.id, {})) for one in audits]


def tell(teller: Teller, one: Said) -> None:
    """Each of them; what was invented of them before stays, but where it would ask a family too soon."""
    asked_any = False
    for part in heard_in(one.audit.template):
        there = one.parts.get(part)
        if there is None and one.audit.submitted_at is None:
            continue
        if there is not None:
            took_part, why = there.took_part, there.why_not
        else:
            took_part, why = drawn_of(teller, one, part)
        if (took_part or why is WhyNot.DECLINED) and asked_lately(teller, one):
            took_part, why = False, WhyNot.ASKED_LATELY
        asked_any |= took_part or why is WhyNot.DECLINED
        saying = there.saying if there is not None and not took_part else ""
        if not saying and why in words.SAYING:
            saying = teller.world.chance.choice(words.SAYING[why])
        add_voice(teller, one, part, took_part, why, saying)
        say_who_took_part(teller, one, part, took_part, why, saying)
    if asked_any:
        teller.checks.append(check_of(teller, one, is_answered=True))
        teller.asked.setdefault(family_key(one.audit), []).append(london_day(one.at))


def drawn_of(teller: Teller, one: Said, part: Part) -> tuple[bool, WhyNot | None]:
    age = one.audit.age_then
    if part is Part.CHILD and age is not None and age < 4:
        return False, WhyNot.TOO_YOUNG
    first, last = FIRST_SHARE[part], LAST_SHARE[part]
    if teller.is_one_of(first + (last - first) * teller.through(one.at)):
        return True, None
    why = teller.drawn(words.WHY_NOT[part])
    is_old_enough = age is not None and age >= 8
    return False, WhyNot.NO_TIME if why is WhyNot.TOO_YOUNG and is_old_enough else why


def family_key(audit: Audit) -> tuple[str, object]:
    child = audit.allocation.child
    if child is None:
        return "reference", audit.allocation.reference
    return ("family", child.family_reference) if child.family_reference else ("child", child.id)


def asked_lately(teller: Teller, one: Said) -> bool:
    before = [AskedBefore(day, True) for day in teller.asked.get(family_key(one.audit), ())]
    return bool(why_not_again(london_day(one.at), before))


def add_voice(
    teller: Teller, one: Said, part: Part, took_part: bool, why: WhyNot | None, saying: str
) -> None:
    audit, public_id = one.audit, new_public_id()
    was_asked = took_part or why is WhyNot.DECLINED
    outcome = Outcome.ANSWERED if took_part else Outcome.NOT_ASKED
    if why is WhyNot.DECLINED:
        outcome, saying = Outcome.DECLINED, ""
    on_a_visit = teller.is_one_of(ON_A_VISIT[part])
    teller.voices.append(
        {
            "council_id": audit.council_id,
            "public_id": public_id,
            "audit_id": audit.id,
            "part": part,
            "outcome": outcome,
            "why_not": why if outcome is Outcome.NOT_ASKED else None,
            "saying": saying,
            "who": (Who.CHILD if part is Part.CHILD else teller.drawn(WHO)) if was_asked else None,
            "how": (How.VISIT if on_a_visit else How.PHONE) if was_asked else None,
            "with_interpreter": was_asked and teller.is_one_of(NEEDS_AN_INTERPRETER),
            "asked_on": london_day(one.at) if was_asked else None,
            "better": teller.drawn(words.BETTER) if took_part else None,
            "may_be_quoted": took_part and teller.is_one_of(MAY_BE_QUOTED),
            "recorded_at": one.at,
            "recorded_by_id": audit.allocation.auditor_id,
            "noted_at": None,
            "version": 1,
        }
    )
    teller.children[public_id] = audit.child_public_id
    if took_part:
        teller.answers[public_id] = answers_of(teller, part, audit.age_then)
        if teller.is_one_of(VOICED_SOMETHING):
            teller.matters[public_id] = matter_of(teller, one)


def answers_of(teller: Teller, part: Part, age: int | None) -> dict[str, str]:
    """The first three always; the others where they liked to talk."""
    chance = teller.world.chance
    if part is Part.FAMILY:
        asked = {code: chance.choice(said) for code, said in words.FAMILY.items()}
    else:
        group = 0 if age is not None and age < words.YOUNG else 1
        asked = {code: chance.choice(said[group]) for code, said in words.CHILD.items()}
    return {
        code: said
        for at, (code, said) in enumerate(asked.items())
        if at < 3 or chance.random() < 0.6
    }


def matter_of(teller: Teller, one: Said) -> dict[str, Any]:
    chance, auditor = teller.world.chance, one.audit.allocation.auditor_id
    kind = teller.drawn(KINDS)
    about = {Kind.WORRY: words.WORRIES, Kind.COMPLAINT: words.COMPLAINTS, Kind.HEAR_BACK: words.HEAR_BACK}  # fmt: skip
    noted_on = london_day(one.at)
    by = working_days_after(noted_on, USUAL_DAYS)
    made = {
        "council_id": one.audit.council_id,
        "public_id": new_public_id(),
        "kind": kind,
        "what": chance.choice(about[kind]),
        "explained": chance.choice([*Explained]) if kind is Kind.COMPLAINT else None,
        "passed_to": "" if kind is Kind.HEAR_BACK else chance.choice(words.PASSED_TO),
        "passed_on": None if kind is Kind.HEAR_BACK else noted_on,
        "noted_at": one.at,
        "noted_by_id": auditor,
        "promised_by_id": auditor,
        "tell_back_by": by,
        "state": State.TO_TELL,
        "told_on": None,
        "told_how": None,
        "outcome": "",
        "not_told": None,
        "settled_at": None,
        "settled_by_id": None,
        "version": 1,
    }
    tell_back(teller, one, made)
    return made


def tell_back(teller: Teller, one: Said, made: dict[str, Any]) -> None:
    """In time more often than at first, or some days late; a few never, and the newest not yet."""
    chance, by = teller.world.chance, made["tell_back_by"]
    share = TOLD_IN_TIME_FIRST + (TOLD_IN_TIME_LAST - TOLD_IN_TIME_FIRST) * teller.through(one.at)
    late = 0 if teller.is_one_of(share) else chance.randrange(2, 20)
    told_on = by - timedelta(days=chance.randrange(4)) + timedelta(days=late)
    if told_on >= teller.world.today:
        return
    if teller.is_one_of(NEVER_TOLD):
        will_not_be_told(teller, made)
        return
    at = made["noted_at"] + (told_on - london_day(made["noted_at"]))
    made |= {
        "state": State.TOLD,
        "told_on": told_on,
        "told_how": chance.choice([*ToldHow]),
        "outcome": chance.choice(words.TOLD),
        "settled_at": at,
        "settled_by_id": made["promised_by_id"],
        "version": 2,
    }


def will_not_be_told(teller: Teller, made: dict[str, Any]) -> None:
    """Long ago somebody said why; lately it is overdue."""
    at = made["noted_at"] + timedelta(days=30)
    if at > teller.world.at:
        return
    why = teller.world.chance.choice([*NotTold])
    made |= {
        "state": State.NOT_TOLD,
        "not_told": why,
        "outcome": words.TRIED if why is NotTold.NOT_REACHED else "",
        "settled_at": at,
        "settled_by_id": made["promised_by_id"],
        "version": 2,
    }


def say_who_took_part(
    teller: Teller, one: Said, part: Part, took_part: bool, why: WhyNot | None, saying: str
) -> None:
    """The audit says the same as what is recorded here."""
    there, saying = one.parts.get(part), "" if took_part or why is WhyNot.DECLINED else saying
    if there is None:
        about = {"council_id": one.audit.council_id, "audit_id": one.audit.id, "part": part}
        teller.parts.append({**about, "took_part": took_part, "why_not": why, "saying": saying})
    elif (there.took_part, there.why_not, there.saying) != (took_part, why, saying):
        db.session.execute(
            update(Participation)
            .where(Participation.id == there.id)
            # Nothing that was read before is looked at again.
            .execution_options(synchronize_session=False)
            .values(took_part=took_part, why_not=why, saying=saying)
        )


def check_of(teller: Teller, one: Said, *, is_answered: bool) -> dict[str, Any]:
    """What was said of language and of how to ask is forgotten, as the service forgets it."""
    audit = one.audit
    knows = audit.practitioner_then_id
    if knows == audit.allocation.auditor_id:
        knows = None
    answered_at = audit.begun_at + timedelta(minutes=40) if is_answered else None
    return {
        "council_id": audit.council_id,
        "public_id": new_public_id(),
        "audit_id": audit.id,
        "asked_at": audit.begun_at,
        "asked_by_id": audit.allocation.auditor_id,
        "asked_of_id": knows,
        "answered_at": answered_at,
        "answered_by_id": (knows or teller.world.people["team manager"].person_id) if is_answered else None,
        "number": Number.CHECKED if is_answered else None,
        "near": Near.NOBODY if is_answered else None,
        "court": Court.NONE if is_answered else None,
        "interpreter": Interpreter.NOT_NEEDED if is_answered else None,
        "child_why_not": None,
        "family_why_not": None,
        "language": "",
        "for_the_caller": "",
        "forgotten_at": one.at if is_answered and audit.submitted_at else None,
        "version": 1,
    }  # fmt: skip


def let_the_practitioner_answer(teller: Teller) -> None:
    """Whoever signs in as a practitioner finds a family that waits for them."""
    practitioner = teller.world.people["practitioner"].person_id
    waiting = [one for one in teller.checks if one["answered_at"] is None]
    if waiting and not any(one["asked_of_id"] == practitioner for one in waiting):
        waiting[-1]["asked_of_id"] = practitioner


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


STEPS = (ask_families,)
