"""Quotes for papers: written from findings, read by a second person, taken back."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.foundation.clock import now
from qa_app.organisation.routes.answers import shown
from qa_app.reports.forms.texts import DeclineForm, LookForm, QuoteForm, YouSaidForm
from qa_app.reports.models import ApprovedText
from qa_app.reports.operations import quoting
from qa_app.reports.operations.approving import marks_of
from qa_app.reports.queries import quotes as queries
from qa_app.reports.queries.quotes import WRITE
from qa_app.reports.routes.blueprint import quotes
from qa_app.reports.rules.approving import TextState
from qa_app.reports.rules.quotes import pieces_of
from qa_app.trail.operations import look
from qa_app.web.sheets import sheet_of

NOT_YET = "A quote is written once the audit is agreed, and never of a practitioner’s own work"
ON_ITS_WAY = "Somebody else reads it before it stands in a paper"


@quotes.get("")
@requires(WRITE)
def index() -> ResponseReturnValue:
    wanted = queries.visible(viewer())
    sheet = sheet_of(queries.count(wanted))
    listed = queries.list_quotes(wanted, sheet.on_a_page, sheet.offset)
    look("quotes:listed", viewer(), rows=len(listed))
    return render_template("reports/quotes.html", quotes=listed, sheet=sheet)


@quotes.route("/you-said", methods=["GET", "POST"])
@requires(WRITE)
def you_said() -> ResponseReturnValue:
    form = YouSaidForm()
    if form.validate_on_submit() and form.attempt(
        lambda: quoting.write_you_said(form.words.data, form.answer.data, viewer(), now())
    ):
        flash(ON_ITS_WAY)
        return redirect(url_for(".index"))
    return shown("reports/you_said.html", form)


@quotes.route("/from/<public_id:audit_id>/<public_id:finding_id>", methods=["GET", "POST"])
@requires(WRITE)
def write(audit_id: str, finding_id: str) -> ResponseReturnValue:
    finding = queries.find_source(audit_id, finding_id, viewer())
    if finding is None:
        flash(NOT_YET, "notice")
        return redirect(url_for(".index"))
    there = queries.quote_of(finding)
    if there and there.state is TextState.APPROVED:
        return redirect(url_for(".show", text_id=there.public_id))
    form = QuoteForm(data={"words": there.words if there else ""})
    if form.validate_on_submit() and form.attempt(
        lambda: quoting.write_quote(finding, form.words.data, viewer(), now())
    ):
        flash(ON_ITS_WAY)
        return redirect(url_for(".index"))
    look("audit:viewed", viewer(), finding.audit)
    return shown("reports/write_quote.html", form, finding=finding, there=there)


@quotes.get("/<public_id:text_id>")
@requires(WRITE)
def show(text_id: str) -> ResponseReturnValue:
    return _shown(queries.find_quote(text_id, viewer()), LookForm(), DeclineForm())


@quotes.post("/<public_id:text_id>/approve")
@requires(WRITE)
def approve(text_id: str) -> ResponseReturnValue:
    found, form = queries.find_quote(text_id, viewer()), LookForm()
    if form.validate_on_submit() and form.attempt(
        lambda: quoting.approve(
            found, viewer(), now(), looked=bool(form.looked.data), seen=form.version.data or ""
        )
    ):
        flash("Approved: papers may use it")
        return redirect(url_for(".index"))
    return _shown(found, form, DeclineForm())


@quotes.post("/<public_id:text_id>/decline")
@requires(WRITE)
def decline(text_id: str) -> ResponseReturnValue:
    found, form = queries.find_quote(text_id, viewer()), DeclineForm()
    if form.validate_on_submit() and form.attempt(
        lambda: quoting.decline(found, form.why.data, viewer(), now())
    ):
        flash("Not approved. Whoever wrote it sees why")
        return redirect(url_for(".index"))
    return _shown(found, form, form)


@quotes.post("/<public_id:text_id>/withdraw")
@requires(WRITE)
def withdraw(text_id: str) -> ResponseReturnValue:
    found, form = queries.find_quote(text_id, viewer()), LookForm()
    if form.attempt(lambda: quoting.withdraw(found, viewer(), now())):
        flash("Taken back: no paper uses it from now on, and none that holds it is given out")
        return redirect(url_for(".index"))
    return _shown(found, form, DeclineForm())


def _shown(found: ApprovedText, form: LookForm | DeclineForm, declining: DeclineForm) -> ResponseReturnValue:  # fmt: skip
    look("quote:viewed", viewer(), found)
    pieces = [pieces_of(text, marks_of(found, text, now())) for text in found.texts]
    return shown(
        "reports/quote.html",
        form,
        quote=found,
        pieces=pieces,
        approving=form if isinstance(form, LookForm) else LookForm(),
        declining=declining,
        wrote_it=viewer().person_id in found.writers,
        has_marks=any(one.what for each in pieces for one in each),
    )
