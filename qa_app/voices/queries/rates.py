"""How often children and families were asked, in the viewer's places; grouped, for rules to count."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, func, or_, select

from qa_app.access.queries import where_permitted, within
from qa_app.access.rules import Permission, Viewer
from qa_app.audits.models import Audit, Participation
from qa_app.audits.rules import HANDED_IN, HEARD
from qa_app.foundation.clock import start_of
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.queries import not_hidden_from
from qa_app.rounds.rules import State
from qa_app.voices.models.complaints import FamilyMatter
from qa_app.voices.models.families import FamilyVoice
from qa_app.voices.rules import complaints
from qa_app.voices.rules.rates import Row


def counts_for(viewer: Viewer, months: Collection[date], below: str) -> list[ColumnElement[bool]]:
    """Submitted audits in the viewer's places, by the month of their round; below one place, as it was then."""
    wanted = [
        Audit.council_id == viewer.council_id,
        Audit.status.in_(HANDED_IN),
        Allocation.state != State.WITHDRAWN,
        where_permitted(Place.path, viewer, Permission.FAMILY_COUNT),
        not_hidden_from(viewer),
        Round.month.in_(months),
    ]
    return [*wanted, within(Allocation.place_then, below)] if below else wanted


def list_heard(viewer: Viewer, months: Collection[date], below: str = "") -> list[Row]:
    audits = (
        select(Audit)
        .join(Audit.allocation)
        .join(Allocation.place)
        .join(Allocation.round)
        .where(*counts_for(viewer, months, below))
    )
    return rows_of(audits, Allocation.place_then)


def rows_of(audits: Select[Audit], place: SQLColumnExpression[str]) -> list[Row]:
    """Of audits joined to their rounds: from who took part, which is what the audit itself says.

    As many rows as there are kinds of answers, however many audits there are.
    """
    by = (
        Round.month,
        place,
        Participation.part,
        Participation.took_part,
        Participation.why_not,
        FamilyVoice.better,
        FamilyVoice.may_be_quoted,
    )
    wanted = (
        audits.order_by(None)
        .join(Participation, Participation.audit_id == Audit.id)
        .outerjoin(
            FamilyVoice,
            and_(
                FamilyVoice.audit_id == Participation.audit_id,
                FamilyVoice.part == Participation.part,
            ),
        )
        .where(Participation.part.in_(HEARD))
        .with_only_columns(*by, func.count())
        .group_by(*by)
    )
    return [
        Row(*row[:6], may_be_quoted=bool(row[6]), number=row[7])
        for row in db.session.execute(wanted)
    ]


def list_told_back(
    viewer: Viewer, since: date, below: str = ""
) -> list[tuple[complaints.State, date, date | None]]:
    """Each worry, complaint and wish: its state, by when they were to hear, and when they did.

    They are those of the list of what is owed, whatever became of the audit: what was noted since a day, and
    whatever is still to be told.
    """
    wanted = (
        select(FamilyMatter.state, FamilyMatter.tell_back_by, FamilyMatter.told_on)
        .select_from(FamilyMatter)
        .join(FamilyMatter.voice)
        .join(FamilyVoice.audit)
        .join(Audit.allocation)
        .join(Allocation.place)
        .where(
            FamilyMatter.council_id == viewer.council_id,
            where_permitted(Place.path, viewer, Permission.FAMILY_COUNT),
            not_hidden_from(viewer),
            or_(
                FamilyMatter.state == complaints.State.TO_TELL,
                FamilyMatter.noted_at >= start_of(since),
            ),
        )
    )
    if below:
        wanted = wanted.where(within(Allocation.place_then, below))
    return [(state, by, told) for state, by, told in db.session.execute(wanted)]
