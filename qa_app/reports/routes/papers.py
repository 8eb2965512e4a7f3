"""Choose what to ask for; ask for a paper with the filters of the pages of figures."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import may_open, requires, viewer
from qa_app.access.rules import Permission
from qa_app.foundation.clock import today
from qa_app.foundation.errors import DomainError
from qa_app.insight.rules.filters import Period
from qa_app.insight.rules.months import written
from qa_app.reports.forms.papers import PaperForm
from qa_app.reports.operations.asking import Wanted
from qa_app.reports.queries.asking import may_release
from qa_app.reports.queries.styles import style_in_force
from qa_app.reports.routes.asking import MONTHS
from qa_app.reports.routes.blueprint import asked_in_address, reports
from qa_app.reports.routes.leaving import periods_that_leave
from qa_app.reports.routes.sending_off import send_off
from qa_app.reports.rules.kinds import PAPERS, ReportKind, kind_coded
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.release_calendar import last_that_is_over, step_for
from qa_app.rounds.rules import first_of_month
from qa_app.rounds.rules.months import months_on
from qa_app.web.searches import address_of
from qa_app.web.sheets import Sheet

READ = Permission.REPORT_READ


@reports.get("/choose")
@requires(READ)
def choose() -> ResponseReturnValue:
    return render_template(
        "reports/choose.html",
        papers=[one for one in PAPERS if _levels(one)],
        workbook=ReportKind.WORKBOOK,
        audits=ReportKind.AUDITS,
        pack=ReportKind.PACK,
        address=_address,
        may_give_style=may_open("reports.style"),
        has_style=style_in_force(viewer().council_id) is not None,
    )


@reports.route("/papers/<paper>", methods=["GET", "POST"])
@requires(READ)
def new_paper(paper: str) -> ResponseReturnValue:
    """Of the last months that are over, unless the address says which."""
    kind = kind_coded(paper)
    if kind is None or not _levels(kind):
        abort(404)
    if request.method == "GET" and not any(request.args.get(one) for one in MONTHS):
        return redirect(_address(kind, place=request.args.get("place", "")))
    form, asked = PaperForm(), asked_in_address().of_months_and_place
    form.offer(kind, may_release=may_release(viewer()))
    if form.validate_on_submit():
        said = [words for words, name in asked.chips if name not in MONTHS]
        level = Level[form.level.data]
        wanted = Wanted(asked.filters, said, level, kind=kind, front=form.front)
        try:
            return send_off(wanted)
        except DomainError as refused:
            form.refuse(*refused.reasons)
    return render_template(
        "reports/new_paper.html",
        form=form,
        kind=kind,
        asked=asked,
        sheet=Sheet(0, 1, "", request.path, asked.address),
        here=address_of(url_for(".new_paper", paper=kind.code), asked.address),
        leaving=periods_that_leave(asked.address),
    )


def _levels(kind: ReportKind) -> list[Level]:
    return [one for one in kind.about.levels if may_release(viewer()) or not one.leaves]


def _address(kind: ReportKind, **asked: str) -> str:
    """Of the last months that are over; of a step of those that leave, where it does."""
    this_month, months = first_of_month(today()), kind.about.months
    last = months_on(this_month, -1)
    period = Period(months_on(last, 1 - months), last)
    if kind.about.always_leaves:
        period = last_that_is_over(step_for(months), this_month)
    ends = {"from": written(period.first), "to": written(period.last)}
    return address_of(url_for(".new_paper", paper=kind.code), {**asked, **ends})
