"""Calibration exercises as those see them who take part: the list, an exercise, and grading."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.foundation.clock import now
from qa_app.moderation.forms.calibrations import grades_form
from qa_app.moderation.models import Calibration
from qa_app.moderation.operations import calibrations as operations
from qa_app.moderation.operations.calibrations import Reading
from qa_app.moderation.operations.taking_part import last_day_of
from qa_app.moderation.queries import calibrations as queries
from qa_app.moderation.routes.blueprint import calibrations
from qa_app.moderation.routes.spreads import closed_part, drawn_of, told_of
from qa_app.moderation.rules.calibrations import Names, Window
from qa_app.organisation.routes.answers import shown
from qa_app.trail.operations import look
from qa_app.web.charts.drawing import Chart
from qa_app.web.charts.files import figures_file, figures_link, picture_file, picture_links

LEAD, GRADE = Permission.CALIBRATION_WRITE, Permission.CALIBRATION_GRADE


@calibrations.get("")
@requires(LEAD, GRADE)
def index() -> ResponseReturnValue:
    at, me = now(), viewer().person_id
    listed = [(one, one.window(at), one.part_of(me)) for one in queries.list_calibrations(viewer())]
    return render_template(
        "moderation/calibrations.html",
        listed=listed,
        leads=queries.leads(viewer()),
        last_day=last_day_of,
    )


@calibrations.get("/<public_id:calibration_id>")
@requires(LEAD, GRADE)
def show(calibration_id: str) -> ResponseReturnValue:
    """Before grading is closed nobody finds here how anybody else graded, whoever leads it included."""
    found = looked_at(queries.find_calibration(calibration_id, viewer()))
    window, leads = found.window(now()), queries.leads(viewer())
    return render_template(
        "moderation/calibration.html",
        found=found,
        window=window,
        subject=queries.subject_for(found, viewer()),
        part=found.part_of(viewer().person_id),
        leads=leads,
        names_are_open=found.names is Names.ALL,
        last_day=last_day_of(found),
        waiting=[one.name for one in found.parts if not one.graded_at] if leads else [],
        files=[
            *picture_links(url_for(".picture", calibration_id=calibration_id), {}),
            *figures_link(url_for(".download", calibration_id=calibration_id), {}),
        ],
        **(closed_part(found, request.args.get("with", "")) if window is Window.CLOSED else {}),
    )


@calibrations.get("/<public_id:calibration_id>/picture")
@requires(LEAD, GRADE)
def picture(calibration_id: str) -> ResponseReturnValue:
    chart = _chart_of(calibration_id)
    if chart is None:
        return redirect(url_for(".show", calibration_id=calibration_id))
    return picture_file(chart, "calibration", request.args.get("as", ""))


@calibrations.get("/<public_id:calibration_id>/download")
@requires(LEAD, GRADE)
def download(calibration_id: str) -> ResponseReturnValue:
    chart = _chart_of(calibration_id)
    if chart is None:
        return redirect(url_for(".show", calibration_id=calibration_id))
    return figures_file(chart, "calibration")


def _chart_of(calibration_id: str) -> Chart | None:
    """None before grading is closed: nobody learns by a file how anybody else graded."""
    found = queries.find_calibration(calibration_id, viewer())
    if found.window(now()) is not Window.CLOSED:
        return None
    chart = drawn_of(found, told_of(found, None))
    if chart is not None:
        look("report:exported", viewer(), found, rows=len(chart.rows), report="calibration")
    return chart


@calibrations.route("/<public_id:calibration_id>/grades", methods=["GET", "POST"])
@requires(GRADE)
def grade(calibration_id: str) -> ResponseReturnValue:
    found = queries.find_to_grade(calibration_id, viewer())
    part = found.part_of(viewer().person_id)
    there = {one.section: Reading(one.grade, one.reading) for one in part.grades} if part else {}
    sections = queries.sections_of(found.template)
    form = grades_form(found.template, sections, there)
    if form.validate_on_submit() and form.attempt(
        lambda: operations.grade(found, form.given, viewer(), now())
    ):
        flash("Your grades are saved. You can change them until grading closes")
        return redirect(url_for(".show", calibration_id=calibration_id))
    if not form.was_refused and found.window(now()) is not Window.OPEN:
        return redirect(url_for(".show", calibration_id=calibration_id))
    looked_at(found)
    return shown(
        "moderation/calibration_grades.html",
        form,
        found=found,
        sections=sections,
        template=found.template,
        subject=queries.subject_for(found, viewer()),
        last_day=last_day_of(found),
    )


def looked_at(found: Calibration) -> Calibration:
    if request.method == "GET":
        look("calibration:viewed", viewer(), found)
    return found
