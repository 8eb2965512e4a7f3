"""Give every record of one practitioner to one person, for a surgery."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.foundation.clock import now, today
from qa_app.organisation.models import Membership, Person
from qa_app.organisation.routes.answers import shown
from qa_app.rounds.forms.requesting import SurgeryForm
from qa_app.rounds.operations.surgery import Surgery, hold_surgery
from qa_app.rounds.queries.auditors import list_able
from qa_app.rounds.queries.planner import find_round_to_run
from qa_app.rounds.queries.requesting import practitioners_with_records
from qa_app.rounds.routes.blueprint import rounds
from qa_app.rounds.rules.plans import Kind


@rounds.route("/<public_id:round_id>/surgery", methods=["GET", "POST"])
@requires(Permission.ROUND_BY_NAME)
def surgery(round_id: str) -> ResponseReturnValue:
    round_ = find_round_to_run(round_id, viewer())
    if round_.programme.plan.kind is not Kind.SURGERY:
        flash("All records of one practitioner are read in a surgery alone", "notice")
        return redirect(url_for(".show", round_id=round_id))
    practitioners = practitioners_with_records(round_.council_id)
    people = list_able(round_.council_id, today())
    form = SurgeryForm.begun(max(round_.due_on, today()))
    form.offer(practitioners, people)
    if form.validate_on_submit():
        asked = Surgery(
            chosen(practitioners, form.practitioner.data),
            chosen(people, form.to.data),
            form.due_on.data,
            form.against.data or "",
        )
        if form.attempt(lambda: hold_surgery(round_, asked, by=viewer(), at=now())):
            flash("The records are given out")
            return redirect(url_for(".show", round_id=round_id))
    return shown("rounds/surgery.html", form, round=round_)


def chosen(members: list[Membership], public_id: str) -> Person:
    return next(one.person for one in members if one.person.public_id == public_id)
