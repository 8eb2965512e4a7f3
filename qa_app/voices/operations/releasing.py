"""Release an audit to its practitioner, once, as soon as it may be."""

from datetime import datetime

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Place
from qa_app.trail.operations import record
from qa_app.voices.models import Conversation, Reflection
from qa_app.voices.operations.writing_to import write_to_practitioner
from qa_app.voices.queries.releases import (
    Surroundings,
    decision_for,
    list_unreleased,
    surroundings_of,
)
from qa_app.voices.rules.letters import RELEASED


def release(
    reflection: Reflection,
    conversation: Conversation | None,
    by: Viewer | None,
    at: datetime,
    *,
    address: str,
    around: Surroundings | None = None,
) -> bool:
    """Whether it was released now; refused with every reason why not yet. What was released stays as it was."""
    hold(reflection)
    if reflection.released_at:
        return False
    around = around or surroundings_of(reflection.council_id, at)
    decision = decision_for(reflection, conversation, around, at)
    if not decision.is_now:
        raise DomainError(*decision.reasons)
    reflection.released_at = at
    db.session.flush()
    record("audit:released", by, reflection.audit, council_id=reflection.council_id, at=at)
    write_to_practitioner(RELEASED, reflection, at, address=address, once="released")
    return True


def hold(reflection: Reflection) -> None:
    """Lock it, so that of two who release it at once the second finds it released; and read it as it is."""
    db.session.refresh(
        reflection,
        ["version", "sent_at", "declined_at", "went_on_at", "released_at"],
        with_for_update=True,
    )


def release_if_due(
    reflection: Reflection,
    conversation: Conversation | None,
    by: Viewer | None,
    at: datetime,
    *,
    address: str,
    around: Surroundings | None = None,
) -> bool:
    """Whether it was released now."""
    if reflection.released_at:
        return False
    around = around or surroundings_of(reflection.council_id, at)
    if not decision_for(reflection, conversation, around, at).is_now:
        return False
    return release(reflection, conversation, by, at, address=address, around=around)


def release_due(council: Place, at: datetime, *, address: str) -> int:
    """For a timer: whatever waited for Monday, for the practitioner to be back, or for nothing."""
    around = surroundings_of(council.id, at)
    return sum(
        release_if_due(reflection, conversation, None, at, address=address, around=around)
        for reflection, conversation in list_unreleased(council.id)
    )
