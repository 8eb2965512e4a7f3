"""Plan what is audited again and again, and the months of it."""

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from qa_app.access.rules import Viewer
from qa_app.audit_templates.models import TemplateVersion
from qa_app.audit_templates.queries import newest_version
from qa_app.foundation.clock import london_day, long_date
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Place
from qa_app.organisation.operations.membership import lock_council
from qa_app.rounds.models import Programme, Round
from qa_app.rounds.queries.progress import tally_of
from qa_app.rounds.rules import first_of_month, may_close
from qa_app.rounds.rules.plan_faults import faults_in, name_taken, why_not_template
from qa_app.rounds.rules.planner import why_not_prepared
from qa_app.rounds.rules.plans import Kind, Plan, as_kept, due_day
from qa_app.trail.operations import record

Keeper = Callable[[Round, datetime | None], None]

_keepers: list[Keeper] = []


def keep_figures_by(keeper: Keeper) -> None:
    """Told once, where the service is put together: it keeps them at that moment, or forgets them again."""
    _keepers[:] = [keeper]


def add_programme(
    council: Place,
    name: str,
    template_code: str,
    by: Viewer | None,
    at: datetime,
    plan: Plan | None = None,
) -> Programme:
    plan = plan or Plan(first_month=first_of_month(london_day(at)))
    lock_council(council.id)
    refuse(plan, at)
    refuse_another_subject(council.id, template_code, plan, at)
    refuse_a_name_taken(council.id, name)
    programme = Programme(
        council_id=council.id, name=name, template_code=template_code, planned=as_kept(plan)
    )
    db.session.add(programme)
    db.session.flush()
    record("programme:added", by, programme, council_id=council.id, at=at)
    return programme


def change_programme(
    programme: Programme, name: str, template_code: str, plan: Plan, by: Viewer, at: datetime
) -> None:
    """Who audits, shares and due days hold for every round that is not open; what was drawn stays."""
    lock_council(programme.council_id)
    refuse(plan, at, before=programme.plan)
    refuse_another_subject(programme.council_id, template_code, plan, at)
    if programme.ended_at is None:
        refuse_a_name_taken(programme.council_id, name, besides=programme)
    programme.name, programme.template_code = name, template_code
    programme.planned = as_kept(plan)
    for prepared in list_prepared(programme):
        prepared.due_on = due_day(plan, prepared.month)
    record("programme:changed", by, programme, at=at)


def list_prepared(programme: Programme) -> list[Round]:
    """Its rounds that are not open yet, whether their records are drawn or not."""
    wanted = select(Round).where(Round.programme_id == programme.id, Round.opened_at.is_(None))
    return list(db.session.scalars(wanted.order_by(Round.month)))


def refuse(plan: Plan, at: datetime, before: Plan | None = None) -> None:
    if faults := faults_in(plan, london_day(at), before):
        raise DomainError(*faults)


def refuse_another_subject(council_id: int, template_code: str, plan: Plan, at: datetime) -> None:
    """Nobody can answer questions about a household with the file of a practitioner."""
    try:
        version = newest_version(council_id, template_code, london_day(at))
    except NoResultFound:
        return  # it is said when a round is planned
    if trouble := why_not_template(plan, version.template.subject):
        raise DomainError(trouble)


def refuse_a_name_taken(council_id: int, name: str, besides: Programme | None = None) -> None:
    """Among programmes that have not ended."""
    others = select(Programme).where(
        Programme.council_id == council_id, Programme.ended_at.is_(None)
    )
    names = [one.name for one in db.session.scalars(others) if one is not besides]
    if trouble := name_taken(name, names):
        raise DomainError(trouble)


def end_programme(programme: Programme, by: Viewer, at: datetime) -> None:
    """No round is planned any more; what is open goes on."""
    if programme.ended_at is not None:
        raise DomainError("This programme has ended already")
    programme.ended_at = at
    record("programme:ended", by, programme, at=at)


def take_up_again(programme: Programme, by: Viewer, at: datetime) -> None:
    lock_council(programme.council_id)
    refuse_a_name_taken(programme.council_id, programme.name, besides=programme)
    programme.ended_at = None
    record("programme:taken-up", by, programme, at=at)


def prepare_round(programme: Programme, day: date, by: Viewer, at: datetime) -> Round:
    """As the planner offers it; a round that is there is given back, whatever the plan says now."""
    there = round_in(programme, first_of_month(day))
    if there is None and (trouble := why_not_prepared(programme.plan, day, london_day(at))):
        raise DomainError(trouble)
    return there or plan_round(programme, day, by, at)


def round_in(programme: Programme, month: date) -> Round | None:
    there = select(Round).where(Round.programme_id == programme.id, Round.month == month)
    return db.session.scalars(there).one_or_none()


def plan_round(programme: Programme, day: date, by: Viewer | None, at: datetime) -> Round:
    """The round of that day's month; planning it again gives back the one that is there."""
    month = first_of_month(day)
    if found := round_in(programme, month):
        return found
    if programme.ended_at is not None:
        raise DomainError(f"{programme.name} has ended, so that no round of it is planned")
    planned = Round(
        council_id=programme.council_id,
        programme=programme,
        template_version=version_for(programme, max(london_day(at), month)),
        month=month,
        due_on=due_day(programme.plan, month),
    )
    db.session.add(planned)
    db.session.flush()
    record("round:planned", by, planned, council_id=programme.council_id, at=at)
    return planned


def version_for(programme: Programme, day: date) -> TemplateVersion:
    """The version of its template that rounds take on that day."""
    try:
        return newest_version(programme.council_id, programme.template_code, day)
    except NoResultFound:
        raise DomainError(
            "The template of this programme is out of use. Choose another in the programme"
        ) from None


def open_round(programme: Programme, day: date, by: Viewer | None, at: datetime) -> Round:
    """Open the round of that day's month for records that are asked for one by one."""
    round_ = plan_round(programme, day, by, at)
    if round_.opened_at is None:
        mark_opened(round_, by, at)
    return round_


def open_by_hand(round_: Round, by: Viewer, at: datetime) -> None:
    """Without a draw: its records are asked for one by one."""
    if round_.opened_at is not None:
        raise DomainError("This round is open already")
    mark_opened(round_, by, at)


def mark_opened(round_: Round, by: Viewer | None, at: datetime) -> None:
    round_.opened_at = at
    db.session.flush()
    record("round:opened", by, round_, council_id=round_.council_id, at=at)


def close_round(round_: Round, by: Viewer, at: datetime) -> None:
    """Nothing is given out in it any more; what is open can still be handed in.

    A review of every record may be closed before its end; of others that is what pausing is for.
    """
    if round_.opened_at is None:
        raise DomainError("This round has not been opened")
    if round_.closed_at is not None:
        raise DomainError("This round is closed already")
    tally = tally_of(round_, by)
    is_over = may_close(tally.done, tally.left, round_.due_on, london_day(at))
    if not is_over and round_.programme.plan.kind is not Kind.WHOLE_COHORT:
        raise DomainError(
            f"This round can be closed after {long_date(round_.due_on)}, when it is due, or before that "
            "once every audit in it is done"
        )
    round_.closed_at = at
    for keep in _keepers:
        keep(round_, at)
    record("round:closed", by, round_, at=at)


def open_again(round_: Round, by: Viewer, at: datetime) -> None:
    if round_.closed_at is None:
        raise DomainError("This round is not closed")
    round_.closed_at = None
    for keep in _keepers:
        keep(round_, None)
    record("round:opened-again", by, round_, at=at)
