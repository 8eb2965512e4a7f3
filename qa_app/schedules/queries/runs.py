"""What became of each run, for whom, and whether they have fetched it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from qa_app.foundation.database import db
from qa_app.reports.models import Report
from qa_app.schedules.models import Run, Schedule, Sending
from qa_app.schedules.rules.standing import Result, result_of
from qa_app.trail.models import Event

FETCHED = "report:exported"


@dataclass(frozen=True)
class Ran:
    """A run with what each person got. `fetched` are the reports that their owners have taken."""

    run: Run
    sendings: Sequence[Sending]
    fetched: Collection[str]

    @property
    def result(self) -> Result:
        return result_of([one.state for one in self.sendings])

    def was_fetched(self, one: Sending) -> bool:
        return one.report is not None and one.report.public_id in self.fetched


def count_runs(schedule: Schedule) -> int:
    wanted = select(func.count()).where(Run.schedule_id == schedule.id)
    return db.session.scalar(wanted) or 0


def list_runs(schedule: Schedule, limit: int, offset: int = 0) -> list[Ran]:
    """The newest first."""
    wanted = select(Run).where(Run.schedule_id == schedule.id).order_by(Run.slot.desc())
    return _with_sendings(list(db.session.scalars(wanted.limit(limit).offset(offset))))


def last_runs(schedules: Sequence[Schedule]) -> Mapping[int, Ran]:
    """Of each schedule the last, in as many questions however many there are."""
    newest = (
        select(Run.schedule_id, func.max(Run.slot).label("slot"))
        .where(Run.schedule_id.in_([one.id for one in schedules]))
        .group_by(Run.schedule_id)
        .subquery()
    )
    wanted = (
        select(Run)
        .join(newest, (newest.c.schedule_id == Run.schedule_id) & (newest.c.slot == Run.slot))
        .order_by(Run.id)
    )
    return {one.run.schedule_id: one for one in _with_sendings(list(db.session.scalars(wanted)))}


def _with_sendings(runs: list[Run]) -> list[Ran]:
    wanted = (
        select(Sending)
        .where(Sending.run_id.in_([one.id for one in runs]))
        .options(joinedload(Sending.report), joinedload(Sending.person_here))
        .order_by(Sending.id)
    )
    sendings = list(db.session.scalars(wanted)) if runs else []
    fetched = _fetched([one.report for one in sendings if one.report])
    return [Ran(run, [one for one in sendings if one.run_id == run.id], fetched) for run in runs]


def _fetched(reports: Sequence[Report]) -> frozenset[str]:
    """Reading leaves no other trace than who took what."""
    if not reports:
        return frozenset()
    wanted = select(Event.about_id).where(
        Event.chain == reports[0].council_id,
        Event.name == FETCHED,
        Event.about_id.in_([one.public_id for one in reports]),
    )
    return frozenset(one for one in db.session.scalars(wanted) if one)


def sending_of(report: Report) -> Sending | None:
    """Which run a report came by, where it came by one."""
    there = joinedload(Sending.run).joinedload(Run.schedule).joinedload(Schedule.owner_here)
    wanted = select(Sending).where(Sending.report_id == report.id).options(there)
    return db.session.scalars(wanted).one_or_none()
