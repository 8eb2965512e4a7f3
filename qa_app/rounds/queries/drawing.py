"""What stands before a draw, and the draws that were made."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from qa_app.audit_templates.rules.template import Ages
from qa_app.foundation.database import db
from qa_app.rounds.models import Draw, DrawnRecord, Round
from qa_app.rounds.queries.auditors import Panel, workforce_of
from qa_app.rounds.queries.conversations import in_conversation
from qa_app.rounds.queries.pools import open_list, practitioners_pool
from qa_app.rounds.rules.eligibility import Suits
from qa_app.rounds.rules.outcomes import Outcome
from qa_app.rounds.rules.plans import PASTED, HowMany, Plan, Source, opening_day
from qa_app.rounds.rules.pools import Pool, warnings_of
from qa_app.rounds.rules.shares import wanted

EMPTY = Pool((), date.min, "", None)


@dataclass(frozen=True)
class Ready:
    """What a draw would be made from, what keeps it from being made, and what to know before."""

    pool: Pool
    panel: Panel
    wanted: int
    in_conversation: Collection[int]
    suits: Suits
    faults: tuple[str, ...]
    warnings: tuple[str, ...]


def ready_to_draw(round_: Round, on: date, pool: Pool | None = None) -> Ready:
    """From the list that the programme names; or from a pool that somebody brings."""
    plan = round_.programme.plan
    panel = panel_of(round_)
    pool = pool or _pool(round_, plan, on)
    faults = [] if pool else [_nothing_to_draw_from(plan)]
    if plan.how_many is HowMany.EACH and not panel.here:
        faults.append(
            "Nobody whom this programme asks to audit is here this month. Choose others in its plan"
        )
    return Ready(
        pool or EMPTY,
        panel,
        how_many(plan, panel),
        in_conversation(round_),
        suits_of(round_),
        tuple(faults),
        tuple(warnings_of(pool, on)) if pool else (),
    )


def suits_of(round_: Round) -> Suits:
    """Which children the template of a round is written for."""
    template = round_.template_version.template
    ages = template.ages or Ages()
    return Suits(template.statuses, ages.first, ages.last)


def panel_of(round_: Round) -> Panel:
    """Those who audit in a round, from the day it opens to the day it is due."""
    plan = round_.programme.plan
    first_day = min(opening_day(plan, round_.month), round_.due_on)
    workforce = workforce_of(round_.council_id, first_day, round_.due_on)
    return workforce.panel(plan.auditors, first_day, round_.due_on)


def _nothing_to_draw_from(plan: Plan) -> str:
    if plan.source in PASTED:
        return "Paste or upload the references first"
    return "There is no list of children yet. Import one first"


def _pool(round_: Round, plan: Plan, on: date) -> Pool | None:
    if plan.source is Source.PRACTITIONERS:
        return practitioners_pool(round_.council_id, on)
    if plan.source in PASTED:
        return None
    return open_list(round_.council_id, on)


def how_many(plan: Plan, panel: Panel) -> int:
    return wanted(panel.times, plan.number) if plan.how_many is HowMany.EACH else plan.number


def latest_draw(round_: Round) -> Draw | None:
    return db.session.scalars(
        select(Draw).where(Draw.round_id == round_.id).order_by(Draw.number.desc()).limit(1)
    ).one_or_none()


def list_draws(round_: Round) -> list[Draw]:
    """The first one first."""
    wanted = (
        select(Draw)
        .where(Draw.round_id == round_.id)
        .options(joinedload(Draw.drawn_by))
        .order_by(Draw.number)
    )
    return list(db.session.scalars(wanted))


def list_records(draw: Draw, outcome: Outcome) -> list[DrawnRecord]:
    wanted = (
        select(DrawnRecord)
        .where(DrawnRecord.draw_id == draw.id, DrawnRecord.outcome == outcome)
        .order_by(DrawnRecord.position, DrawnRecord.id)
    )
    return list(db.session.scalars(wanted))
