"""Opening an exercise, changing it, calling it off, and noting what it came to."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.children.models import Child
from qa_app.children.queries.children import find_by_reference
from qa_app.foundation.clock import now, today
from qa_app.foundation.errors import DomainError
from qa_app.moderation.forms.calibrations import ChangeForm, OpenForm, TakeOutForm, discussion_form
from qa_app.moderation.models import Calibration
from qa_app.moderation.operations import calibrations as operations
from qa_app.moderation.operations.calibrations import Exercise
from qa_app.moderation.operations.taking_part import last_day_of
from qa_app.moderation.operations.taking_part import take_out as leave_out
from qa_app.moderation.queries import calibrations as queries
from qa_app.moderation.routes.blueprint import calibrations
from qa_app.moderation.routes.calibrating import looked_at
from qa_app.moderation.routes.spreads import told_of
from qa_app.moderation.routes.waiting import address
from qa_app.moderation.rules.calibrations import Names, Window
from qa_app.organisation.routes.answers import shown

LEAD = Permission.CALIBRATION_WRITE
UNKNOWN = "No record on the list of children has this reference"


@calibrations.route("/new", methods=["GET", "POST"])
@requires(LEAD, council_wide=True)
def new() -> ResponseReturnValue:
    form, made = OpenForm(), []
    people = queries.people_to_ask(viewer().council_id, today())
    versions = queries.templates_to_use(viewer(), today())
    form.offer(versions, people)

    def act() -> None:
        chosen = [one for one in people if one.person.public_id in form.people.data]
        version = next(one for one in versions if one.public_id == form.template.data)
        asked = Exercise(
            form.name.data,
            version,
            child_named(form.reference.data or ""),
            form.story.data or "",
            form.first_day.data,
            form.last_day.data,
            Names[form.names.data],
        )
        made.append(operations.open_calibration(asked, chosen, viewer(), now(), address=address()))

    if form.validate_on_submit() and form.attempt(act):
        flash("The exercise has started. Everybody who takes part has been told")
        return redirect(url_for(".show", calibration_id=made[0].public_id))
    return shown("moderation/calibration_new.html", form)


@calibrations.route("/<public_id:calibration_id>/change", methods=["GET", "POST"])
@requires(LEAD)
def change(calibration_id: str) -> ResponseReturnValue:
    found = queries.find_to_lead(calibration_id, viewer())
    form = ChangeForm(data={"last_day": last_day_of(found)})
    there = {one.person_id for one in found.parts}
    people = queries.people_to_ask(viewer().council_id, today())
    further = [one for one in people if one.person_id not in there]
    form.offer(further)
    if form.validate_on_submit() and form.attempt(
        lambda: operations.change(
            found,
            form.last_day.data,
            [one for one in further if one.person.public_id in form.chosen],
            viewer(),
            now(),
            address=address(),
        )
    ):
        flash("Saved")
        return redirect(url_for(".show", calibration_id=calibration_id))
    if not form.was_refused and is_over(found):
        return redirect(url_for(".show", calibration_id=calibration_id))
    return shown("moderation/calibration_change.html", form, found=found)


@calibrations.route("/<public_id:calibration_id>/take-out", methods=["GET", "POST"])
@requires(LEAD)
def take_out(calibration_id: str) -> ResponseReturnValue:
    """Before they graded. Who said so and why stands on the page of the exercise."""
    found, form = queries.find_to_lead(calibration_id, viewer()), TakeOutForm()
    waiting = {
        one.person_here.person.public_id: one
        for one in found.parts
        if not one.graded_at and one.person_here
    }
    form.offer([*waiting.values()])
    if form.validate_on_submit() and form.attempt(
        lambda: leave_out(
            found,
            waiting[form.who.data].person_id,
            form.why.data,
            viewer(),
            now(),
            address=address(),
        )
    ):
        flash("Taken out. They have been told")
        return redirect(url_for(".show", calibration_id=calibration_id))
    if not form.was_refused and (is_over(found) or not waiting):
        return redirect(url_for(".show", calibration_id=calibration_id))
    return shown("moderation/calibration_take_out.html", form, found=found)


@calibrations.post("/<public_id:calibration_id>/call-off")
@requires(LEAD)
def call_off(calibration_id: str) -> ResponseReturnValue:
    operations.call_off(queries.find_to_lead(calibration_id, viewer()), viewer(), now())
    flash("The exercise is called off")
    return redirect(url_for(".show", calibration_id=calibration_id))


@calibrations.route("/<public_id:calibration_id>/discussion", methods=["GET", "POST"])
@requires(LEAD)
def discuss(calibration_id: str) -> ResponseReturnValue:
    found = looked_at(queries.find_to_lead(calibration_id, viewer()))
    sections = queries.sections_of(found.template)
    form = discussion_form(found.template, sections, found.agreed, found.notes)
    if form.validate_on_submit() and form.attempt(
        lambda: operations.discuss(found, form.notes.data, form.agreed, viewer(), now())
    ):
        flash("What was discussed is saved. Everybody who took part can read it")
        return redirect(url_for(".show", calibration_id=calibration_id))
    is_closed = found.window(now()) is Window.CLOSED
    if not form.was_refused and not is_closed:
        return redirect(url_for(".show", calibration_id=calibration_id))
    return shown(
        "moderation/calibration_discussion.html",
        form,
        found=found,
        # Refused because grading is still open, the page shows nothing of what was given.
        told={one.spread.section: one for one in told_of(found, None)} if is_closed else {},
        sections=sections,
    )


def child_named(reference: str) -> Child | None:
    if not reference.strip():
        return None
    row = find_by_reference(reference, viewer())
    if row is None:
        raise DomainError(UNKNOWN)
    return row.child


def is_over(found: Calibration) -> bool:
    return found.window(now()) in (Window.CLOSED, Window.WITHDRAWN)
