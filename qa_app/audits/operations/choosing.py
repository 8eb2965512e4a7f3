"""Whether somebody reads an audit a second time: what the rule is told."""

from sqlalchemy import func, select

from qa_app.access.rules import Viewer
from qa_app.audits.models import Audit
from qa_app.audits.rules import HANDED_IN
from qa_app.audits.rules.choosing import (
    Choice,
    Known,
    Wanted,
    choose,
    is_in_share,
    is_inadequate,
    is_overridden,
    may_be_moderated,
)
from qa_app.audits.rules.picture import Picture
from qa_app.foundation.database import db
from qa_app.rounds.rules.plans import Plan


def choice_for(audit: Audit, picture: Picture, by: Viewer, asked_for: bool) -> Choice:
    """What was chosen once stays chosen, when it comes back after it was sent back."""
    if audit.chosen:
        return Choice(audit.chosen_because)
    if not _may_be_chosen(audit):
        return Choice()
    known = Known(
        is_inadequate=is_inadequate(audit.template, audit.grades, audit.grade),
        before=_handed_in_before(audit, by),
        is_overridden=is_overridden(picture),
        is_asked_for=asked_for,
    )
    return choose(wanted_by(audit.plan), known, _seed_of(audit), audit.public_id)


def is_by_chance(audit: Audit) -> bool:
    share = audit.plan.moderation_share
    return _may_be_chosen(audit) and is_in_share(share, _seed_of(audit), audit.public_id)


def wanted_by(plan: Plan) -> Wanted:
    return Wanted(
        plan.moderation_share,
        plan.moderate_inadequate,
        plan.moderate_first,
        plan.moderate_override,
    )


def _may_be_chosen(audit: Audit) -> bool:
    return may_be_moderated(audit.template, is_of_own_work=audit.is_of_own_work)


def _seed_of(audit: Audit) -> str:
    return audit.allocation.round.programme.moderation_seed


def _handed_in_before(audit: Audit, by: Viewer) -> int:
    wanted = select(func.count(Audit.id)).where(
        Audit.council_id == audit.council_id,
        Audit.read_by_id == by.person_id,
        Audit.id != audit.id,
        Audit.status.in_(HANDED_IN),
    )
    return db.session.scalar(wanted) or 0
