"""Worries and complaints of families: note them, and tell what came of them."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may, may_at
from qa_app.audits import queries as audits
from qa_app.audits.rules.people import whom
from qa_app.foundation.clock import now, today
from qa_app.organisation.queries.settings import days_off
from qa_app.organisation.routes.answers import shown
from qa_app.trail.operations import look
from qa_app.voices.forms.complaints import MatterForm, NotToldForm, ToldForm
from qa_app.voices.models.complaints import FamilyMatter
from qa_app.voices.operations import complaints as operations
from qa_app.voices.queries import complaints as queries
from qa_app.voices.queries.families import voices_of
from qa_app.voices.routes.blueprint import voices
from qa_app.voices.routes.families import PARTS
from qa_app.voices.rules.complaints import State, usual_day
from qa_app.web.sheets import sheet_of

TELL = Permission.FAMILY_TELL
STATES = [(one.name, one.value) for one in State]
MINE = "MINE"


@voices.route(
    "/audits/<public_id:audit_id>/child-and-family/<heard>/matters/new", methods=["GET", "POST"]
)
@requires(Permission.AUDIT_WRITE)
def new_matter(audit_id: str, heard: str) -> ResponseReturnValue:
    audit = audits.find_audit(audit_id, viewer(), Permission.AUDIT_WRITE)
    if heard not in PARTS:
        abort(404)
    part, back = PARTS[heard], url_for(".family", audit_id=audit_id, _anchor=heard)
    voice = voices_of(audit).get(part)
    is_mine = audit.allocation.auditor_id == viewer().person_id
    if voice is None or voice.asked_on is None or not is_mine:
        return redirect(back)
    form = MatterForm(usual_day(today(), days_off(viewer().council_id)))
    if form.validate_on_submit() and form.attempt(
        lambda: operations.note_matter(voice, form.matter, viewer(), now())
    ):
        flash("Saved. You are reminded to tell them what came of it")
        return redirect(back)
    look("family:viewed", viewer(), audit)
    return shown("voices/new_matter.html", form, audit=audit, heard=heard, of_whom=whom(part))


@voices.get("/voices/matters")
@requires(TELL)
def matters() -> ResponseReturnValue:
    state = State.__members__.get(request.args.get("state", ""), State.TO_TELL)
    mine = request.args.get("whose") == MINE
    sheet = sheet_of(queries.count(viewer(), state, mine=mine))
    listed = queries.list_matters(viewer(), state, sheet.on_a_page, sheet.offset, mine=mine)
    look("families:listed", viewer(), ids=queries.children_in(listed))
    return render_template(
        "voices/matters.html",
        matters=listed,
        sheet=sheet,
        state=state,
        states=STATES,
        whose=MINE if mine else "",
        may_count=may(viewer(), Permission.FAMILY_COUNT),
    )


@voices.get("/voices/matters/<public_id:matter_id>")
@requires(TELL)
def matter(matter_id: str) -> ResponseReturnValue:
    found = _looked_at(matter_id)
    here = found.voice.audit.allocation.place.path
    return render_template(
        "voices/matter.html",
        matter=found,
        is_mine=found.promised_by_id == viewer().person_id,
        may_take_on=may_at(viewer(), TELL, here),
        may_read=may_at(viewer(), Permission.FAMILY_READ, here),
    )


@voices.route("/voices/matters/<public_id:matter_id>/told", methods=["GET", "POST"])
@requires(TELL)
def told(matter_id: str) -> ResponseReturnValue:
    found = _looked_at(matter_id)
    form = ToldForm(found.version)
    if form.validate_on_submit() and form.attempt(
        lambda: operations.say_told(
            found,
            form.told_on.data,
            operations.ToldHow[form.told_how.data],
            form.outcome.data,
            _seen(form),
            viewer(),
            now(),
        )
    ):
        flash("Saved that they were told")
        return redirect(url_for(".matter", matter_id=matter_id))
    _show_version(form, found)
    return shown("voices/told.html", form, matter=found)


@voices.route("/voices/matters/<public_id:matter_id>/not-told", methods=["GET", "POST"])
@requires(TELL)
def not_told(matter_id: str) -> ResponseReturnValue:
    found = _looked_at(matter_id)
    form = NotToldForm(found.version)
    if form.validate_on_submit() and form.attempt(
        lambda: operations.say_not_told(
            found,
            operations.NotTold[form.why.data],
            form.words.data or "",
            _seen(form),
            viewer(),
            now(),
        )
    ):
        flash("Saved why they will not be told")
        return redirect(url_for(".matter", matter_id=matter_id))
    _show_version(form, found)
    return shown("voices/not_told.html", form, matter=found)


@voices.post("/voices/matters/<public_id:matter_id>/take-on")
@requires(TELL)
def take_on(matter_id: str) -> ResponseReturnValue:
    operations.take_on(queries.find_matter(matter_id, viewer()), viewer(), now())
    flash("You have taken it on to tell them")
    return redirect(url_for(".matter", matter_id=matter_id))


def _looked_at(matter_id: str) -> FamilyMatter:
    found = queries.find_matter(matter_id, viewer())
    if request.method == "GET":
        look("family:matter-viewed", viewer(), found)
    return found


def _seen(form: ToldForm | NotToldForm) -> int:
    typed = form.version.data or ""
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


def _show_version(form: ToldForm | NotToldForm, found: FamilyMatter) -> None:
    if form.was_refused:
        form.version.data, form.version.raw_data = str(found.version), None
