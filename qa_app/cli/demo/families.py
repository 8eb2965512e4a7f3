"""Two years of asking children and families: few at first, more as the council learns; never twice in six months."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from qa_app.audits.models import Audit, Participation
from qa_app.audits.rules import HEARD, Part, WhyNot
from qa_app.audits.rules.people import heard_in
from qa_app.cli.demo import family_words as words
from qa_app.cli.demo.family_matters import matter_of
from qa_app.cli.demo.family_rows import Said, Teller, keep
from qa_app.cli.demo.world import World
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db, new_public_id
from qa_app.rounds.models import Allocation
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

# Of those who can be asked, so many were heard in the first month and in the latest.
FIRST_SHARE = {Part.CHILD: 0.10, Part.FAMILY: 0.18}
LAST_SHARE = {Part.CHILD: 0.42, Part.FAMILY: 0.60}
MAY_BE_QUOTED = 0.55
NEEDS_AN_INTERPRETER = 0.08
VOICED_SOMETHING = 0.14
ON_A_VISIT = {Part.CHILD: 0.65, Part.FAMILY: 0.25}
WHO = {Who.PARENT: 76, Who.CARER: 17, Who.OTHER: 7}


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


STEPS = (ask_families,)
