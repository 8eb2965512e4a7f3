"""Second opinions that are settled: both grades, what was agreed and by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import bindparam, insert, update

from qa_app.audit_templates.rules import Template
from qa_app.audits.models import Audit, SectionReading
from qa_app.audits.rules.choosing import Chosen
from qa_app.cli.demo import moderation_words as words
from qa_app.cli.demo.moderators import Reader
from qa_app.cli.demo.moments import at_work
from qa_app.cli.demo.world import World
from qa_app.foundation.database import Model, db, new_public_id
from qa_app.moderation.models import ModeratedGrade, Moderation
from qa_app.moderation.queries.sections import WHOLE
from qa_app.moderation.rules import Settled
from qa_app.moderation.rules.quality import QUESTIONS, Rating

# In so many of a hundred sections both gave the same grade: in the first month, before the second calibration
# was talked through, and since.
FIRST_AGREEMENT, THEN_AGREEMENT, LAST_AGREEMENT = 0.3, 0.5, 0.97
CALIBRATED = 0.66
# Where they differ the auditor was mostly the more generous, less so as time goes on.
FIRST_GENEROUS, LAST_GENEROUS = 0.85, 0.6
# Whoever is asked in the afternoon has an hour or two left for it.
LAST_HOUR, SIGNED_OFF_AFTER = 15, timedelta(minutes=95)


def through(world: World, at: datetime) -> float:
    """How far through the two years, from 0 to 1."""
    return min(max((at - world.began) / (world.at - world.began), 0.0), 1.0)


def between(first: float, last: float, far: float) -> float:
    return first + (last - first) * far


def graded_otherwise(template: Template, code: str, chance: Random, far: float) -> str:
    """The second grade: the same more and more often, or one apart."""
    scale = [one.code for one in template.scale]
    alike = between(FIRST_AGREEMENT, THEN_AGREEMENT, far / CALIBRATED)
    if code not in scale or chance.random() < (LAST_AGREEMENT if far > CALIBRATED else alike):
        return code
    generous = chance.random() < between(FIRST_GENEROUS, LAST_GENEROUS, far)
    at = scale.index(code) + (1 if generous else -1)
    return scale[min(max(at, 0), len(scale) - 1)]


@dataclass
class Written:
    audit: Audit
    row: dict[str, Any]
    grades: list[dict[str, Any]]


def written(
    world: World, chance: Random, audit: Audit, reader: Reader, blind: bool, reason: Chosen
) -> Written:
    """One that is settled, a few days after it was handed in."""
    assert audit.submitted_at  # noqa: S101 – it was handed in
    far = through(world, audit.submitted_at)
    later = audit.submitted_at + timedelta(days=chance.randrange(1, 12 - int(6 * far)))
    at = at_work(chance, later, LAST_HOUR)
    given = {**audit.grades, **({WHOLE: audit.grade} if audit.grade else {})}
    grades = [
        grade_row(audit, section, code, chance, far) for section, code in given.items() if code
    ]
    differ = any(one["auditor_grade"] != one["moderator_grade"] for one in grades)
    agrees = not differ or chance.random() < between(0.7, 0.9, far)
    how = Settled.BOTH_AGREE if agrees else chance.choice([Settled.QA_LEAD, Settled.SENIOR])
    for one in grades:
        one["agreed_grade"] = agreed_in(one, how, chance)
    settled_at = at + timedelta(minutes=chance.randrange(40, 110))
    if differ:
        settled_at = at_work(chance, at + timedelta(days=chance.randrange(1, 5)), LAST_HOUR)
    lead = world.people["qa lead"].person_id
    row = {
        "council_id": audit.council_id,
        "public_id": new_public_id(),
        "audit_id": audit.id,
        "moderator_id": reader.member.person_id,
        "blind": blind,
        "chosen": [reason.name],
        "taken_at": at - timedelta(minutes=chance.randrange(35, 95)),
        "committed_at": at,
        "quality": ratings(chance, far),
        "quality_words": chance.choice(words.QUALITY_WORDS),
        "feedback": chance.choice(words.FEEDBACK),
        "compared_at": at + timedelta(minutes=30),
        "agrees": agrees if differ else None,
        "reply": words.STANDS_BY if not agrees else chance.choice(words.REPLIES),
        "replied_at": settled_at,
        "settled": how,
        "settled_at": settled_at,
        "settled_by_id": lead if how is not Settled.BOTH_AGREE else audit.read_by_id,
        "settled_why": "" if how is Settled.BOTH_AGREE else words.SETTLED_WHY,
        "version": 1,
    }
    return Written(audit, row, grades)


def grade_row(audit: Audit, section: str, code: str, chance: Random, far: float) -> dict[str, Any]:
    second = graded_otherwise(audit.template, code, chance, far)
    scale = [one.code for one in audit.template.scale]
    why = ""
    if second != code:
        lower = scale.index(second) > scale.index(code)
        why = chance.choice(words.WHY_LOWER if lower else words.WHY_HIGHER)
    return {
        "council_id": audit.council_id,
        "section": section,
        "auditor_grade": code,
        "moderator_grade": second,
        "reason": chance.choice(words.REASONS),
        "why": why,
        "proposed_grade": second,
        "agreed_grade": second,
    }


def agreed_in(one: dict[str, Any], how: Settled, chance: Random) -> str:
    """Whoever settles it is now with the one, now with the other."""
    if how is Settled.BOTH_AGREE or chance.random() < 0.6:
        return str(one["moderator_grade"])
    return str(one["auditor_grade"])


def ratings(chance: Random, far: float) -> dict[str, str]:
    weights = [between(0.5, 0.75, far), 0.3, between(0.2, 0.05, far)]
    names = [Rating.YES.name, Rating.PARTLY.name, Rating.NO.name]
    return {key: chance.choices(names, weights)[0] for key in QUESTIONS}


def keep(world: World, second: Sequence[Written]) -> None:
    """In a few statements, however many there are."""
    if not second:
        return
    made = insert(Moderation).returning(Moderation.id, Moderation.audit_id)
    rows = [one.row for one in second]
    ids = {audit: own for own, audit in db.session.execute(made, rows)}
    grades = [
        {**grade, "moderation_id": ids[one.audit.id]} for one in second for grade in one.grades
    ]
    db.session.execute(insert(ModeratedGrade), grades)
    readings = {(one.audit.id, row.section): row.id for one in second for row in one.audit.readings}
    agreed = [
        {"of": readings[one.audit.id, grade["section"]], "agreed_grade": grade["agreed_grade"]}
        for one in second
        for grade in one.grades
        if grade["section"] != WHOLE
    ]
    change(SectionReading, agreed)
    change(Audit, [as_agreed(one) for one in second])
    db.session.expire_all()


def as_agreed(one: Written) -> dict[str, Any]:
    """What the audit keeps of it."""
    whole = next((row["agreed_grade"] for row in one.grades if row["section"] == WHOLE), None)
    return {
        "of": one.audit.id,
        "chosen": one.row["chosen"],
        "agreed_at": one.row["settled_at"],
        "signed_off_at": one.row["settled_at"] + SIGNED_OFF_AFTER,
        "agreed_grade": whole,
    }


def change(kind: type[Model], rows: list[dict[str, Any]]) -> None:
    """By their own numbers, in one statement; nobody else writes here, so that no version is counted."""
    table = kind.__table__
    names = [name for name in rows[0] if name != "of"]
    changed = update(table).where(table.c.id == bindparam("of"))  # type: ignore[arg-type]
    db.session.connection().execute(changed.values({name: bindparam(name) for name in names}), rows)
