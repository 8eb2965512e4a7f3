"""Who gives second opinions, and on which audits."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from qa_app.access.rules import Duty, Viewer
from qa_app.audits.models import Audit
from qa_app.audits.rules import HANDED_IN
from qa_app.cli.demo.world import World
from qa_app.foundation.database import db
from qa_app.moderation.queries.independence import Besides, moderator_of, subject_of
from qa_app.moderation.rules.independence import why_not_moderate
from qa_app.organisation.models import Appointment, Membership
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.rules import State


@dataclass(frozen=True)
class Reader:
    member: Membership
    viewer: Viewer


@dataclass(frozen=True)
class Known:
    """What decides who is independent of which audit."""

    managers: dict[int, int | None]
    besides: Besides


def handed_in(world: World) -> list[Audit]:
    """Of records of children, the oldest first; not of what practitioners do themselves."""
    wanted = (
        select(Audit)
        .join(Audit.allocation)
        .where(
            Audit.council_id == world.council.id,
            Audit.status.in_(HANDED_IN),
            Allocation.state != State.WITHDRAWN,
            Allocation.practitioner_id.is_(None),
        )
        .options(
            contains_eager(Audit.allocation).options(
                joinedload(Allocation.place),
                joinedload(Allocation.round).joinedload(Round.programme),
            ),
            joinedload(Audit.template_version),
            selectinload(Audit.readings),
        )
        .order_by(Audit.submitted_at, Audit.id)
    )
    found = db.session.scalars(wanted)
    return [one for one in found if one.plan.moderation_share]


def readers_of(world: World) -> list[Reader]:
    """Those who have the duty by name, and the QA lead."""
    held = select(Appointment.person_id).where(
        Appointment.council_id == world.council.id, Appointment.duty == Duty.MODERATOR
    )
    lead = world.people["qa lead"]
    members = db.session.scalars(
        select(Membership)
        .where(Membership.council_id == world.council.id, Membership.person_id.in_(held))
        .order_by(Membership.id)
    )
    found = [*members, lead]
    world.account(Duty.MODERATOR, found[0], "Audits that wait for a second opinion")
    return [Reader(one, world.viewer(one)) for one in found]


def may_read(reader: Reader, audit: Audit, known: Known) -> bool:
    what = subject_of(audit, known.managers, known.besides)
    return not why_not_moderate(moderator_of(reader.viewer), what)
