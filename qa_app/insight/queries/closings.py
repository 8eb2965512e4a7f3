"""Rounds of which records were given out, by month: which are closed, and when."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_, select

from qa_app.access.queries import where_permitted, within
from qa_app.access.rules import Permission, Viewer
from qa_app.audit_templates.models import TemplateVersion
from qa_app.foundation.database import db
from qa_app.insight.models import KeptRound
from qa_app.insight.queries.counted import about_audits
from qa_app.insight.rules.filters import Filters, PlacesAs
from qa_app.organisation.models import Place
from qa_app.rounds.models import Allocation, Programme, Round
from qa_app.rounds.queries import is_own_work, not_hidden_from
from qa_app.rounds.rules import State


@dataclass(frozen=True)
class Closing:
    """One round that was closed: how many of its audits waited then, and whether more than grades was kept."""

    month: date
    at: datetime
    waiting: int
    keeps_all: bool


@dataclass(frozen=True)
class Opened:
    """One round, closed or not, and whether there is anything in it that the filters ask for."""

    month: date
    fits: bool
    closing: Closing | None


def list_rounds(viewer: Viewer, filters: Filters, counts: Permission) -> list[Opened]:
    """Those of whose records the viewer sees some. One query.

    What was only planned, or was taken back, gave nothing out that stands. Completion alone counts audits of audits.
    """
    records = (
        select(Allocation.id)
        .join(Allocation.place)
        .where(
            Allocation.round_id == Round.id,
            ~is_own_work(),
            where_permitted(Place.path, viewer, counts),
            not_hidden_from(viewer),
            or_(Allocation.state != State.WITHDRAWN, KeptRound.id.is_not(None)),
        )
        .correlate(Round, Programme, TemplateVersion, KeptRound)
    )
    fitting = records.where(*_conditions(filters)).exists()
    wanted = (
        select(Round.month, fitting, KeptRound.kept_at, KeptRound.waiting, KeptRound.keeps_all)
        .join(Round.programme)
        .join(Round.template_version)
        .outerjoin(KeptRound, KeptRound.round_id == Round.id)
        .where(
            Round.council_id == viewer.council_id,
            Round.month.between(filters.period.first, filters.period.last),
            records.exists(),
        )
        .order_by(Round.month, KeptRound.kept_at, Round.id)
    )
    if counts is not Permission.COMPLETION_READ:
        wanted = wanted.where(Round.template_version_id.not_in(about_audits(viewer.council_id)))
    return [
        Opened(month, fits, Closing(month, at, waiting, keeps_all) if at else None)
        for month, fits, at, waiting, keeps_all in db.session.execute(wanted)
    ]


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """What a round can be told by before its audits are looked at."""
    asked: list[ColumnElement[bool]] = []
    if filters.below:
        is_now = filters.places is PlacesAs.NOW
        asked.append(within(Place.path if is_now else Allocation.place_then, filters.below))
    if filters.template:
        asked.append(TemplateVersion.code == filters.template)
    if filters.programme:
        asked.append(Programme.public_id == filters.programme)
    return asked
