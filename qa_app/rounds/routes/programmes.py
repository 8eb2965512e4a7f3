"""The year planner, and programmes: added, changed, ended."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, Reach, may, reaches
from qa_app.audit_templates.queries import list_entries
from qa_app.audit_templates.rules.catalogue import Entry
from qa_app.audit_templates.rules.words import Subject
from qa_app.children.queries.lists import status_names
from qa_app.foundation.clock import now, today
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.organisation.routes.answers import shown
from qa_app.rounds import queries
from qa_app.rounds.forms.plans import PlanForm
from qa_app.rounds.forms.programmes import EndForm, KindForm
from qa_app.rounds.models import Programme, Round
from qa_app.rounds.operations import programmes as operations
from qa_app.rounds.operations.reminding import switched_off
from qa_app.rounds.queries.auditors import list_able, list_moderators
from qa_app.rounds.queries.ending import ending_of
from qa_app.rounds.queries.planner import find_programme, list_rounds_of
from qa_app.rounds.queries.waiting import rounds_to_close
from qa_app.rounds.queries.year import year_of
from qa_app.rounds.routes.blueprint import rounds
from qa_app.rounds.rules.chasing import in_words
from qa_app.rounds.rules.plan_faults import subjects_of
from qa_app.rounds.rules.planner import months_of_year
from qa_app.rounds.rules.plans import BEGINNINGS, DUE_WITHIN_HOURS, OWN_WORK, Kind, Plan

WRITE = Permission.ROUND_WRITE


@rounds.get("/")
@requires(Permission.ROUND_READ)
def index() -> ResponseReturnValue:
    """The year planner; for an inspector the rounds named for them."""
    if Reach.PLACE not in reaches(viewer(), Permission.ROUND_READ):
        named = queries.list_named_for(viewer())
        return render_template("rounds/named.html", rounds=named)
    months = months_of_year(today())
    return render_template(
        "rounds/index.html",
        year=year_of(viewer(), months),
        this_month=today().replace(day=1),
        open_now=[one for one in list_rounds_of(viewer(), months) if is_open(one)],
        silence=switched_off(viewer().council_id, today()) if may(viewer(), WRITE) else "",
        to_close=rounds_to_close(viewer(), today()) if may(viewer(), WRITE) else [],
        writes=may(viewer(), WRITE),
        names=may(viewer(), Permission.ROUND_NAME),
    )


def is_open(round_: Round) -> bool:
    return round_.opened_at is not None and round_.closed_at is None


@rounds.route("/programmes/new", methods=["GET", "POST"])
@requires(WRITE)
def new_programme() -> ResponseReturnValue:
    """First the kind, which decides what the next page begins with."""
    form = KindForm()
    form.offer(kinds_to_plan())
    if form.validate_on_submit():
        return redirect(url_for(".add_programme", kind=form.kind.data.lower()))
    return shown("rounds/new_programme.html", form)


@rounds.route("/programmes/new/<kind>", methods=["GET", "POST"])
@requires(WRITE)
def add_programme(kind: str) -> ResponseReturnValue:
    if kind.upper() not in [one.name for one in kinds_to_plan()]:
        abort(404)
    begun = BEGINNINGS[Kind[kind.upper()]]
    form = PlanForm.begun(first_held(begun), version="new", name=begun.kind.value)
    form = offered(form, begun.kind)
    if form.validate_on_submit() and form.attempt(
        lambda: operations.add_programme(
            council(),
            form.name.data,
            form.template.data,
            by=viewer(),
            at=now(),
            plan=form.plan_from(begun),
        )
    ):
        flash(f"“{form.name.data}” is in the planner. Nothing is drawn yet")
        return redirect(url_for(".index"))
    return shown("rounds/programme.html", form, programme=None, **about(begun))


def kinds_to_plan() -> list[Kind]:
    """What looks at practitioners themselves is planned by those alone who run such rounds."""
    runs_it = may(viewer(), Permission.OWN_WORK_RUN)
    return [one for one in Kind if runs_it or one not in OWN_WORK]


def first_held(plan: Plan) -> Plan:
    """As its kind begins, from this month on."""
    return Plan(**{**vars(plan), "first_month": today().replace(day=1)})


@rounds.route("/programmes/<public_id:programme_id>", methods=["GET", "POST"])
@requires(WRITE)
def change_programme(programme_id: str) -> ResponseReturnValue:
    programme = find_programme(programme_id, viewer())
    form = form_of(programme)
    if (
        form.validate_on_submit()
        and not form.is_overtaken(
            version_of(programme), form.saved_by(form_of(programme, fresh=True))
        )
        and form.attempt(
            lambda: operations.change_programme(
                programme,
                form.name.data,
                form.template.data,
                form.plan_from(programme.plan),
                by=viewer(),
                at=now(),
            )
        )
    ):
        flash(
            "Saved. It holds for every round that is not open yet; what was drawn stays as it was drawn"
        )
        return redirect(url_for(".index"))
    return shown("rounds/programme.html", form, programme=programme, **about(programme.plan))


def about(plan: Plan) -> dict[str, object]:
    """What the page of a programme says beside its questions."""
    patience = queries.patience_of(viewer().council_id)
    hourly = plan.kind in DUE_WITHIN_HOURS
    chased = in_words(plan.remind_before, patience, within_hours=hourly)
    return {"kind": plan.kind, "chased": chased, "own_work": plan.kind in OWN_WORK}


def form_of(programme: Programme, *, fresh: bool = False) -> PlanForm:
    about = {"name": programme.name, "template": programme.template_code}
    if fresh:
        about["formdata"] = None  # type: ignore[assignment]
    form = PlanForm.begun(programme.plan, version=version_of(programme), **about)
    return offered(form, programme.plan.kind)


def version_of(programme: Programme) -> str:
    return str(programme.version)


def offered(form: PlanForm, kind: Kind) -> PlanForm:
    """With this council’s templates, statuses and people to choose from."""
    form.offer(
        [(one.code, one.name) for one in list_entries(viewer(), today()) if is_for(one, kind)],
        [*status_names(viewer().council_id).items()],
        [(one.person.public_id, one.name) for one in list_able(viewer().council_id, today())],
        [(one.person.public_id, one.name) for one in list_moderators(viewer().council_id, today())],
    )
    return form


def is_for(template: Entry, kind: Kind) -> bool:
    """Whether a programme of this kind can read with it, whatever it may draw from."""
    begun = BEGINNINGS[kind]
    if kind in (*OWN_WORK, Kind.SURGERY):
        return template.subject in subjects_of(begun)
    return template.subject is not Subject.PRACTITIONER


def council() -> Place:
    return db.session.get_one(Place, viewer().council_id)


@rounds.route("/programmes/<public_id:programme_id>/end", methods=["GET", "POST"])
@requires(WRITE)
def end_programme(programme_id: str) -> ResponseReturnValue:
    """What will happen to its rounds, before it does."""
    programme, form = find_programme(programme_id, viewer()), EndForm()
    if form.validate_on_submit():
        operations.end_programme(programme, by=viewer(), at=now())
        flash(f"“{programme.name}” has ended. What is open goes on")
        return redirect(url_for(".change_programme", programme_id=programme_id))
    if programme.ended_at is not None:
        return redirect(url_for(".change_programme", programme_id=programme_id))
    ending = ending_of(programme, viewer(), today())
    return shown("rounds/end_programme.html", form, programme=programme, ending=ending)


@rounds.post("/programmes/<public_id:programme_id>/take-up")
@requires(WRITE)
def take_up_again(programme_id: str) -> ResponseReturnValue:
    programme = find_programme(programme_id, viewer())
    operations.take_up_again(programme, by=viewer(), at=now())
    flash(f"“{programme.name}” goes on")
    return redirect(url_for(".change_programme", programme_id=programme_id))
