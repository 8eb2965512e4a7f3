"""Ask for a pack for inspectors; say whom it is given to; see which packs were given."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.foundation.clock import now, today
from qa_app.foundation.errors import DomainError, Reason
from qa_app.insight.rules.months import written
from qa_app.reports.forms.packs import GiveForm, PackForm
from qa_app.reports.operations.asking import Wanted
from qa_app.reports.operations.packs import give
from qa_app.reports.queries import packs as queries
from qa_app.reports.queries.asking import may_release
from qa_app.reports.queries.reports import find_own
from qa_app.reports.queries.whole_audits import find_of_records
from qa_app.reports.routes.asking import MONTHS
from qa_app.reports.routes.blueprint import Asked, asked_in_address, folder, reports
from qa_app.reports.routes.leaving import periods_that_leave
from qa_app.reports.routes.sending_off import send_off
from qa_app.reports.routes.showing import why_not_fetched
from qa_app.reports.rules.front import lines_of
from qa_app.reports.rules.kinds import ReportKind
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.packs import not_found
from qa_app.rounds.rules import first_of_month
from qa_app.rounds.rules.months import months_on
from qa_app.sign_in.session_cookie import needs_fresh_proof
from qa_app.trail.operations import look
from qa_app.web.searches import address_of
from qa_app.web.sheets import Sheet, sheet_of

READ, FETCH = Permission.REPORT_READ, Permission.REPORT_FETCH
PACK = ReportKind.PACK


@reports.route("/packs/new", methods=["GET", "POST"])
@requires(READ)
@needs_fresh_proof
def new_pack() -> ResponseReturnValue:
    """Of the last six months that are over, unless the address says which."""
    if request.method == "GET" and not any(request.args.get(one) for one in MONTHS):
        last = months_on(first_of_month(today()), -1)
        ends = {"from": written(months_on(last, 1 - PACK.about.months)), "to": written(last)}
        return redirect(address_of(url_for(".new_pack"), {**request.args, **ends}))
    form, asked = PackForm(), asked_in_address()
    form.offer(may_release=may_release(viewer()))
    if form.validate_on_submit():
        try:
            return send_off(_wanted(form, asked))
        except DomainError as refused:
            form.refuse(*refused.reasons)
    return render_template(
        "reports/new_pack.html",
        form=form,
        kind=PACK,
        asked=asked,
        sheet=Sheet(0, 1, "", request.path, asked.address),
        here=address_of(url_for(".new_pack"), asked.address),
        leaving=periods_that_leave(asked.address),
    )


def _wanted(form: PackForm, asked: Asked) -> Wanted:
    """Raise DomainError where a record was named of which there is nothing to read."""
    level, named = Level[form.level.data], lines_of(form.records.data or "")
    there = find_of_records(named, asked.filters, viewer()) if named else {}
    if missing := [one for one in named if one not in there]:
        raise DomainError(Reason(not_found(missing), "records"))
    return Wanted(
        asked.filters,
        [words for words, name in asked.chips if name not in MONTHS],
        level,
        with_references=not level.leaves,
        why=form.why.data,
        kind=PACK,
        chosen=[audit for audits in there.values() for audit in audits],
    )


@reports.post("/<public_id:report_id>/give")
@requires(FETCH)
@needs_fresh_proof
def give_pack(report_id: str) -> ResponseReturnValue:
    report, form = find_own(report_id, viewer()), GiveForm()
    path = folder().file(report.file_name)
    if why := why_not_fetched(report, is_there=path.exists()):
        flash(why, "notice")
    elif form.validate_on_submit() and form.attempt(
        lambda: give(report, form.given_to.data, form.why.data, viewer(), now())
    ):
        flash("It stands in the log of packs. You can fetch it now")
    else:
        flash("Enter whom you give it to, and what they need it for", "notice")
    return redirect(url_for(".show", report_id=report_id))


@reports.get("/packs")
@requires(READ)
def packs() -> ResponseReturnValue:
    sheet = sheet_of(queries.count(viewer()))
    given = queries.list_given(viewer(), sheet.on_a_page, sheet.offset)
    look("packs:listed", viewer(), rows=len(given))
    return render_template(
        "reports/packs.html", given=given, sheet=sheet, sees_all=may_release(viewer())
    )


@reports.get("/packs/<public_id:giving_id>")
@requires(READ)
def pack(giving_id: str) -> ResponseReturnValue:
    found = queries.find_giving(giving_id, viewer())
    look("pack:viewed", viewer(), found)
    return render_template("reports/pack.html", given=found)
