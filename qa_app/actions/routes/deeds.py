"""What can be done with an action, each with the form that asks for what it needs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from qa_app.access.gate import viewer
from qa_app.access.rules import Permission
from qa_app.actions import operations, queries
from qa_app.actions.forms import (
    ConfirmForm,
    DoneForm,
    GiveForm,
    HelpedForm,
    LeaveForm,
    PutOffForm,
    ReopenForm,
    SetAsideForm,
    StepForm,
    SupervisionForm,
)
from qa_app.actions.models import Action
from qa_app.actions.rules import Act, Helped
from qa_app.foundation.clock import now, today

READ, DO = Permission.ACTION_READ, Permission.ACTION_DO
WRITE, CONFIRM = Permission.ACTION_WRITE, Permission.ACTION_CONFIRM


@dataclass(frozen=True)
class Deed:
    """Something that can be done with an action, with the form that asks for what it needs."""

    endpoint: str
    act: Act
    permission: Permission
    words: str
    says: str
    done: str
    form: type[StepForm]
    do: Callable[[Action, Any], object]


def give_on(action: Action, form: GiveForm) -> None:
    people = possible_owners(action)
    to = next(one for one in people if one.person.public_id == form.to.data)
    operations.give(action, to.person_id, form.why.data, viewer(), now())


DONE = Deed(
    "actions.done",
    Act.DONE,
    DO,
    "Mark as done",
    "Whoever proposed it, or the QA lead, then confirms it or reopens it.",
    "Marked as done. It waits to be confirmed",
    DoneForm,
    lambda action, form: operations.mark_done(
        action, form.evidence.data, Helped[form.helped.data], form.words.data, viewer(), now()
    ),
)
HELPED = Deed(
    "actions.helped",
    Act.HELPED,
    DO,
    "Say whether it helped",
    "For what was too early to say, or turned out otherwise. What was said before stays in the history.",
    "Saved whether it helped",
    HelpedForm,
    lambda action, form: operations.say_helped(
        action, Helped[form.helped.data], form.words.data, viewer(), now()
    ),
)
CONFIRMED = Deed(
    "actions.confirm",
    Act.CONFIRMED,
    CONFIRM,
    "Confirm that it was done",
    "Look at what was done first. If something is still to do, reopen the action instead.",
    "Confirmed",
    ConfirmForm,
    lambda action, form: operations.confirm(action, form.words.data, viewer(), now()),
)
REOPENED = Deed(
    "actions.reopen",
    Act.REOPENED,
    CONFIRM,
    "Reopen it",
    "Its owner owes it again. What was said of it stays in the history.",
    "Reopened. Its owner owes it again",
    ReopenForm,
    lambda action, form: operations.reopen(action, form.why.data, form.to.data, viewer(), now()),
)
GIVEN = Deed(
    "actions.give",
    Act.GIVEN,
    WRITE,
    "Give it to another owner",
    "They owe it by the same day.",
    "Given to another owner",
    GiveForm,
    give_on,
)
PUT_OFF = Deed(
    "actions.put_off",
    Act.PUT_OFF,
    WRITE,
    "Change its due date",
    "The day it was due first is kept, and figures say how many were given a later day.",
    "Due date changed",
    PutOffForm,
    lambda action, form: operations.put_off(action, form.to.data, form.why.data, viewer(), now()),
)
SUPERVISION = Deed(
    "actions.supervision",
    Act.SUPERVISION,
    DO,
    "Note when it is talked about in supervision",
    "The day stands with the action for its owner and their manager.",
    "Saved the day of supervision",
    SupervisionForm,
    lambda action, form: operations.talk_about(action, form.on.data, viewer(), now()),
)
SET_ASIDE = Deed(
    "actions.set_aside",
    Act.SET_ASIDE,
    WRITE,
    "Say that it is no longer right",
    "Nobody owes it from then on, and no figure counts it. Who said so and why stay with it, and it can be "
    "reopened.",
    "No longer right",
    SetAsideForm,
    lambda action, form: operations.set_aside(action, form.why.data, viewer(), now()),
)
LEFT = Deed(
    "actions.leave",
    Act.LEFT,
    READ,
    "Leave it with its owner",
    "It is no longer offered to you, and its owner goes on with it.",
    "Left with its owner",
    LeaveForm,
    lambda action, form: operations.leave_with_owner(action, form.why.data, viewer(), now()),
)
# In the order in which one of them is the next step; the first that can be done is the green button.
DEEDS = (DONE, CONFIRMED, HELPED, REOPENED, SUPERVISION, GIVEN, PUT_OFF, SET_ASIDE)
NEXT = (DONE, CONFIRMED)


def possible_owners(action: Action) -> list[Any]:
    restricted = queries.is_of_restricted_child(action)
    people = queries.list_possible_owners(
        action.council_id,
        [action.place.path],
        today(),
        restricted=restricted,
        own_work_of=action.practitioner_id,
    )
    return [one for one in people if one.person_id != action.owner_id]
