"""What somebody who leaves still owes, given to others."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.actions import operations, queries
from qa_app.actions.forms import OpenWorkForm
from qa_app.actions.routes.blueprint import actions
from qa_app.foundation.clock import now, today
from qa_app.organisation.queries.people import find_member
from qa_app.organisation.routes.answers import shown
from qa_app.trail.operations import look
from qa_app.web.words import plural

WHY = "Handed over from {name}"


@actions.route("/open-work/<public_id:person_id>", methods=["GET", "POST"])
@requires(Permission.ACTION_WRITE)
def open_work(person_id: str) -> ResponseReturnValue:
    member = find_member(person_id, viewer(), Permission.HANDOVER_READ)
    listed = queries.list_open_of(member.person, viewer())
    paths = {one.place.path for one in listed}
    people = queries.list_possible_owners(viewer().council_id, paths, today()) if paths else []
    form = OpenWorkForm()
    form.offer(listed, [one for one in people if one.person_id != member.person_id])
    if form.validate_on_submit():
        to = next(one for one in people if one.person.public_id == form.to.data)
        chosen = [one for one in listed if one.public_id in form.actions.data]
        why = WHY.format(name=member.name)
        if form.attempt(
            lambda: operations.change_many(chosen, why, viewer(), now(), to=to.person_id)
        ):
            flash(f"{plural(len(chosen), 'action')} given to {to.name}")
            return redirect(url_for(".open_work", person_id=person_id))
    look("actions:listed", viewer(), ids=queries.children_in(listed))
    return shown("actions/open_work.html", form, member=member, listed=listed)
