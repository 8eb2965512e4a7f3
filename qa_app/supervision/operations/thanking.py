"""Thank a practitioner for work that an audit has shown, or take that back."""

from datetime import datetime

from qa_app.access.rules import Viewer
from qa_app.audits.models import Audit
from qa_app.audits.operations import hold
from qa_app.audits.queries.beside import list_findings
from qa_app.audits.rules import FindingKind
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Membership, Place
from qa_app.organisation.queries.people import member_of, state_of
from qa_app.organisation.rules.people import State
from qa_app.outbox.operations import queue
from qa_app.outbox.rules import BY_DAY
from qa_app.supervision.models import Thanks
from qa_app.supervision.queries.thanks import thanks_by
from qa_app.supervision.rules.thank_letters import THANKED
from qa_app.supervision.rules.thanking import why_not_thank
from qa_app.trail.operations import record
from qa_app.voices.models import Reflection
from qa_app.voices.queries.reflections import of_audit

GONE = (State.DISABLED, State.LEFT, State.ENDED)


def thank(audit: Audit, by: Viewer, at: datetime, *, address: str) -> bool:
    """Whether this was the first time: whoever presses twice thanks once."""
    hold(audit)
    reflection = of_audit(audit)
    practitioner = _practitioner_of(reflection, at)
    trouble = why_not_thank(
        is_released=reflection is not None and reflection.released_at is not None,
        has_strength=any(one.kind is FindingKind.STRENGTH for one in list_findings(audit)),
        is_somebody=practitioner is not None,
        is_own=practitioner is not None and practitioner.person_id == by.person_id,
    )
    if trouble:
        raise DomainError(trouble)
    if thanks_by(audit, by.person_id):
        return False
    assert practitioner is not None  # noqa: S101 – the rule has refused nobody
    db.session.add(
        Thanks(
            council_id=audit.council_id,
            audit_id=audit.id,
            practitioner_id=practitioner.person_id,
            from_id=by.person_id,
            thanked_at=at,
        )
    )
    db.session.flush()
    record("audit:thanked", by, audit, at=at)
    _tell(practitioner, audit, by, at, address)
    return True


def take_back(audit: Audit, by: Viewer, at: datetime) -> None:
    """Pressed by mistake. An email that has gone out cannot be called back."""
    hold(audit)
    if (there := thanks_by(audit, by.person_id)) is None:
        raise DomainError("You have not thanked anybody for this audit")
    record("audit:thanks-taken-back", by, audit, at=at)
    db.session.delete(there)
    db.session.flush()


def _practitioner_of(reflection: Reflection | None, at: datetime) -> Membership | None:
    """While they can sign in."""
    if reflection is None:
        return None
    member = member_of(reflection.practitioner_id, reflection.council_id)
    return member if member and state_of(member, london_day(at)) not in GONE else None


def _tell(to: Membership, audit: Audit, by: Viewer, at: datetime, address: str) -> None:
    council = db.session.get_one(Place, audit.council_id)
    text = THANKED.text.format(
        name=to.name, what=by.name, address=f"{address}/my-growth", council=council.name
    )
    queue(
        to=to.person.email,
        subject=THANKED.subject.format(what=by.name),
        text=text,
        council_id=audit.council_id,
        once=f"{BY_DAY}thanks:{audit.public_id}:{by.public_id}",
        at=at,
    )
