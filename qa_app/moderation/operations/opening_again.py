"""Take back which grades count: by whoever settled it, with a reason, before anything follows from it."""

from datetime import date, datetime

from qa_app.access.rules import Viewer
from qa_app.audits.rules import Status
from qa_app.foundation.clock import london_day, working_days_after
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason
from qa_app.moderation.models import Moderation, OpenedAgain
from qa_app.moderation.operations.agreeing import keep_agreed
from qa_app.moderation.operations.moderating import hold_moderation
from qa_app.moderation.operations.telling import tell_both
from qa_app.moderation.rules import Settled
from qa_app.moderation.rules.letters import OPENED_AGAIN
from qa_app.moderation.rules.opening_again import WORKING_DAYS, why_not_open_again
from qa_app.organisation.queries.settings import days_off
from qa_app.trail.operations import record
from qa_app.voices.queries.releases import is_released

NEEDS_WHY = "Enter why it is opened again"


def open_again(moderation: Moderation, why: str, by: Viewer, at: datetime, *, address: str) -> None:
    """It is where it was before it was settled. What had counted until then is kept, with the reason."""
    hold_moderation(moderation)
    if trouble := why_not_open(moderation, by, at):
        raise DomainError(trouble)
    if not why.strip():
        raise DomainError(Reason(NEEDS_WHY, "why"))
    _keep(moderation, why.strip(), by, at)
    _take_back(moderation)
    db.session.flush()
    record("moderation:opened-again", by, moderation, at=at)
    tell_both(moderation, OPENED_AGAIN, by, at, address=address)


def why_not_open(moderation: Moderation, by: Viewer, at: datetime) -> str:
    audit = moderation.audit
    return why_not_open_again(
        settled_by=moderation.settled_by_id,
        person=by.person_id,
        last_day=opened_until(moderation),
        today=london_day(at),
        status=audit.status_now,
        is_released=is_released(audit),
    )


def opened_until(moderation: Moderation) -> date | None:
    """The last day on which it can be opened again; None until it is settled."""
    return moderation.settled_at and last_day_from(moderation.settled_at, moderation.council_id)


def last_day_from(settled_at: datetime, council_id: int) -> date:
    return working_days_after(london_day(settled_at), WORKING_DAYS, days_off(council_id))


def _keep(moderation: Moderation, why: str, by: Viewer, at: datetime) -> None:
    assert moderation.settled and moderation.settled_at  # noqa: S101 – the rule has said so
    moderation.openings.append(
        OpenedAgain(
            council_id=moderation.council_id,
            why=why,
            at=at,
            by_id=by.person_id,
            settled=moderation.settled,
            settled_at=moderation.settled_at,
            settled_why=moderation.settled_why,
            agreed={one.section: one.agreed_grade for one in moderation.grades},
        )
    )


def _take_back(moderation: Moderation) -> None:
    audit = moderation.audit
    if moderation.settled is Settled.BOTH_AGREE:
        if moderation.agrees:
            moderation.agrees = moderation.replied_at = None
        else:
            moderation.compared_at = None
    moderation.settled = moderation.settled_at = moderation.settled_by_id = None
    moderation.settled_why = ""
    for one in moderation.grades:
        one.agreed_grade = None
        keep_agreed(audit, one.section, None)
    audit.status, audit.agreed_at = Status.SUBMITTED, None
