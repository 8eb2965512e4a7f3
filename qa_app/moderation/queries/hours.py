"""The hours that a programme's second opinions take, and those that moderators have."""

from datetime import date

from sqlalchemy import func, select

from qa_app.foundation.database import db
from qa_app.moderation.rules.hours import Hours, hours_of
from qa_app.organisation.queries import setting
from qa_app.rounds.models import Allocation, Programme, Round
from qa_app.rounds.queries.auditors import list_moderators, workforce_of
from qa_app.rounds.rules.plans import HowMany
from qa_app.rounds.rules.settings import HOURS


def hours_for(programme: Programme, today: date) -> Hours:
    plan = programme.plan
    able = list_moderators(programme.council_id, today)
    people = [one for one in able if not plan.moderators or one.person.public_id in plan.moderators]
    each = setting(programme.council_id, HOURS)
    return hours_of(audits_in(programme, today), plan.moderation_share, len(people), each)


def audits_in(programme: Programme, today: date) -> int:
    """As its latest round had; until there is one, as the plan asks for."""
    latest = (
        select(Round.id)
        .where(Round.programme_id == programme.id, Round.opened_at.is_not(None))
        .order_by(Round.month.desc())
        .limit(1)
    )
    given = select(func.count()).where(Allocation.round_id == latest.scalar_subquery())
    if found := db.session.scalar(given):
        return found
    plan = programme.plan
    if plan.how_many is HowMany.TOTAL:
        return plan.number
    if plan.how_many is HowMany.ALL:
        return 0
    panel = workforce_of(programme.council_id, today, today).panel(plan.auditors, today, today)
    return plan.number * len(panel.auditors)
