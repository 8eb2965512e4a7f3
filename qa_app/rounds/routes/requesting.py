"""Add a record to a round by name, with a deadline of its own."""

from collections.abc import Mapping
from datetime import date

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.foundation.clock import as_london, now, today
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Membership, Place
from qa_app.organisation.routes.answers import shown
from qa_app.rounds.forms.requesting import AddRecordForm
from qa_app.rounds.models import Round
from qa_app.rounds.operations.requesting import Wanted, ask_for, refuse_unless_open
from qa_app.rounds.queries.auditors import list_able
from qa_app.rounds.queries.planner import find_round_to_run
from qa_app.rounds.queries.requesting import teams_to_choose
from qa_app.rounds.routes.blueprint import rounds
from qa_app.rounds.rules.requesting import due_when_given, hours_given


@rounds.route("/<public_id:round_id>/add", methods=["GET", "POST"])
@requires(Permission.ROUND_BY_NAME)
def add_record(round_id: str) -> ResponseReturnValue:
    round_ = find_round_to_run(round_id, viewer())
    try:
        refuse_unless_open(round_)
    except DomainError as refused:
        flash(" ".join(refused.reasons), "notice")
        return redirect(url_for(".show", round_id=round_id))
    people = list_able(round_.council_id, today())
    form = AddRecordForm.begun(*due_of(round_))
    teams = {one.public_id: one for one in teams_to_choose(round_.council_id, today())}
    form.offer(teams.values(), people)
    if form.validate_on_submit() and form.attempt(
        lambda: ask_for(round_, wanted(form, people, teams), by=viewer(), at=now())
    ):
        flash("The record is added and given out")
        return redirect(url_for(".show", round_id=round_id))
    hours = hours_given(round_.programme.plan)
    return shown("rounds/add_record.html", form, round=round_, hours=hours)


def due_of(round_: Round) -> tuple[date, int | None]:
    """So many hours from now where the programme says so; else the day of the round, if it is to come."""
    due_on, due_at = due_when_given(round_.programme.plan, max(round_.due_on, today()), now())
    return due_on, as_london(due_at).hour if due_at else None


def wanted(form: AddRecordForm, people: list[Membership], teams: Mapping[str, Place]) -> Wanted:
    auditor = next(one.person for one in people if one.person.public_id == form.to.data)
    hour = form.due_hour.data
    return Wanted(
        reference=form.reference.data,
        auditor=auditor,
        due_on=form.due_on.data,
        due_hour=int(hour) if hour else None,
        place=teams[form.team.data] if form.team.data else None,
        against=form.against.data or "",
        confirmed=bool(form.confirmed.data),
    )
