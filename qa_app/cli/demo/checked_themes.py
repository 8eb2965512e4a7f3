"""Themes of findings, as two people checked them."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from qa_app.audits.models import Audit, Finding
from qa_app.cli.demo.closing import Teller, insert_all
from qa_app.foundation.database import db
from qa_app.learning.models import CheckedTheme, FindingCheck
from qa_app.trail.operations import record
from qa_app.voices.queries.agreed import is_agreed

CHECKED_AFTER, NOT_CHECKED, CHANGED = timedelta(days=70), 0.03, 0.09


def check_themes(teller: Teller) -> None:
    """The older months; what came in lately waits."""
    world = teller.world
    until = world.at - CHECKED_AFTER
    wanted = (
        select(Finding, Audit.submitted_at)
        .join(Finding.audit)
        .join(Audit.allocation)
        .where(Finding.council_id == world.council.id, is_agreed(), Audit.submitted_at < until)
        .options(selectinload(Finding.themes))
        .order_by(Audit.submitted_at, Finding.id)
    )
    checkers = [
        world.people[one] for one in ("qa lead", "principal social worker") if one in world.people
    ]
    found = [(finding, at) for finding, at in db.session.execute(wanted) if at]
    known = sorted({code for finding, _ in found for code in finding.theme_codes})
    checks, themes = [], []
    for finding, at in found:
        if teller.chance.random() < NOT_CHECKED:
            continue
        by = teller.chance.choice(checkers).person_id
        checked_at = at + timedelta(days=teller.chance.randrange(3, 30), hours=2)
        chosen = seen_otherwise(teller.chance, finding.theme_codes, known)
        checks.append(
            {
                "council_id": finding.council_id,
                "finding_id": finding.id,
                "checked_at": checked_at,
                "checked_by_id": by,
                "version": 1,
            }
        )
        themes += [
            {"council_id": finding.council_id, "finding_id": finding.id, "theme": one}
            for one in chosen
        ]
        if chosen != finding.theme_codes:
            name, council = "finding:themes-checked", finding.council_id
            record(name, None, finding, council_id=council, by_id=by, at=checked_at, themes=chosen)
    insert_all(FindingCheck, checks)
    insert_all(CheckedTheme, themes)


def seen_otherwise(chance: Random, own: list[str], known: Sequence[str]) -> list[str]:
    """Most are as their auditor has them; of some one theme is added or replaced."""
    if chance.random() > CHANGED:
        return own
    other = chance.choice([one for one in known if one not in own])
    return [*own, other] if len(own) == 1 and chance.random() < 0.5 else [*own[1:], other]
