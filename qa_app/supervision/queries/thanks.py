"""Audits for which the viewer may thank the practitioner, and who has."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from qa_app.access.queries import where_permitted
from qa_app.access.rules import Permission, Viewer, may, may_at
from qa_app.audits.models import Audit
from qa_app.audits.queries import visible_to
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.rounds.models import Allocation
from qa_app.supervision.models import Thanks
from qa_app.voices.models import Reflection
from qa_app.voices.queries import reflections

THANK = Permission.THANKS_WRITE


def reached(viewer: Viewer) -> Select[Audit]:
    """What the viewer may read in their teams, and what they audited themselves."""
    return visible_to(viewer, Permission.AUDIT_READ).where(
        or_(where_permitted(Place.path, viewer, THANK), Allocation.auditor_id == viewer.person_id)
    )


def find_audit(public_id: str, viewer: Viewer) -> Audit:
    return db.session.scalars(reached(viewer).where(Audit.public_id == public_id)).one()


def may_thank(audit: Audit, viewer: Viewer) -> bool:
    """Of an audit that the viewer reads."""
    if not may(viewer, THANK):
        return False
    here = may_at(viewer, THANK, audit.allocation.place.path)
    return here or audit.allocation.auditor_id == viewer.person_id


def thanks_by(audit: Audit, person_id: int) -> Thanks | None:
    wanted = select(Thanks).where(Thanks.audit_id == audit.id, Thanks.from_id == person_id)
    return db.session.scalars(wanted).one_or_none()


@dataclass(frozen=True)
class Thanked:
    """One thank-you, and the audit it was for, where the practitioner can still be led to it."""

    thanks: Thanks
    reflection: Reflection | None

    @property
    def thanked_at(self) -> datetime:
        return self.thanks.thanked_at

    @property
    def from_name(self) -> str:
        return self.thanks.from_name


def list_for(viewer: Viewer) -> list[Thanked]:
    """Those that the viewer was sent, the newest first."""
    wanted = (
        select(Thanks)
        .where(Thanks.practitioner_id == viewer.person_id, Thanks.council_id == viewer.council_id)
        .options(joinedload(Thanks.from_here), joinedload(Thanks.audit))
        .order_by(Thanks.thanked_at.desc(), Thanks.id.desc())
    )
    thanks = list(db.session.scalars(wanted))
    parts = _parts_in([one.audit.allocation_id for one in thanks], viewer)
    return [Thanked(one, parts.get(one.audit.allocation_id)) for one in thanks]


def _parts_in(allocations: Collection[int], viewer: Viewer) -> dict[int, Reflection]:
    """The viewer’s own parts in these audits, as far as they may open them."""
    own = reflections.not_withdrawn(reflections.own(viewer))
    found = db.session.scalars(own.where(Reflection.allocation_id.in_(allocations)))
    return {one.allocation_id: one for one in found}
