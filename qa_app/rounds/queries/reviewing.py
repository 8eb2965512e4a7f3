"""How a review of many records stands, over the audits that the viewer may see."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from qa_app.access.rules import Viewer
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.organisation.models import Membership, Person
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.queries.allocations import Sought, count, in_month
from qa_app.rounds.queries.changes import is_declined
from qa_app.rounds.rules.reviewing import Review, Standing, review


class Named(NamedTuple):
    """An auditor as a page names them and an address asks for them."""

    public_id: str
    name: str


def review_of(round_: Round, viewer: Viewer, today: date) -> Review:
    seen = in_month(viewer, Sought(round_id=round_.id, with_withdrawn=True))
    declined = count(in_month(viewer, Sought(round_id=round_.id)).where(is_declined()))
    columns = (Allocation.auditor_id, Allocation.state, Allocation.due_on, Allocation.done_at)
    rows = db.session.execute(seen.with_only_columns(*columns))
    standings = [
        Standing(auditor, state, due_on, london_day(done_at) if done_at else None)
        for auditor, state, due_on, done_at in rows
    ]
    return review(
        standings,
        round_.due_on,
        today,
        declined=declined,
        share=round_.programme.plan.moderation_share,
        minutes=round_.template_version.minutes,
    )


def auditors_of(round_: Round, viewer: Viewer) -> dict[int, Named]:
    """Everybody who was given a record that the viewer may see, by name."""
    seen = in_month(viewer, Sought(round_id=round_.id)).with_only_columns(Allocation.auditor_id)
    rows = db.session.execute(
        select(Membership.person_id, Person.public_id, Membership.name)
        .join(Membership.person)
        .where(Membership.council_id == round_.council_id, Membership.person_id.in_(seen))
        .order_by(Membership.name, Membership.id)
    )
    return {person: Named(public_id, name) for person, public_id, name in rows}
