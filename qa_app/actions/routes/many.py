"""Another owner or another day for many actions at once."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, places_where
from qa_app.actions import operations, queries
from qa_app.actions.forms import ManyForm
from qa_app.actions.queries import Shown, Sought
from qa_app.actions.routes.blueprint import actions
from qa_app.actions.routes.register import sought
from qa_app.foundation.clock import now, today
from qa_app.organisation.routes.answers import shown
from qa_app.trail.operations import look
from qa_app.web.sheets import sheet_of
from qa_app.web.words import plural

AT_ONCE = 100
STILL_OPEN = (Shown.OPEN, Shown.OVERDUE, Shown.WITHOUT_OWNER, Shown.OFFERED)


@actions.route("/change-many", methods=["GET", "POST"])
@requires(Permission.ACTION_WRITE)
def change_many() -> ResponseReturnValue:
    asked = as_open(sought())
    wanted = queries.sought(viewer(), asked, today(), Permission.ACTION_WRITE)
    total = queries.count(wanted)
    listed = queries.list_actions(wanted, viewer(), limit=AT_ONCE)
    paths = places_where(viewer(), Permission.ACTION_WRITE)
    people = queries.list_possible_owners(viewer().council_id, paths, today())
    form = ManyForm()
    form.offer(listed, people)
    if form.validate_on_submit():
        chosen = [one for one in listed if one.public_id in form.actions.data]
        to = next((one for one in people if one.person.public_id == form.to.data), None)
        if form.attempt(
            lambda: operations.change_many(
                chosen,
                form.why.data,
                viewer(),
                now(),
                to=to.person_id if to else None,
                due_on=form.due_on.data,
            )
        ):
            flash(f"{plural(len(chosen), 'action')} changed")
            return redirect(url_for(".index"))
    look("actions:listed", viewer(), ids=queries.children_in(listed))
    places, owners = queries.places_and_owners(viewer())
    return shown(
        "actions/many.html",
        form,
        sheet=sheet_of(total, on_a_page=AT_ONCE),
        listed=listed,
        asked=asked,
        places=[(key, name) for key, _, name in places],
        owners=owners,
        states=[(one.name, one.value) for one in STILL_OPEN if one is not Shown.OPEN],
    )


def as_open(asked: Sought) -> Sought:
    """Only what is open can be changed."""
    state = asked.shown if asked.shown in STILL_OPEN else Shown.OPEN
    return Sought(state, None, asked.place, asked.owner, asked.for_whom, asked.month)
