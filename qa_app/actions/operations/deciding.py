"""What came of an action: done, whether it helped, confirmed or reopened, or no longer right."""

from datetime import date, datetime, timedelta

from qa_app.access.rules import Viewer
from qa_app.actions.models import Action
from qa_app.actions.operations.steps import step
from qa_app.actions.rules import Act, Helped
from qa_app.actions.rules.states import in_history
from qa_app.foundation.clock import london_day, long_date
from qa_app.foundation.errors import DomainError, Reason

FURTHEST = timedelta(days=366)


def mark_done(
    action: Action, evidence: str, helped: Helped, words: str, by: Viewer, at: datetime
) -> None:
    """With what shows it, and whether it helped; somebody else confirms it."""
    if not evidence.strip():
        raise DomainError(Reason("Enter what was done, and where it can be seen", "evidence"))
    if not words.strip():
        raise DomainError(Reason("Enter how you know", "words"))
    step(action, Act.DONE, in_history(evidence.strip(), helped, words.strip()), by, at, helped)
    action.helped, action.helped_words = helped, words.strip()
    action.evidence = evidence.strip()
    action.done_on, action.done_by_id = london_day(at), by.person_id
    action.offered_to_id = None


def say_helped(action: Action, helped: Helped, words: str, by: Viewer, at: datetime) -> None:
    """For what was too early to say, or turned out otherwise."""
    if not words.strip():
        raise DomainError(Reason("Enter how you know", "words"))
    step(action, Act.HELPED, words.strip(), by, at, helped)
    action.helped, action.helped_words = helped, words.strip()


def confirm(action: Action, words: str, by: Viewer, at: datetime) -> None:
    step(action, Act.CONFIRMED, words.strip(), by, at)


def reopen(action: Action, why: str, due_on: date, by: Viewer, at: datetime) -> None:
    """It is owed again, by a new day. What was said of it stays in its history."""
    _needs(why, "Enter why it is reopened")
    _to_come(due_on, at)
    step(action, Act.REOPENED, why.strip(), by, at)
    action.due_on, action.due_first_on, action.given_at = due_on, due_on, at
    action.done_on, action.done_by_id = None, None
    action.evidence, action.helped, action.helped_words = "", None, ""


def set_aside(action: Action, why: str, by: Viewer, at: datetime) -> None:
    """Never silently: who and why stay with it."""
    _needs(why, "Enter why it is no longer right")
    step(action, Act.SET_ASIDE, why.strip(), by, at)
    action.offered_to_id = None


def put_off(action: Action, to: date, why: str, by: Viewer, at: datetime) -> None:
    """Another day, earlier or later. The first one is kept, so that figures can say so."""
    _needs(why, "Enter why its due date changes")
    _to_come(to, at)
    if to == action.due_on:
        raise DomainError(Reason("It is due on that day already. Enter another day", "to"))
    step(action, Act.PUT_OFF, why.strip(), by, at)
    action.due_on = to


def talk_about(action: Action, on: date | None, by: Viewer, at: datetime) -> None:
    """In supervision on that day, to come or past; with None it is on no agenda any more."""
    if on == action.supervision_on:
        return
    if on and abs(on - london_day(at)) > FURTHEST:
        raise DomainError(Reason("Enter a day within a year of today", "on"))
    words = long_date(on) if on else "No day any more"
    step(action, Act.SUPERVISION, words, by, at)
    action.supervision_on = on


def _needs(why: str, missing: str) -> None:
    if not why.strip():
        raise DomainError(Reason(missing, "why"))


def _to_come(day: date, at: datetime) -> None:
    if day < london_day(at):
        raise DomainError(Reason("Enter today or a later day", "to"))
