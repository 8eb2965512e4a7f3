"""What somebody who leaves has still to audit, given to others."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.foundation.clock import now, today
from qa_app.organisation.queries.people import find_member
from qa_app.organisation.routes.answers import shown
from qa_app.rounds import operations, queries
from qa_app.rounds.forms.reading import OpenWorkForm
from qa_app.rounds.routes.blueprint import rounds
from qa_app.trail.operations import look
from qa_app.web.words import plural


@rounds.route("/open-work/<public_id:person_id>", methods=["GET", "POST"])
@requires(Permission.ROUND_WRITE)
def open_work(person_id: str) -> ResponseReturnValue:
    member = find_member(person_id, viewer(), Permission.HANDOVER_READ)
    allocations = queries.list_open_of(member.person, viewer())
    auditors = queries.list_auditors(viewer(), today(), besides=member.person)
    form = OpenWorkForm()
    form.offer(allocations, auditors)
    if form.validate_on_submit():
        to = next(one for one in auditors if one.person.public_id == form.to.data)
        given = [one for one in allocations if one.public_id in form.allocations.data]
        against = form.against.data or ""
        if form.attempt(
            lambda: operations.give_all(given, to.person, viewer(), now(), against=against)
        ):
            flash(f"{plural(len(given), 'record')} given to {to.name}")
            return redirect(url_for(".open_work", person_id=person_id))
    look("audits:listed", viewer(), ids=queries.children_in(allocations))
    return shown(
        "rounds/open_work.html",
        form,
        member=member,
        allocations=allocations,
        given=queries.last_given(member.person, viewer(), now()),
    )


@rounds.post("/open-work/<public_id:person_id>/undo")
@requires(Permission.ROUND_WRITE)
def take_back(person_id: str) -> ResponseReturnValue:
    member = find_member(person_id, viewer(), Permission.HANDOVER_READ)
    number = operations.take_back(member.person, by=viewer(), at=now())
    flash(f"{plural(number, 'record')} given back to {member.name}")
    return redirect(url_for(".open_work", person_id=person_id))
