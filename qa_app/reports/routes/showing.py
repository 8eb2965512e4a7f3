"""One’s own reports: how far they are, and the files of those that are ready."""

from collections.abc import Callable
from datetime import datetime

from flask import flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, Viewer
from qa_app.foundation.clock import as_london, now
from qa_app.foundation.errors import DomainError
from qa_app.reports.forms.packs import GiveForm
from qa_app.reports.models import Report
from qa_app.reports.operations.asking import call_off, note_fetched, try_again
from qa_app.reports.operations.queue import is_waiting
from qa_app.reports.queries.packs import list_of_report, was_given
from qa_app.reports.queries.quotes import quotes_stand
from qa_app.reports.queries.reports import count_own, find_own, is_still_open, list_own, reach_of
from qa_app.reports.queries.styles import is_kept
from qa_app.reports.routes.blueprint import folder, is_made_at_once, reports, wake_afterwards
from qa_app.reports.rules.kinds import FileKind, ReportKind
from qa_app.reports.rules.packs import NOT_GIVEN
from qa_app.reports.rules.states import QUOTE_GONE, SEES_OTHERWISE, State, is_over, is_silent
from qa_app.sign_in.rules.sessions import is_fresh
from qa_app.sign_in.session_cookie import ask_for_proof, own_session
from qa_app.web.sheets import sheet_of

READ, FETCH = Permission.REPORT_READ, Permission.REPORT_FETCH
GONE = "The file is no longer there. Try again to have it made anew"
NONE_OF_IT = "There are no slides of this report"
NOT_READY = "This report is not ready"


@reports.get("")
@requires(READ)
def index() -> ResponseReturnValue:
    sheet = sheet_of(count_own(viewer()))
    listed = list_own(viewer(), sheet.on_a_page, sheet.offset)
    _go_on()
    return render_template("reports/index.html", reports=listed, sheet=sheet, state_now=state_now)


@reports.get("/<public_id:report_id>")
@requires(FETCH)
def show(report_id: str) -> ResponseReturnValue:
    report = find_own(report_id, viewer())
    _go_on()
    return render_template(
        "reports/show.html",
        report=report,
        state=state_now(report),
        is_silent=report.state is State.MAKING and is_silent(report.heard_at, now()),
        is_made_at_once=is_made_at_once(),
        is_kept=report.kind.is_paper and is_kept(report.id),
        giving=GiveForm(),
        givings=list_of_report(report),
        files=[
            one for one in report.kind.files if folder().file(report.name_of_file(one)).exists()
        ],
    )


@reports.get("/<public_id:report_id>/file")
@requires(FETCH)
def file(report_id: str) -> ResponseReturnValue:
    return _fetched(report_id)


@reports.get("/<public_id:report_id>/slides")
@requires(FETCH)
def slides(report_id: str) -> ResponseReturnValue:
    """The same paper, to be shown to a meeting."""
    return _fetched(report_id, FileKind.SLIDES)


def _fetched(report_id: str, wanted: FileKind | None = None) -> ResponseReturnValue:
    """To whoever asked alone, as long as they see what they saw; with references after a fresh sign-in."""
    report = find_own(report_id, viewer())
    if report.with_references and not is_fresh(own_session().proved_at, now()):
        return ask_for_proof()
    kind = wanted or report.kind.files[0]
    if kind not in report.kind.files:
        flash(NONE_OF_IT, "notice")
        return redirect(url_for(".show", report_id=report_id))
    path = folder().file(report.name_of_file(kind))
    if report.kind is ReportKind.PACK and not was_given(report):
        flash(NOT_GIVEN, "notice")
        return redirect(url_for(".show", report_id=report_id))
    if why := why_not_fetched(report, is_there=path.exists()):
        flash(why, "notice")
        return redirect(url_for(".show", report_id=report_id))
    note_fetched(report, viewer(), kind)
    made = as_london(report.made_at or report.asked_at)
    name = f"{report.kind.code}-{made:%Y-%m-%d}.{kind}"
    answer = send_file(path, kind.mimetype, as_attachment=True, download_name=name, etag=False)
    # No copy of it stays in a browser or on the way.
    answer.headers["Cache-Control"] = "no-store"
    return answer


@reports.post("/<public_id:report_id>/call-off")
@requires(FETCH)
def stop(report_id: str) -> ResponseReturnValue:
    return _changed(report_id, call_off, "You have called this report off")


@reports.post("/<public_id:report_id>/try-again")
@requires(FETCH)
def again(report_id: str) -> ResponseReturnValue:
    answer = _changed(report_id, try_again, "It is made again")
    wake_afterwards()
    return answer


def state_now(report: Report) -> State:
    """Its week may be over before anybody has deleted it."""
    over = report.state is State.READY and is_over(report.expires_at, now())
    return State.EXPIRED if over else report.state


def why_not_fetched(report: Report, *, is_there: bool) -> str:
    state = state_now(report)
    if state is State.EXPIRED or (state is State.READY and not is_there):
        return GONE
    if state is not State.READY:
        return NOT_READY
    if not quotes_stand(report, viewer()):
        return QUOTE_GONE
    if report.reach != reach_of(viewer(), report.kind) or not is_still_open(report, viewer()):
        return SEES_OTHERWISE
    return ""


def _changed(
    report_id: str, change: Callable[[Report, Viewer, datetime], None], said: str
) -> ResponseReturnValue:
    report = find_own(report_id, viewer())
    try:
        change(report, viewer(), now())
    except DomainError as refused:
        flash(refused.reasons[0], "notice")
    else:
        flash(said)
    return redirect(url_for(".show", report_id=report_id))


def _go_on() -> None:
    """Whoever looks sees to it that what somebody died over is taken up."""
    if is_made_at_once() and is_waiting(now()):
        wake_afterwards()
