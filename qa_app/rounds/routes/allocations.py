"""One audit that was given out: why this record, why this auditor, and what can be done about it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may, may_at
from qa_app.foundation.clock import now, today
from qa_app.foundation.errors import DomainError
from qa_app.organisation.routes.answers import shown
from qa_app.organisation.rules.places import in_words
from qa_app.rounds import queries
from qa_app.rounds.forms.changes import (
    ChangeForm,
    DeclineForm,
    DueAgainForm,
    ExemptForm,
    GiveForm,
    GoOnForm,
    PauseForm,
    PutOffForm,
    ReplaceForm,
    WithdrawForm,
)
from qa_app.rounds.models import Allocation, AllocationChange
from qa_app.rounds.operations import changes, giving, replacing
from qa_app.rounds.queries.changes import decline_of, is_line_manager_of, list_changes
from qa_app.rounds.queries.exchanges import exchange_of
from qa_app.rounds.queries.explaining import why_this
from qa_app.rounds.queries.requesting import bars_of_all
from qa_app.rounds.queries.waiting import who_gives_on
from qa_app.rounds.routes.blueprint import rounds
from qa_app.rounds.routes.histories import history_of
from qa_app.rounds.rules import OPEN, State
from qa_app.rounds.rules.changes import Act, Decline
from qa_app.trail.operations import look

READ, WRITE = Permission.ROUND_READ, Permission.ROUND_WRITE


@rounds.get("/allocations/<public_id:allocation_id>")
@requires(READ, Permission.AUDIT_WRITE)
def allocation(allocation_id: str) -> ResponseReturnValue:
    found = find(allocation_id)
    taken = exchange_of(found, Act.TOOK_PLACE, viewer())
    replaced = exchange_of(found, Act.REPLACED, viewer())
    others = [one.other for one in (taken, replaced) if one and one.other]
    look("audit:looked-up", viewer(), ids=queries.children_in([found, *others]))
    declined = decline_of(found)
    return render_template(
        "rounds/allocation.html",
        allocation=found,
        why=why_this(found, viewer(), taken),
        taken=taken,
        replaced=replaced,
        told=history_of(found, list_changes(found), taken),
        reads_rounds=may(viewer(), READ),
        ways=ways(found, declined),
        declined=declined,
        tells=told_of(found) if declined else "",
        mine=found.auditor_id == viewer().person_id,
    )


def told_of(found: Allocation) -> str:
    """Who sees that it was declined; nothing where nobody does."""
    names = who_gives_on(found, today())
    return in_words(names) if names else ""


def find(allocation_id: str) -> Allocation:
    """Whoever sees rounds where it is; and its auditor."""
    return queries.find_given(allocation_id, viewer())


@dataclass(frozen=True)
class Deed:
    """Something that can be done to an audit, with the form that asks for what it needs.

    What `do` gives back is the audit to look at next, where that is another.
    """

    words: str
    says: str
    done: str
    form: type[ChangeForm]
    do: Callable[[Allocation, Any], Allocation | None]
    states: tuple[State, ...] = OPEN


def against_in(form: GiveForm) -> str:
    """It is asked only of somebody whom a rule keeps from it."""
    return form.against.data or "" if "against" in form else ""


def give(found: Allocation, form: GiveForm) -> None:
    members = queries.list_auditors(viewer(), today(), besides=found.auditor)
    to = next(one for one in members if one.person.public_id == form.to.data)
    giving.give(found, to.person, viewer(), now(), form.why.data, against_in(form))


ACTS = {
    "give": Deed(
        "Give it to somebody else",
        "Whatever has been written stays, and goes on with the new auditor.",
        "Given to somebody else",
        GiveForm,
        give,
    ),
    "replace": Deed(
        "Replace it by the next in turn",
        "Records that were not drawn wait in the order that chance gave them. The next of them that this auditor "
        "may read takes its place, with its due day. This one is withdrawn, and each names the other.",
        "Replaced by the next in turn. This is the audit that took its place",
        ReplaceForm,
        lambda found, form: replacing.replace(found, form.why.data, viewer(), now()),
    ),
    "pause": Deed(
        "Pause it",
        "Nobody is reminded of it, and it is not counted as due until it goes on.",
        "Paused",
        PauseForm,
        lambda found, form: changes.pause([found], form.why.data, form.until.data, viewer(), now()),
    ),
    "go-on": Deed(
        "Go on after the pause",
        "It is due again on the day you enter, within 13 weeks from today.",
        "It is due again",
        GoOnForm,
        lambda found, form: changes.go_on([found], form.due_on.data, viewer(), now()),
        states=(State.PAUSED,),
    ),
    "exempt": Deed(
        "Leave it out of what is due",
        "It stays in the number of all audits given out, and is named beside the figure with your reason.",
        "Left out of what is due",
        ExemptForm,
        lambda found, form: changes.exempt(found, form.why.data, viewer(), now()),
        states=(*OPEN, State.PAUSED),
    ),
    "due-again": Deed(
        "Make it due again",
        "It counts as due from now on, as it did before.",
        "It is due again",
        DueAgainForm,
        lambda found, form: changes.take_back_exemption(found, viewer(), now()),
        states=(State.EXEMPT,),
    ),
    "withdraw": Deed(
        "Withdraw it",
        "For what was given out by mistake: no figure counts it any more. What was written is kept.",
        "Withdrawn",
        WithdrawForm,
        lambda found, form: changes.withdraw(found, form.why.data, viewer(), now()),
        states=(*OPEN, State.PAUSED, State.EXEMPT, State.DONE),
    ),
}

PUT_OFF = Deed(
    "Put it off",
    "A line manager can give a week in all, whoever runs the programme 13 weeks, counted from the day on which "
    "it was due at first.",
    "Put off",
    PutOffForm,
    lambda found, form: changes.put_off(found, form.to.data, form.why.data, viewer(), now()),
)

DECLINE = Deed(
    "Say that you cannot read it",
    "Whoever runs the programme sees it at once and gives it to somebody else.",
    "You have said that you cannot read it",
    DeclineForm,
    lambda found, form: changes.decline(
        found, Decline[form.reason.data], form.saying.data or "", viewer(), now()
    ),
    states=(State.TO_DO,),
)


@rounds.route("/allocations/<public_id:allocation_id>/put-off", methods=["GET", "POST"])
@requires(READ)
def put_off(allocation_id: str) -> ResponseReturnValue:
    """For the line manager as well; the rule says how far."""
    return carry_out(PUT_OFF, queries.find_allocation(allocation_id, viewer(), READ))


@rounds.route("/allocations/<public_id:allocation_id>/decline", methods=["GET", "POST"])
@requires(Permission.AUDIT_WRITE)
def decline(allocation_id: str) -> ResponseReturnValue:
    found = queries.find_allocation(allocation_id, viewer(), Permission.AUDIT_WRITE)
    return carry_out(DECLINE, found)


@rounds.route("/allocations/<public_id:allocation_id>/<act>", methods=["GET", "POST"])
@requires(WRITE)
def change(allocation_id: str, act: str) -> ResponseReturnValue:
    found = queries.find_allocation(allocation_id, viewer(), WRITE)
    if act not in ACTS:
        abort(404)
    return carry_out(ACTS[act], found)


def carry_out(deed: Deed, found: Allocation) -> ResponseReturnValue:
    if found.state not in deed.states:
        raise DomainError(f"This audit is {found.state.lower()}, so this cannot be done with it")
    form, then = deed.form(version=found.version), found
    if isinstance(form, GiveForm):
        form.offer(
            queries.list_auditors(viewer(), today(), besides=found.auditor),
            bars_of_all(found, viewer(), today()),
        )

    def do() -> None:
        nonlocal then
        then = deed.do(found, form) or found

    if form.validate_on_submit() and not is_overtaken(form, found) and form.attempt(do):
        flash(deed.done)
        return redirect(url_for(".allocation", allocation_id=then.public_id))
    return shown("rounds/change.html", form, allocation=found, deed=deed)


def is_overtaken(form: ChangeForm, found: Allocation) -> bool:
    """Whether somebody else did something with the audit since the page was opened."""
    if form.version.data == str(found.version):
        return False
    form.version.data = str(found.version)
    form.refuse(
        "Somebody else changed this audit while your page was open. Look at what has happened, "
        "then send this again if it is still right"
    )
    return True


def ways(found: Allocation, declined: AllocationChange | None) -> list[tuple[str, str]]:
    """What this viewer can do with it now: address and words."""
    if found.shut_at:
        return []
    offered = []
    if may_at(viewer(), WRITE, found.place.path):
        offered += [
            (url_for(".change", allocation_id=found.public_id, act=act), deed.words)
            for act, deed in ACTS.items()
            if found.state in deed.states
        ]
    runs_it = may_at(viewer(), WRITE, found.place.path)
    if found.state in OPEN and (runs_it or is_line_manager_of(viewer(), found.auditor_id)):
        offered.append((url_for(".put_off", allocation_id=found.public_id), PUT_OFF.words))
    is_mine = found.auditor_id == viewer().person_id
    if found.state is State.TO_DO and is_mine and not declined:
        offered.append((url_for(".decline", allocation_id=found.public_id), DECLINE.words))
    return offered
