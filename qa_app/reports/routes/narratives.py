"""The report of a round: what somebody says of it, what another approves, and its figures beside it."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import may_open, requires, viewer
from qa_app.access.rules import Permission, may
from qa_app.foundation.clock import now
from qa_app.foundation.errors import DomainError
from qa_app.organisation.routes.answers import shown
from qa_app.reports.forms.papers import RoundPaperForm
from qa_app.reports.forms.texts import DeclineForm, LookForm, NarrativeForm
from qa_app.reports.operations import narratives as operations
from qa_app.reports.operations.approving import marks_of
from qa_app.reports.operations.asking import Wanted
from qa_app.reports.queries.asking import may_release
from qa_app.reports.queries.narratives import filters_of, find_told_round, texts_of
from qa_app.reports.routes.blueprint import round_reports
from qa_app.reports.routes.sending_off import send_off
from qa_app.reports.rules.approving import TextState
from qa_app.reports.rules.kinds import ReportKind
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.paper import as_kept
from qa_app.reports.rules.quotes import pieces_of
from qa_app.rounds.models import Round
from qa_app.trail.operations import look

READ, WRITE = Permission.ROUND_READ, Permission.QUOTE_WRITE
LookOrDecline = LookForm | DeclineForm


@round_reports.get("/<public_id:round_id>/report")
@requires(READ)
def show(round_id: str) -> ResponseReturnValue:
    return _shown(_found(round_id))


@round_reports.route("/<public_id:round_id>/report/write", methods=["GET", "POST"])
@requires(WRITE)
def write(round_id: str) -> ResponseReturnValue:
    """Nothing is saved before somebody presses a button, and nothing is kept in the browser."""
    round_ = _found(round_id)
    there = texts_of(round_).open
    given = {"found": there.found, "doing": there.doing} if there else {"found": "", "doing": ""}
    version = str(there.version) if there else "0"
    form = NarrativeForm(data={**given, "version": version})
    proposes = bool(form.propose.data)
    if (
        form.validate_on_submit()
        and not form.is_overtaken(version, given)
        and form.attempt(
            lambda: operations.save(
                round_,
                form.found.data or "",
                form.doing.data or "",
                viewer(),
                now(),
                propose=proposes,
            )
        )
    ):
        said = "Somebody else reads it before others do" if proposes else "Saved as a draft"
        flash(said)
        return redirect(url_for(".show", round_id=round_id))
    return shown("reports/write_round_report.html", form, round=round_, there=there)


@round_reports.post("/<public_id:round_id>/report/approve")
@requires(WRITE)
def approve(round_id: str) -> ResponseReturnValue:
    round_, form = _found(round_id), LookForm()
    one = texts_of(round_).open
    if form.validate_on_submit() and form.attempt(
        lambda: operations.approve(
            one, viewer(), now(), looked=bool(form.looked.data), seen=form.version.data or ""
        )
    ):
        flash("Approved. It stays as it is from now on")
        return redirect(url_for(".show", round_id=round_id))
    return _shown(round_, approving=form)


@round_reports.post("/<public_id:round_id>/report/decline")
@requires(WRITE)
def decline(round_id: str) -> ResponseReturnValue:
    round_, form = _found(round_id), DeclineForm()
    one = texts_of(round_).open
    if form.validate_on_submit() and form.attempt(
        lambda: operations.decline(one, form.why.data, viewer(), now())
    ):
        flash("Not approved. Whoever wrote it sees why")
        return redirect(url_for(".show", round_id=round_id))
    return _shown(round_, declining=form)


@round_reports.post("/<public_id:round_id>/report/document")
@requires(Permission.REPORT_READ)
def document(round_id: str) -> ResponseReturnValue:
    round_, form = _found(round_id), RoundPaperForm()
    form.offer(may_release=may_release(viewer()))
    if form.validate_on_submit():
        said = [f"Programme: {round_.programme.name}"]
        kind, level = ReportKind.ROUND, Level[form.level.data]
        try:
            return send_off(Wanted(filters_of(round_), said, level, kind=kind))
        except DomainError as refused:
            form.refuse(*refused.reasons)
    return _shown(round_, asking=form)


def round_panel(round: Round) -> dict[str, Any] | None:
    """On the page of the round: what is said of it, and the way to its report."""
    if round.programme.plan.is_of_own_work:
        return None
    return {"newest": texts_of(round).newest, "may_write": may_open("round_reports.write")}


def _found(round_id: str) -> Round:
    return find_told_round(round_id, viewer()) or abort(404)


def _shown(
    round_: Round,
    *,
    approving: LookForm | None = None,
    declining: DeclineForm | None = None,
    asking: RoundPaperForm | None = None,
) -> ResponseReturnValue:
    """What is not approved yet, those alone read who may write it."""
    look("round-report:viewed", viewer(), round_)
    texts, may_write = texts_of(round_), may_open("round_reports.write")
    proposed = texts.open if may_write else None
    pieces = [pieces_of(text, marks_of(proposed, text, now())) for text in proposed.texts] if proposed else []  # fmt: skip
    document_form = asking or RoundPaperForm()
    if asking is None:
        document_form.offer(may_release=may_release(viewer()))
    told = proposed or texts.newest
    # Some run a programme and see no grades.
    sees_figures = may(viewer(), Permission.INSIGHT_READ)
    refused = any(form is not None and form.was_refused for form in (approving, declining, asking))
    page = render_template(
        "reports/round_report.html",
        form=approving or declining or asking or document_form,
        round=round_,
        texts=texts,
        proposed=proposed,
        waits=proposed is not None and proposed.state is TextState.PROPOSED,
        wrote_it=proposed is not None and viewer().person_id in proposed.writers,
        pieces=pieces,
        has_marks=any(one.what for each in pieces for one in each),
        figures=as_kept(told.figures).sections if sees_figures and told and told.figures else (),
        told=told,
        may_write=may_write,
        may_ask=may_open("reports.index"),
        approving=approving or LookForm(),
        declining=declining or DeclineForm(),
        asking=document_form,
    )
    return page, 409 if refused else 200
