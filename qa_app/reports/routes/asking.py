"""Ask for a report with the filters of the pages of figures."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.foundation.errors import DomainError
from qa_app.reports.forms.asking import ReferencesForm, ReportForm
from qa_app.reports.operations.asking import Wanted
from qa_app.reports.queries.asking import may_release
from qa_app.reports.routes.blueprint import asked_in_address, reports
from qa_app.reports.routes.leaving import periods_that_leave
from qa_app.reports.routes.sending_off import send_off
from qa_app.reports.rules.levels import Level
from qa_app.sign_in.session_cookie import needs_fresh_proof
from qa_app.web.searches import address_of
from qa_app.web.sheets import Sheet

READ = Permission.REPORT_READ
# Told as the months that they come to.
MONTHS = ("period", "from", "to")


@reports.route("/new", methods=["GET", "POST"])
@requires(READ)
def new() -> ResponseReturnValue:
    form = ReportForm()
    if not may_release(viewer()):
        form.offer_inside_alone()
    return _asked(form, with_references=False)


@reports.route("/new-with-references", methods=["GET", "POST"])
@requires(READ)
@needs_fresh_proof
def new_with_references() -> ResponseReturnValue:
    """Rows that lead to children: after a fresh sign-in, and with a reason."""
    return _asked(ReferencesForm(), with_references=True)


def _asked(form: ReportForm | ReferencesForm, *, with_references: bool) -> ResponseReturnValue:
    asked = asked_in_address()
    if form.validate_on_submit():
        level = Level.INTERNAL if with_references else Level[form.level.data]
        why = form.why.data if with_references else ""
        said = [words for words, name in asked.chips if name not in MONTHS]
        wanted = Wanted(asked.filters, said, level, with_references, why)
        try:
            return send_off(wanted)
        except DomainError as refused:
            form.refuse(*refused.reasons)
    here, other = (
        (".new_with_references", ".new") if with_references else (".new", ".new_with_references")
    )
    return render_template(
        "reports/new.html",
        form=form,
        asked=asked,
        sheet=Sheet(0, 1, "", request.path, asked.address),
        here=address_of(url_for(here), asked.address),
        other=address_of(url_for(other), asked.address),
        with_references=with_references,
        leaving=periods_that_leave(asked.address)
        if not with_references and may_release(viewer())
        else [],
    )
