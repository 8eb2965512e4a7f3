"""One action: what it is, what came of it, and what can be done with it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.actions import operations, queries
from qa_app.actions.forms import (
    GiveForm,
    StepForm,
)
from qa_app.actions.models import Action, ActionChange
from qa_app.actions.routes.blueprint import actions
from qa_app.actions.routes.deeds import (
    CONFIRM,
    CONFIRMED,
    DEEDS,
    DO,
    DONE,
    GIVEN,
    HELPED,
    LEFT,
    NEXT,
    PUT_OFF,
    READ,
    REOPENED,
    SET_ASIDE,
    SUPERVISION,
    WRITE,
    Deed,
    possible_owners,
)
from qa_app.actions.rules import Act
from qa_app.actions.rules.states import why_not, why_not_by, why_not_unread
from qa_app.foundation.clock import long_date, now
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import name_of
from qa_app.organisation.routes.answers import shown
from qa_app.trail.operations import look


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
        told=[entry(one, action.words_are_open) for one in queries.list_changes(action)],
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
        and not why_not_unread(deed.act, words_are_open=action.words_are_open)
    ]


def entry(change: ActionChange, words_are_open: bool) -> dict[str, object]:
    """As a history tells it: who did what and when, and what they said where that is open."""
    before = ""
    if change.act in (Act.GIVEN, Act.TAKEN_ON):
        before = f"Owed before by {name_of(change.owner_before) if change.owner_before_id else 'nobody'}. "
    if change.act is Act.PUT_OFF and change.due_before:
        before = f"It was due on {long_date(change.due_before)}. "
    helped = change.helped if change.act is Act.HELPED else None
    answered = f"Did it help? {helped.value}. " if helped else ""
    words = f"{before}{answered}{change.why}".strip() if words_are_open else before.strip()
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


@actions.route("/<public_id:action_id>/supervision", methods=["GET", "POST"])
@requires(DO)
def supervision(action_id: str) -> ResponseReturnValue:
    return carry_out(SUPERVISION, action_id)


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
    return (
        why_not(deed.act, action.state)
        or why_not_by(deed.act, viewer().person_id, action.owner_id, action.done_by_id)
        or why_not_unread(deed.act, words_are_open=action.words_are_open)
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
