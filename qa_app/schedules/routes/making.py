"""Set up a schedule and change it."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.foundation.clock import now
from qa_app.insight.queries.offered import Offered, list_offered_to
from qa_app.insight.rules.filters import Picked
from qa_app.organisation.models import Place
from qa_app.reports.queries.asking import may_release
from qa_app.reports.rules.kinds import ReportKind
from qa_app.reports.rules.levels import Level
from qa_app.schedules.forms import ScheduleForm, statuses
from qa_app.schedules.models import Schedule
from qa_app.schedules.operations import keeping
from qa_app.schedules.operations.wanting import Chosen
from qa_app.schedules.queries import schedules as queries
from qa_app.schedules.routes.blueprint import schedules
from qa_app.schedules.rules.covers import Covers
from qa_app.schedules.rules.kinds import SCHEDULED, WHY_NOT, kind_coded

READ, OWN = Permission.REPORT_READ, Permission.REPORT_FETCH
MADE = "You have set up the schedule. It comes to you alone until you add others"


@schedules.get("/new")
@requires(READ)
def choose() -> ResponseReturnValue:
    kinds = [one for one in SCHEDULED if may_release(viewer()) or not one.about.always_leaves]
    return render_template("schedules/choose.html", kinds=kinds, why_not=WHY_NOT)


@schedules.route("/new/<kind_code>", methods=["GET", "POST"])
@requires(READ)
def new(kind_code: str) -> ResponseReturnValue:
    kind = kind_coded(kind_code)
    if kind is None or (kind.about.always_leaves and not may_release(viewer())):
        abort(404)
    places, offered = queries.list_places_to_choose(viewer()), list_offered_to(viewer())
    form = ScheduleForm()
    _offer(form, kind, places, offered)
    if request.method == "GET":
        form.begin_with(kind)
    if form.validate_on_submit():
        made: list[Schedule] = []
        chosen = _chosen(form, kind, places, offered)
        if form.attempt(lambda: made.append(keeping.make_schedule(chosen, viewer(), now()))):
            flash(MADE)
            return redirect(url_for(".show", schedule_id=made[0].public_id))
    return _shown(form, kind, None)


@schedules.route("/<public_id:schedule_id>/change", methods=["GET", "POST"])
@requires(OWN)
def change(schedule_id: str) -> ResponseReturnValue:
    schedule = queries.find_own(schedule_id, viewer())
    places, offered = queries.list_places_to_choose(viewer()), list_offered_to(viewer())
    form = ScheduleForm(data=_kept(schedule))
    _offer(form, schedule.kind, places, offered)
    if form.validate_on_submit() and not form.is_overtaken(schedule.version, {}):
        chosen = _chosen(form, schedule.kind, places, offered)
        if form.attempt(lambda: keeping.change_schedule(schedule, chosen, viewer(), now())):
            flash("You have changed the schedule")
            return redirect(url_for(".show", schedule_id=schedule_id))
    return _shown(form, schedule.kind, schedule)


def _shown(form: ScheduleForm, kind: ReportKind, schedule: Schedule | None) -> ResponseReturnValue:
    page = render_template("schedules/form.html", form=form, kind=kind, schedule=schedule)
    return page, 409 if form.was_refused else 200


def _offer(form: ScheduleForm, kind: ReportKind, places: list[Place], offered: Offered) -> None:
    codes = {
        "template": sorted(offered.templates.items(), key=lambda one: one[1].casefold()),
        "programme": [(one.public_id, one.name) for one in offered.programmes],
        "status": statuses(offered.statuses),
    }
    form.offer(kind, places, codes, may_release=may_release(viewer()))


def _chosen(form: ScheduleForm, kind: ReportKind, places: list[Place], offered: Offered) -> Chosen:
    """A programme chooses its records in its own way, unless another is asked for."""
    narrowed = form.narrowed
    programme = offered.programme(narrowed.get("programme", ""))
    if programme and "picked" not in narrowed and programme.picked is not Picked.USUAL:
        narrowed["picked"] = programme.picked.name
    place = next(one for one in places if one.public_id == form.place.data)
    level, covers = Level[form.level.data], Covers[form.covers.data]
    return Chosen(kind, level, place, covers, form.rhythm, narrowed, form.said, form.front)


def _kept(schedule: Schedule) -> dict[str, object]:
    front = schedule.front
    return {
        "version": schedule.version,
        "level": schedule.level,
        "place": schedule.place.public_id,
        "covers": schedule.covers,
        "every": schedule.every,
        "nth": str(schedule.nth),
        "month": str(schedule.month),
        "weeks": schedule.weeks,
        "first_on": schedule.first_on,
        "meeting": front.get("meeting", ""),
        "of_whom": front.get("of_whom", ""),
        "recommendations": "\n".join(front.get("recommendations", ())),
        **schedule.narrowed,
    }
