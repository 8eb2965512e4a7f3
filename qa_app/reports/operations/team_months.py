"""Save what a manager says of supervision in their team."""

from datetime import date, datetime

from qa_app.access.rules import Viewer
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason
from qa_app.organisation.models import Place
from qa_app.reports.models import TeamMonth
from qa_app.reports.queries.team_months import find_month
from qa_app.reports.rules.team_months import Told, why_not
from qa_app.rounds.rules import first_of_month
from qa_app.trail.operations import record


def save_month(team: Place, month: date, told: Told, by: Viewer, at: datetime) -> TeamMonth:
    """Of one team and one month there is one; what was said before is written over, and that it was is noted."""
    if said := why_not(told, month, first_of_month(london_day(at))):
        raise DomainError(Reason(*said) if said[1] else said[0])
    kept = find_month(team, month)
    if kept is None:
        kept = TeamMonth(council_id=by.council_id, place_id=team.id, month=month)
        db.session.add(kept)
    kept.due, kept.held = told.due, told.held
    kept.went, kept.improvements = told.went.strip(), told.improvements.strip()
    kept.saved_at, kept.saved_by_id = at, by.person_id
    db.session.flush()
    record("team-month:saved", by, team, at=at, month=month.isoformat())
    return kept
