"""One step of an action: the rule is asked, the history is written, the trail notes it."""

from datetime import datetime

from qa_app.access.rules import Viewer
from qa_app.actions.models import Action, ActionChange
from qa_app.actions.rules import Act, Helped
from qa_app.actions.rules.states import state_after, why_not, why_not_by
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.trail.operations import record

EVENTS = {
    Act.PROPOSED: "action:proposed",
    Act.OWED: "action:owed",
    Act.DONE: "action:done",
    Act.HELPED: "action:helped",
    Act.CONFIRMED: "action:confirmed",
    Act.REOPENED: "action:reopened",
    Act.SET_ASIDE: "action:set-aside",
    Act.PUT_OFF: "action:put-off",
    Act.SUPERVISION: "action:supervision-noted",
    Act.GIVEN: "action:given",
    Act.OFFERED: "action:offered",
    Act.TAKEN_ON: "action:taken-on",
    Act.LEFT: "action:left-with-owner",
    Act.MOVED: "action:moved-with-child",
}


def step(
    action: Action,
    act: Act,
    why: str,
    by: Viewer | None,
    at: datetime,
    helped: Helped | None = None,
) -> None:
    """Move it, or say why not. What changes besides its state is set after this."""
    if trouble := why_not(act, action.state):
        raise DomainError(trouble)
    if by and (trouble := why_not_by(act, by.person_id, action.owner_id, action.done_by_id)):
        raise DomainError(trouble)
    note(action, act, why, by, at, helped)
    action.state = state_after(act, action.state)


def note(
    action: Action,
    act: Act,
    why: str,
    by: Viewer | None,
    at: datetime,
    helped: Helped | None = None,
) -> None:
    db.session.add(
        ActionChange(
            council_id=action.council_id,
            action=action,
            act=act,
            why=why,
            at=at,
            by_id=by.person_id if by else None,
            state_before=action.state,
            owner_before_id=action.owner_id,
            due_before=action.due_on,
            helped=helped,
        )
    )
    record(
        EVENTS[act],
        by,
        action,
        council_id=action.council_id,
        at=at,
        source=action.source_kind.name,
        source_id=action.source_id,
    )
