"""One action: what it is, what came of it, and what can be done with it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
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
)
from qa_app.actions.models import Action, ActionChange
from qa_app.actions.routes.blueprint import actions
from qa_app.actions.rules import Act, Helped
from qa_app.actions.rules.states import why_not, why_not_by
from qa_app.foundation.clock import long_date, now, today
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import name_of
from qa_app.organisation.routes.answers import shown
from qa_app.trail.operations import look

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
DEEDS = (DONE, CONFIRMED, HELPED, REOPENED, GIVEN, PUT_OFF, SET_ASIDE)
NEXT = (DONE, CONFIRMED)


@actions.get("/<public_id:action_id>")
@requires(READ)
def show(action_id: str) -> ResponseReturnValue:
    action = queries.find_action(action_id, viewer())
    look("action:viewed", viewer(), action)
    ways = ways_of(action)
    is_offered = action.offered_to_id == viewer().person_id and action.is_open
    next_one = None if is_offered else next((one for one in ways if one in NEXT), None)
    return render_template(
        "actions/show.html",
        action=action,
        told=[entry(one) for one in queries.list_changes(action)],
        next=way_to(next_one, action) if next_one else None,
        ways=[way_to(one, action) for one in ways if one is not next_one],
        is_offered=is_offered,
    )


def way_to(deed: Deed, action: Action) -> tuple[str, str]:
    """Address and words."""
    return url_for(deed.endpoint, action_id=action.public_id), deed.words


def ways_of(action: Action) -> list[Deed]:
    """What this viewer can do with it now."""
    me, reached = viewer().person_id, {}
    for permission in (DO, WRITE, CONFIRM):
        reached[permission] = queries.is_reached(action, viewer(), permission)
    return [
        deed
        for deed in DEEDS
        if reached[deed.permission]
        and not why_not(deed.act, action.state)
        and not why_not_by(deed.act, me, action.owner_id, action.done_by_id)
    ]


def entry(change: ActionChange) -> dict[str, object]:
    """As a history tells it."""
    before = ""
    if change.act in (Act.GIVEN, Act.TAKEN_ON):
        before = f"Owed before by {name_of(change.owner_before) if change.owner_before_id else 'nobody'}. "
    if change.act is Act.PUT_OFF and change.due_before:
        before = f"It was due on {long_date(change.due_before)}. "
    helped = change.helped if change.act is Act.HELPED else None
    answered = f"Did it help? {helped.value}. " if helped else ""
    words = f"{before}{answered}{change.why}".strip()
    return {"what": change.act.value, "who": change.by_name, "at": change.at, "words": words}


@actions.route("/<public_id:action_id>/done", methods=["GET", "POST"])
@requires(DO)
def done(action_id: str) -> ResponseReturnValue:
    return carry_out(DONE, action_id)


@actions.route("/<public_id:action_id>/helped", methods=["GET", "POST"])
@requires(DO)
def helped(action_id: str) -> ResponseReturnValue:
    return carry_out(HELPED, action_id)


@actions.route("/<public_id:action_id>/confirm", methods=["GET", "POST"])
@requires(CONFIRM)
def confirm(action_id: str) -> ResponseReturnValue:
    return carry_out(CONFIRMED, action_id)


@actions.route("/<public_id:action_id>/reopen", methods=["GET", "POST"])
@requires(CONFIRM)
def reopen(action_id: str) -> ResponseReturnValue:
    return carry_out(REOPENED, action_id)


@actions.route("/<public_id:action_id>/give", methods=["GET", "POST"])
@requires(WRITE)
def give(action_id: str) -> ResponseReturnValue:
    return carry_out(GIVEN, action_id)


@actions.route("/<public_id:action_id>/put-off", methods=["GET", "POST"])
@requires(WRITE)
def put_off(action_id: str) -> ResponseReturnValue:
    return carry_out(PUT_OFF, action_id)


@actions.route("/<public_id:action_id>/no-longer-right", methods=["GET", "POST"])
@requires(WRITE)
def set_aside(action_id: str) -> ResponseReturnValue:
    return carry_out(SET_ASIDE, action_id)


@actions.route("/<public_id:action_id>/leave", methods=["GET", "POST"])
@requires(READ)
def leave(action_id: str) -> ResponseReturnValue:
    return carry_out(LEFT, action_id)


@actions.post("/<public_id:action_id>/take-on")
@requires(READ)
def take_on(action_id: str) -> ResponseReturnValue:
    action = queries.find_action(action_id, viewer())
    operations.take_on(action, viewer(), now())
    flash("You owe this action from now on")
    return redirect(url_for(".show", action_id=action_id))


def carry_out(deed: Deed, action_id: str) -> ResponseReturnValue:
    action = queries.find_action(action_id, viewer(), deed.permission)
    if trouble := refusal(deed, action):
        raise DomainError(trouble)
    look("action:viewed", viewer(), action)
    form = deed.form(version=action.version)
    form.fit(action)
    if isinstance(form, GiveForm):
        form.offer(possible_owners(action))
    if (
        form.validate_on_submit()
        and not is_overtaken(form, action)
        and form.attempt(lambda: deed.do(action, form))
    ):
        flash(deed.done)
        return redirect(url_for(".show", action_id=action_id))
    return shown("actions/step.html", form, action=action, deed=deed)


def refusal(deed: Deed, action: Action) -> str | None:
    if deed is LEFT and action.offered_to_id != viewer().person_id:
        return "This action is not offered to you"
    return why_not(deed.act, action.state) or why_not_by(
        deed.act, viewer().person_id, action.owner_id, action.done_by_id
    )


def is_overtaken(form: StepForm, action: Action) -> bool:
    """Whether somebody else did something with it since the page was opened."""
    if form.version.data == str(action.version):
        return False
    form.version.data = str(action.version)
    form.refuse(
        "Somebody else changed this action while your page was open. Look at what has happened, then send "
        "this again if it is still right"
    )
    return True


def possible_owners(action: Action) -> list[Any]:
    restricted = queries.is_of_restricted_child(action)
    people = queries.list_possible_owners(
        action.council_id, [action.place.path], today(), restricted=restricted
    )
    return [one for one in people if one.person_id != action.owner_id]
